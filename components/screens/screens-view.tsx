'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { ScreenListReply } from '@/lib/api/screen-replies'
import { withInstant } from '../rich-tags'
import { ApproveForm } from './approve-form'
import { RevokedList } from './revoked-list'
import { ScreenList } from './screen-list'

type Props = {
  reply: ScreenListReply
  /** When the reply came, by this browser's wall clock. */
  arrivedAtWallMs: number
  /** The newest request was not answered. */
  isSilent: boolean
  code: string
  publicOrigin: string | null
}

export function ScreensView({ reply, arrivedAtWallMs, isSilent, code, publicOrigin }: Props): ReactNode {
  const t = useTranslations('screens')
  // What was done is said where it stays when the card that it was done in has gone.
  const [done, setDone] = useState('')
  const active = reply.screens.filter((screen) => screen.state === 'active')
  const revoked = reply.screens.filter((screen) => screen.state === 'revoked')
  return (
    <div className="mx-auto grid max-w-[1360px] grid-cols-[minmax(0,1fr)] gap-5 px-4 pt-5 pb-12 sm:px-6">
      <header className="grid gap-1">
        <h1 className="heading-1">{t('title')}</h1>
        <p className="text-muted">{t('intro')}</p>
        {isSilent && (
          <p className="font-semibold">
            {t.rich('silent', withInstant(new Date(arrivedAtWallMs).toISOString()))}
          </p>
        )}
      </header>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[380px_minmax(0,1fr)]">
        <ApproveForm reply={reply} code={code} onDone={setDone} />
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
          <output
            data-testid="screens-done"
            className={done === '' ? 'sr-only' : 'card border-line-strong px-4 py-3 font-[560] foreign-text'}
          >
            {done}
          </output>
          <ScreenList
            reply={reply}
            screens={active}
            arrivedAtWallMs={arrivedAtWallMs}
            publicOrigin={publicOrigin}
            onDone={setDone}
          />
          {revoked.length > 0 && <RevokedList screens={revoked} />}
        </div>
      </div>
    </div>
  )
}
