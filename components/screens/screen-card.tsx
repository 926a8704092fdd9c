'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { ScreenListReply, ScreenView } from '@/lib/api/screen-replies'
import { Instant } from '../instant'
import { fill } from '../rich-tags'
import { ChangeForm } from './change-form'
import { ContactWord } from './contact-word'
import { RevokeQuestion } from './revoke-question'
import { useScopeWords } from './use-scope-words'

type Props = {
  screen: ScreenView
  reply: ScreenListReply
  arrivedAtWallMs: number
  onDone: (words: string) => void
}

/** One screen. What is to be done with it is asked in its own card. */
export function ScreenCard({ screen, reply, arrivedAtWallMs, onDone }: Props): ReactNode {
  const t = useTranslations('screens.list')
  const [mode, setMode] = useState<'shown' | 'change' | 'revoke'>('shown')
  const titleId = useId()
  const scopeWords = useScopeWords()
  const openedBy = useRef<'change' | 'revoke' | null>(null)
  const change = useRef<HTMLButtonElement>(null)
  const revoke = useRef<HTMLButtonElement>(null)
  // Whoever works by keyboard goes on where they were.
  useEffect(() => {
    if (mode !== 'shown') openedBy.current = mode
    else if (openedBy.current !== null) (openedBy.current === 'change' ? change : revoke).current?.focus()
  }, [mode, change, revoke])
  const close = (words = ''): void => {
    setMode('shown')
    onDone(words)
  }
  return (
    <li aria-labelledby={titleId} className="card grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3 p-4 sm:p-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 id={titleId} dir="auto" className="min-w-0 text-[14.5px] font-semibold foreign-text">
          {screen.name}
        </h3>
        <ContactWord
          contactAtUtc={screen.contactAtUtc}
          nowUtc={reply.nowUtc}
          arrivedAtWallMs={arrivedAtWallMs}
        />
      </div>
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)_minmax(0,1.3fr)]">
        <Part label={t('shows')}>{scopeWords(screen.scope)}</Part>
        <Part label={t('device')}>{screen.client ?? t('deviceUnknown')}</Part>
        <Part label={t('paired')}>
          {t.rich('pairedBy', { at: fill(<Instant at={screen.createdAtUtc} />), name: screen.createdBy })}
        </Part>
      </dl>
      {mode === 'shown' && (
        <div className="flex flex-wrap gap-2">
          <button
            ref={change}
            type="button"
            className="button"
            aria-label={t('changeLabel', { name: screen.name })}
            onClick={() => setMode('change')}
          >
            {t('change')}
          </button>
          <button
            ref={revoke}
            type="button"
            className="button"
            aria-label={t('withdrawLabel', { name: screen.name })}
            onClick={() => setMode('revoke')}
          >
            {t('withdraw')}
          </button>
        </div>
      )}
      {mode === 'change' && <ChangeForm screen={screen} reply={reply} onClose={close} />}
      {mode === 'revoke' && <RevokeQuestion screen={screen} onClose={close} />}
    </li>
  )
}

function Part({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div className="min-w-0">
      <dt className="text-[12px] text-faint">{label}</dt>
      <dd className="foreign-text">{children}</dd>
    </div>
  )
}
