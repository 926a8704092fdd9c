'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo, useState } from 'react'
import { historyQuery } from '@/lib/api/queries'
import type { HistoryReply } from '@/lib/api/record-replies'
import type { SessionView, TaskView } from '@/lib/api/replies'
import { MoreButton, useCapped } from './capped'
import { EmptyHistory, HistoryNotes } from './history-notes'
import { LogControls } from './log-controls'
import { LogItem } from './log-item'
import { filterLines, type LogFilter, toLogLines } from './log-lines'
import { nameOfKey } from './name-of-key'
import { RecordView } from './record-view'

type Props = { session: SessionView; running: boolean }

/** Every change that the monitor saw, in words, with what it could not see in between. */
export function LogPanel({ session, running }: Props): ReactNode {
  const query = useQuery(historyQuery(session.id))
  return (
    <RecordView query={query}>
      {(history) =>
        history.transitions.length === 0 && history.gaps.length === 0 ? (
          <EmptyHistory running={running} />
        ) : (
          <>
            <HistoryNotes history={history} startUtc={session.creationTimeUtc} />
            <Log history={history} tasks={session.tasks} />
          </>
        )
      }
    </RecordView>
  )
}

type LogProps = { history: HistoryReply; tasks: readonly TaskView[] }

function Log({ history, tasks }: LogProps): ReactNode {
  const t = useTranslations()
  const [newestFirst, setNewestFirst] = useState(true)
  const [filter, setFilter] = useState<LogFilter>({ sessionOnly: false, vm: '' })
  const unnamed = t('common.unnamedVm')
  const lines = useMemo(() => toLogLines(history), [history])
  const nameOf = useMemo(() => nameOfKey(tasks, unnamed), [tasks, unnamed])
  const found = useMemo(() => {
    const fitting = filterLines(lines, filter, nameOf)
    return newestFirst ? fitting.toReversed() : fitting
  }, [lines, filter, nameOf, newestFirst])
  const { shown, left, more } = useCapped(found)
  const changes = found.filter((line) => line.kind === 'change').length
  return (
    <>
      <LogControls
        newestFirst={newestFirst}
        onNewestFirst={setNewestFirst}
        filter={filter}
        onFilter={setFilter}
        changes={changes}
        total={lines.filter((line) => line.kind === 'change').length}
      />
      {changes === 0 && <p className="border-t border-line px-4 py-4 text-muted">{t('history.log.none')}</p>}
      <ol aria-label={t('history.log.list')}>
        {shown.map((line) => (
          <LogItem
            key={line.id}
            line={line}
            name={line.kind === 'change' && line.key !== null ? nameOf(line.key) : null}
          />
        ))}
      </ol>
      <MoreButton left={left} more={more} />
    </>
  )
}
