'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import { taskHistoryQuery } from '@/lib/api/queries'
import type { HistoryReply } from '@/lib/api/record-replies'
import type { TaskView } from '@/lib/api/replies'
import { Instant } from '../instant'
import { type ChangeLine, toLogLines } from '../history/log-lines'
import { RecordView } from '../history/record-view'
import { useChangeText } from '../history/use-change-text'
import { withInstant } from '../rich-tags'
import { STATUS_LOOK } from '../status-look'
import { SheetSection } from './sheet-section'

/** What changed of the VM and when, as the monitor saw it, newest first. */
export function VmChanges({ sessionId, task }: { sessionId: string; task: TaskView }): ReactNode {
  const t = useTranslations('sheet.changes')
  const query = useQuery(taskHistoryQuery(sessionId, task.key))
  return (
    <SheetSection title={t('title')}>
      <RecordView query={query}>{(history) => <Changes history={history} />}</RecordView>
    </SheetSection>
  )
}

function Changes({ history }: { history: HistoryReply }): ReactNode {
  const t = useTranslations('sheet.changes')
  const lines = useMemo(
    () =>
      toLogLines({ transitions: history.transitions, gaps: [] })
        .filter((line) => line.kind === 'change')
        .toReversed(),
    [history],
  )
  if (lines.length === 0) return <p className="px-4 py-3 text-muted sm:px-5">{t('none')}</p>
  return (
    <ol aria-label={t('list')}>
      {lines.map((line) => (
        <Change key={line.id} line={line} />
      ))}
    </ol>
  )
}

function Change({ line }: { line: ChangeLine }): ReactNode {
  const t = useTranslations('history.log')
  const words = useChangeText()(line)
  const look = line.standing === null ? null : STATUS_LOOK[line.standing]
  return (
    <li className="grid grid-cols-[var(--term-width,128px)_minmax(0,1fr)] gap-x-6 border-b border-line px-4 py-1.5 last:border-b-0 sm:px-5">
      <span className="text-faint">
        <Instant at={line.atUtc} />
      </span>
      <span className="foreign-text">
        {look !== null && (
          <look.Icon
            aria-hidden
            className={`ages me-1.5 inline-block size-[1.05em] align-[-0.15em] ${look.text}`}
          />
        )}
        {words}
        {line.emTimeUtc !== null && (
          <span className="block text-[12.5px] text-muted">
            {t.rich('emTime', withInstant(line.emTimeUtc))}
          </span>
        )}
      </span>
    </li>
  )
}
