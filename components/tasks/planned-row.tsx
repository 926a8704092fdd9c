'use client'

import { useTranslations } from 'next-intl'
import { memo, type ReactNode } from 'react'
import type { PlannedView } from '@/lib/api/replies'
import { GridCell, GridRow, GridRowHead } from '../grid-table'
import { StatusWord } from '../status-word'
import { PlannedBar } from './gantt-cell'
import type { ColumnId } from './task-columns'
import { WaitingNote, type Why } from './waiting-note'

/** Columns that a VM without a task leaves empty: the first that is shown takes the mark. */
const HOMES = [
  { id: 'point', area: 'task-point' },
  { id: 'took', area: 'task-took' },
  { id: 'waited', area: 'task-waited' },
  { id: 'age', area: 'task-age' },
] as const

type Props = {
  vm: PlannedView
  index: number
  visible: ReadonlySet<ColumnId>
  hasGantt: boolean
  why: Why | null
  measure?: ((row: HTMLTableRowElement | null) => void) | undefined
}

/** A VM of the plan that has no task yet. It is no task, so it has no sheet, cannot be chosen and counts as none. */
export const PlannedRow = memo(function PlannedRow(props: Props): ReactNode {
  const { vm, index, visible, hasGantt, why, measure } = props
  const t = useTranslations()
  const home = HOMES.find(({ id }) => visible.has(id))
  const mark = (
    <span
      title={t('tasks.plannedHint')}
      className="inline-block rounded-full border border-dashed border-line-strong px-2 text-[12px] leading-5 whitespace-nowrap text-muted"
    >
      {t('tasks.fromPlan.mark')}
    </span>
  )
  return (
    <GridRow ref={measure} data-index={index} data-planned aria-rowindex={index + 2} className="task-row">
      <GridCell className="task-sel" />
      {visible.has('number') && <GridCell className="task-num text-faint">{vm.order}</GridCell>}
      <GridRowHead className="task-vm">
        <bdi dir="auto" title={vm.name ?? undefined} className="foreign-text text-muted">
          {vm.name ?? t('tasks.fromPlan.unnamed')}
        </bdi>
        {!home && mark}
      </GridRowHead>
      {visible.has('state') && (
        <GridCell className="task-state flex flex-wrap items-center">
          <StatusWord standing="waiting">{t('common.standing.waiting')}</StatusWord>
        </GridCell>
      )}
      {visible.has('progress') && (
        <GridCell className="task-progress flex items-center">
          {why === null ? (
            <span className="text-[12px] text-muted">{t('tasks.fromPlan.noTask')}</span>
          ) : (
            <WaitingNote {...why} />
          )}
        </GridCell>
      )}
      {home && <GridCell className={home.area}>{mark}</GridCell>}
      {hasGantt && (
        <GridCell className="task-gantt">
          <PlannedBar />
        </GridCell>
      )}
    </GridRow>
  )
})
