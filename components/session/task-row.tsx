'use client'

import { useTranslations } from 'next-intl'
import { memo, type ReactNode } from 'react'
import type { TaskView } from '@/lib/api/replies'
import { toTaskStanding } from '@/lib/failover/outcome'
import { GridCell, GridRow, GridRowHead } from '../grid-table'
import { ProgressBar } from '../progress-bar'
import { STATUS_LOOK } from '../status-look'
import { PointAge, PointLink, PointState } from './point-cells'
import { TaskResult, TaskState } from './task-state'
import { TaskStarted, TaskTook } from './task-times'

export type TaskRowContext = {
  sessionId: string
  sessionStartUtc: string | null
  rpoTargetMs: number | null
}

type Props = TaskRowContext & {
  task: TaskView
  index: number
  /** For a virtual list, which has to know the row's true height. */
  measure?: (row: HTMLTableRowElement | null) => void
}

/** One VM. Memoised: structural sharing keeps the object of an unchanged task, and with it the whole row. */
export const TaskRow = memo(function TaskRow(props: Props) {
  const { task, index, sessionId, sessionStartUtc, rpoTargetMs, measure } = props
  const t = useTranslations()
  const name = task.vmName ?? t('common.unnamedVm')
  const standing = toTaskStanding(task)
  const { progress } = task
  return (
    <GridRow
      ref={measure}
      data-index={index}
      data-standing={standing}
      aria-rowindex={index + 2}
      className={`task-row tone-change ${standing === 'failed' ? 'bg-status-failed-bg/45' : ''}`}
    >
      <GridCell className="task-num text-faint">{index + 1}</GridCell>
      <GridRowHead className="task-vm">
        <bdi dir="auto" title={name} className="line-clamp-2 text-left font-[560] foreign-text">
          {name}
        </bdi>
      </GridRowHead>
      <GridCell className="task-state flex flex-wrap items-center">
        <TaskState task={task} standing={standing} />
      </GridCell>
      <Labelled area="task-result" label={t('session.table.result')}>
        <TaskResult task={task} />
      </Labelled>
      <GridCell className="task-progress flex items-center gap-2">
        <ProgressBar
          label={t('common.progressOf', { name })}
          percent={progress}
          valueText={progress === null ? t('common.notReported') : t('common.percent', { percent: progress })}
          fill={STATUS_LOOK[standing].fill}
          className="min-w-8 flex-1 sm:max-w-[96px]"
        />
        <span className={`shrink-0 whitespace-nowrap text-muted ${progress === null ? '' : 'sm:w-11'}`}>
          {progress === null ? t('common.notReported') : t('common.percent', { percent: progress })}
        </span>
      </GridCell>
      <Labelled area="task-started" label={t('session.table.started')}>
        <TaskStarted task={task} />
      </Labelled>
      <Labelled area="task-took" label={t('session.table.took')}>
        <TaskTook task={task} />
      </Labelled>
      <Labelled area="task-point" label={t('session.table.point')}>
        <PointLink point={task.vmReplicaPoint} sessionId={sessionId} />
      </Labelled>
      <Labelled area="task-age" label={t('session.table.age')}>
        <PointAge point={task.vmReplicaPoint} sessionStartUtc={sessionStartUtc} rpoTargetMs={rpoTargetMs} />
      </Labelled>
      <Labelled area="task-pstate" label={t('session.table.pointState')}>
        <PointState point={task.vmReplicaPoint} />
      </Labelled>
      {(task.failureMessage !== null || standing === 'failed') && (
        <GridCell className="task-fail">
          <span
            dir="auto"
            title={task.failureMessage ?? undefined}
            className={`ages line-clamp-2 text-[12.5px] foreign-text ${STATUS_LOOK[standing === 'failed' ? 'failed' : 'warning'].text}`}
          >
            {task.failureMessage ?? t('session.attention.noReason')}
          </span>
        </GridCell>
      )}
    </GridRow>
  )
})

type LabelledProps = { area: string; label: string; children: ReactNode }

/** A cell that carries its heading along when the row is a card. Hidden from screen readers: they read the column's. */
function Labelled({ area, label, children }: LabelledProps): ReactNode {
  return (
    <GridCell className={area}>
      <span aria-hidden className="task-label me-1.5 text-[12px] text-faint">
        {label}
      </span>
      {children}
    </GridCell>
  )
}
