'use client'

import { useTranslations } from 'next-intl'
import { memo, type ReactNode } from 'react'
import type { SessionView, TaskView } from '@/lib/api/replies'
import { GridBody, GridTable } from '../grid-table'
import { TaskHead } from './task-head'
import { TaskRow, type TaskRowContext } from './task-row'
import { VirtualTaskRows } from './virtual-task-rows'
import { withInstant } from '../rich-tags'

/** Fewer rows than this are all in the document, where the browser's own search finds them. */
const VIRTUAL_ABOVE = 100

type Props = TaskRowContext & {
  tasks: readonly TaskView[]
  tasksFrom: SessionView['tasksFrom']
  recordedAtUtc: string | null
  running: boolean
}

/** Every VM of the run. Rows are patched in place: one that did not change is neither rendered again nor replaced. */
export const TaskTable = memo(function TaskTable(props: Props): ReactNode {
  const { tasks, tasksFrom, recordedAtUtc, running, sessionId, sessionStartUtc, rpoTargetMs } = props
  const t = useTranslations('session.table')
  return (
    <section aria-labelledby="tasks-title" className="ages-surface card overflow-clip">
      <h2 id="tasks-title" className="sr-only">
        {t('title')}
      </h2>
      {tasksFrom === 'record' && tasks.length > 0 && (
        <p data-testid="tasks-from-record" className="border-b border-line px-4 py-2.5 text-muted">
          {recordedAtUtc === null ? t('recordedNoTime') : t.rich('recorded', withInstant(recordedAtUtc))}
        </p>
      )}
      {tasks.length === 0 ? (
        <p className="px-4 py-8 text-center text-muted">{t(running ? 'empty.running' : 'empty.ended')}</p>
      ) : (
        <GridTable
          aria-label={t('caption', { count: tasks.length })}
          aria-rowcount={tasks.length + 1}
          className="task-table"
        >
          <TaskHead />
          {tasks.length > VIRTUAL_ABOVE ? (
            <VirtualTaskRows
              tasks={tasks}
              sessionId={sessionId}
              sessionStartUtc={sessionStartUtc}
              rpoTargetMs={rpoTargetMs}
            />
          ) : (
            <GridBody>
              {tasks.map((task, index) => (
                <TaskRow
                  key={task.key}
                  task={task}
                  index={index}
                  sessionId={sessionId}
                  sessionStartUtc={sessionStartUtc}
                  rpoTargetMs={rpoTargetMs}
                />
              ))}
            </GridBody>
          )}
        </GridTable>
      )}
    </section>
  )
})
