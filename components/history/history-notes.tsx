'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { HistoryReply } from '@/lib/api/record-replies'
import { Instant } from '../instant'
import { fill, withInstant } from '../rich-tags'
import { isLateStart } from './late-start'

export function EmptyHistory({ running }: { running: boolean }): ReactNode {
  const t = useTranslations('history.empty')
  return <p className="px-4 py-8 text-center text-muted">{t(running ? 'running' : 'ended')}</p>
}

type Props = { history: HistoryReply; startUtc: string | null }

/** What the record lacks. */
export function HistoryNotes({ history, startUtc }: Props): ReactNode {
  const t = useTranslations('history.partial')
  const { recordedFromUtc, thinned } = history
  const late = isLateStart(recordedFromUtc, startUtc)
  if (!late && !thinned) return null
  return (
    <div className="grid gap-1 border-b border-line px-4 py-2.5 text-[12.5px] text-muted">
      {late && recordedFromUtc !== null && startUtc !== null && (
        <p>
          {t.rich('lateStart', {
            ...withInstant(recordedFromUtc),
            started: fill(<Instant at={startUtc} />),
          })}
        </p>
      )}
      {thinned && <p>{t('thinned')}</p>}
    </div>
  )
}
