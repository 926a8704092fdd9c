'use client'

import { useTranslations } from 'next-intl'
import { memo, type ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { KeptNotice } from './kept-notice'
import { TaskGrid, type TaskGridProps } from './task-grid'

type Props = TaskGridProps & { plannedLeftOut: SessionReply['plannedLeftOut'] }

/** Every VM of the run: one row read once, from its order to its place in time. */
export const TaskTable = memo(function TaskTable(props: Props): ReactNode {
  const { session, planned, plannedLeftOut, running } = props
  const t = useTranslations('session.table')
  const { tasks } = session
  const isEmpty = tasks.length === 0 && (planned ?? []).length === 0
  return (
    <section aria-labelledby="tasks-title" className="ages-surface card task-section">
      <h2 id="tasks-title" className="sr-only">
        {t('title')}
      </h2>
      <KeptNotice session={session} running={running} />
      {plannedLeftOut !== null && (
        <p data-testid="planned-left-out" className="border-b border-line px-4 py-2.5 text-muted">
          {plannedLeftOut.reason === 'undo'
            ? t('leftOut.undo')
            : t('leftOut.upAlready', { count: plannedLeftOut.count })}
        </p>
      )}
      {isEmpty ? (
        <p className="px-4 py-8 text-center text-muted">{t(running ? 'empty.running' : 'empty.ended')}</p>
      ) : (
        <TaskGrid {...props} />
      )}
    </section>
  )
})
