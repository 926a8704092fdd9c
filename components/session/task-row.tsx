'use client'

import { useTranslations } from 'next-intl'
import { type ChangeEvent, memo, type ReactNode } from 'react'
import type { TaskView } from '@/lib/api/replies'
import { GridCell, GridRow, GridRowHead } from '../grid-table'
import { SheetLink } from '../sheet/sheet-link'
import { STATUS_LOOK } from '../status-look'
import { useTimeText } from '../use-time-text'
import { keptSince } from '../tasks/kept-row'
import { GanttBar } from '../tasks/gantt-cell'
import { RowCheck } from '../tasks/row-check'
import { standingOf } from '../tasks/standing-of'
import type { ColumnId } from '../tasks/task-columns'
import type { Why } from '../tasks/waiting-note'
import { KeptMark } from './kept-mark'
import { PointAge, PointLink, PointState } from './point-cells'
import { TaskProgress } from './task-progress'
import { TaskResult, TaskState } from './task-state'
import { TaskStarted, TaskTook, TaskWaited } from './task-times'

/** What all rows share; the same object as long as nothing of it changes. */
export type TaskRowContext = {
  /** Nothing of the run goes on. */
  over: boolean
  sessionStartUtc: string | null
  rpoTargetMs: number | null
  emClockAheadMs: number
  /** Columns that are shown. */
  visible: ReadonlySet<ColumnId>
  onSelect: (key: string, event: ChangeEvent<HTMLInputElement>) => void
  /** For a virtual list, which has to know the row's true height. */
  measure?: ((row: HTMLTableRowElement | null) => void) | undefined
}

type Props = TaskRowContext & {
  task: TaskView
  /** Place in the table as it is shown, from 0. */
  index: number
  /** Place in the run's own order, from 1. */
  order: number
  selected: boolean
  /** Why it waits, if it does. */
  why: Why | null
}

/** One VM. Memoised: structural sharing keeps the object of an unchanged task, and with it the whole row. */
export const TaskRow = memo(function TaskRow(props: Props) {
  const { task, index, order, selected, why, over, visible, onSelect, measure } = props
  const { sessionStartUtc, rpoTargetMs, emClockAheadMs } = props
  const t = useTranslations()
  const { zone } = useTimeText()
  const name = task.vmName ?? t('common.unnamedVm')
  const standing = standingOf(task, over)
  const keptUtc = keptSince(task, over)
  const point = task.vmReplicaPoint
  const hasFailure = visible.has('failure') && (task.failureMessage !== null || standing === 'failed')
  return (
    <GridRow
      ref={measure}
      data-index={index}
      data-standing={standing}
      data-selected={selected}
      data-freshness={keptUtc === null ? undefined : 'stale'}
      aria-rowindex={index + 2}
      className="task-row tone-change"
    >
      <GridCell className="task-sel">
        <RowCheck name={name} checked={selected} onChange={(event) => onSelect(task.key, event)} />
      </GridCell>
      {visible.has('number') && <GridCell className="task-num text-faint">{order}</GridCell>}
      <GridRowHead className="task-vm">
        <SheetLink sheet={{ vm: task.key }} className="task-link">
          <bdi dir="auto" title={name} className="text-left font-[560] foreign-text">
            {name}
          </bdi>
        </SheetLink>
      </GridRowHead>
      {visible.has('state') && (
        <GridCell className="task-state flex flex-wrap items-center">
          <TaskState task={task} standing={standing} over={over} />
        </GridCell>
      )}
      {visible.has('result') && (
        <Labelled area="task-result" label={t('session.table.result')}>
          <TaskResult task={task} over={over} />
        </Labelled>
      )}
      {visible.has('progress') && (
        <GridCell className="task-progress flex items-center gap-2">
          <TaskProgress task={task} name={name} standing={standing} why={keptUtc === null ? why : null} />
        </GridCell>
      )}
      {visible.has('waited') && (
        <Labelled area="task-waited" label={t('tasks.head.waited')}>
          <TaskWaited task={task} over={over} sessionStartUtc={sessionStartUtc} />
        </Labelled>
      )}
      {visible.has('started') && (
        <Labelled area="task-started" label={t('session.table.started', { zone })}>
          <TaskStarted task={task} over={over} />
        </Labelled>
      )}
      {visible.has('took') && (
        <Labelled area="task-took" label={t('session.table.took')}>
          <TaskTook task={task} over={over} />
        </Labelled>
      )}
      {visible.has('point') && (
        <Labelled area="task-point" label={t('session.table.point')}>
          <PointLink point={point} />
        </Labelled>
      )}
      {visible.has('age') && (
        <Labelled area="task-age" label={t('session.table.age')}>
          <PointAge point={point} sessionStartUtc={sessionStartUtc} rpoTargetMs={rpoTargetMs} />
        </Labelled>
      )}
      {visible.has('pointState') && (
        <Labelled area="task-pstate" label={t('session.table.pointState')}>
          <PointState task={task} />
        </Labelled>
      )}
      {visible.has('gantt') && sessionStartUtc !== null && (
        <GridCell className="task-gantt">
          <GanttBar
            task={task}
            standing={standing}
            over={over}
            runStartUtc={sessionStartUtc}
            emClockAheadMs={emClockAheadMs}
          />
        </GridCell>
      )}
      {(keptUtc !== null || hasFailure) && (
        <GridCell className="task-fail">
          {/* In the line below the row, whose cells are narrower; no choice of columns hides it. */}
          {keptUtc !== null && (
            <p>
              <KeptMark sinceUtc={keptUtc} />
            </p>
          )}
          {hasFailure && (
            <span
              dir="auto"
              title={task.failureMessage ?? undefined}
              className={`ages line-clamp-2 text-[12.5px] foreign-text ${STATUS_LOOK[standing === 'failed' ? 'failed' : 'warning'].text}`}
            >
              {task.failureMessage ?? t('session.attention.noReason')}
            </span>
          )}
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
