'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { ScreenListReply, ScreenView } from '@/lib/api/screen-replies'
import { AskedList } from './asked-list'
import { ChangeForm } from './change-form'
import { CommandFailure } from '../command-failure'
import { ContactWord } from './contact-word'
import { isInContact } from './in-contact'
import { MessageForm } from './message-form'
import { RevokeQuestion } from './revoke-question'
import { ScreenFacts } from './screen-facts'
import { SettingsForm } from './settings-form'
import { useScreenCommand } from './use-screen-command'

type Props = {
  screen: ScreenView
  reply: ScreenListReply
  arrivedAtWallMs: number
  onDone: (words: string) => void
}

const FORMS = ['message', 'settings', 'change', 'revoke'] as const
type Form = (typeof FORMS)[number]
const AT_ONCE = ['identify', 'sound', 'reload'] as const

/** One screen. What is to be done with it is asked in its own card. */
export function ScreenCard({ screen, reply, arrivedAtWallMs, onDone }: Props): ReactNode {
  const t = useTranslations('screens')
  const [open, setOpen] = useState<Form | null>(null)
  const titleId = useId()
  const openedBy = useRef<Form | null>(null)
  const buttons = useRef<HTMLDivElement>(null)
  const command = useScreenCommand(screen, ({ kind }) => {
    if (kind !== 'message' && kind !== 'withdraw') onDone(t(`asked.sent.${kind}`, { name: screen.name }))
  })
  // Whoever works by keyboard goes on where they were.
  useEffect(() => {
    if (open !== null) openedBy.current = open
    else if (openedBy.current !== null)
      buttons.current?.querySelector<HTMLElement>(`[data-opens=${openedBy.current}]`)?.focus()
  }, [open])
  const close = (words = ''): void => {
    setOpen(null)
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
      <ScreenFacts
        screen={screen}
        build={reply.build}
        isInContact={isInContact(screen.contactAtUtc, reply.nowUtc)}
      />
      <AskedList screen={screen} onDone={onDone} />
      {open === null && (
        <div ref={buttons} className="flex flex-wrap gap-2">
          {AT_ONCE.filter((kind) => kind !== 'sound' || screen.settings.sound.on).map((kind) => (
            <button
              key={kind}
              type="button"
              className="button"
              disabled={command.isPending}
              aria-label={t(`list.${kind}Label`, { name: screen.name })}
              onClick={() => command.mutate({ kind })}
            >
              {t(kind === 'sound' ? 'list.testSound' : `list.${kind}`)}
            </button>
          ))}
          {FORMS.map((form) => (
            <button
              key={form}
              type="button"
              data-opens={form}
              className="button"
              aria-label={t(`list.${form}Label`, { name: screen.name })}
              onClick={() => setOpen(form)}
            >
              {t(`list.${form}`)}
            </button>
          ))}
        </div>
      )}
      {open === null && <CommandFailure error={command.error} />}
      {open === 'message' && <MessageForm screen={screen} onClose={close} />}
      {open === 'settings' && <SettingsForm screen={screen} onClose={close} />}
      {open === 'change' && <ChangeForm screen={screen} reply={reply} onClose={close} />}
      {open === 'revoke' && <RevokeQuestion screen={screen} onClose={close} />}
    </li>
  )
}
