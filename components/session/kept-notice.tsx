'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { Instant } from '../instant'
import { fill, withInstant } from '../rich-tags'
import { toKeptRows } from '../tasks/kept-row'

type Props = { session: SessionReply['session']; running: boolean }

/** How many of a run's VM rows Enterprise Manager no longer lists, and as of when they stand. */
export function KeptNotice({ session, running }: Props): ReactNode {
  const { tasks, tasksFrom } = session
  if (tasksFrom !== 'record' || tasks.length === 0) return null
  return (
    <p data-testid="tasks-from-record" className="border-b border-line px-4 py-2.5 text-muted">
      <Words session={session} running={running} />
    </p>
  )
}

function Words({ session, running }: Props): ReactNode {
  const t = useTranslations('session.kept')
  const { tasks, tasksRecordedAtUtc: recordedAtUtc } = session
  const kept = toKeptRows(tasks)
  const isAll = kept === null || kept.count === tasks.length
  if (kept === null || (isAll && !running))
    return recordedAtUtc === null ? t('endedNoTime') : t.rich('ended', withInstant(recordedAtUtc))
  const { firstUtc, lastUtc } = kept
  const counts = { count: kept.count, total: tasks.length }
  const which = isAll ? 'all' : 'some'
  return firstUtc === lastUtc
    ? t.rich(`${which}At`, { ...counts, ...withInstant(firstUtc) })
    : t.rich(`${which}Between`, {
        ...counts,
        from: fill(<Instant at={firstUtc} />),
        to: fill(<Instant at={lastUtc} />),
      })
}
