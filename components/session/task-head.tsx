'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { GridColumnHead, GridHead, GridRow } from '../grid-table'
import { GanttAxis } from '../tasks/gantt-axis'
import type { Gantt } from '../tasks/gantt-scope'
import { AllCheck } from '../tasks/row-check'
import { type ColumnId, SORTABLE } from '../tasks/task-columns'
import { useColumnName } from '../tasks/use-column-name'
import { nextSort, type Sort } from '../tasks/use-table-view'

const AREAS: Record<(typeof SORTABLE)[number], string> = {
  number: 'task-num',
  vm: 'task-vm',
  state: 'task-state',
  result: 'task-result',
  progress: 'task-progress',
  waited: 'task-waited',
  started: 'task-started',
  took: 'task-took',
  point: 'task-point',
  age: 'task-age',
  pointState: 'task-pstate',
}

type Props = {
  visible: ReadonlySet<ColumnId>
  sort: Sort | null
  onSort: (sort: Sort | null) => void
  gantt: Gantt | null
  chosen: 'all' | 'some' | 'none'
  onChooseAll: (chosen: boolean) => void
}

export function TaskHead({ visible, sort, onSort, gantt, chosen, onChooseAll }: Props): ReactNode {
  const t = useTranslations('session.table')
  const nameOf = useColumnName()
  return (
    <GridHead className="task-heading z-10 bg-surface">
      <GridRow aria-rowindex={1} className="task-row task-head-row text-[12px] font-[550] text-faint">
        <GridColumnHead className="task-sel">
          <span className="head-name">{nameOf('select')}</span>
          <AllCheck chosen={chosen} onChange={onChooseAll} />
        </GridColumnHead>
        {SORTABLE.filter((id) => visible.has(id)).map((id) => (
          <GridColumnHead
            key={id}
            aria-sort={sort?.id === id ? (sort.desc ? 'descending' : 'ascending') : undefined}
            className={AREAS[id]}
          >
            <span className="head-name">{nameOf(id)}</span>
            <SortButton id={id} sort={sort} onSort={onSort} />
          </GridColumnHead>
        ))}
        {visible.has('gantt') && gantt !== null && (
          <GridColumnHead aria-label={nameOf('gantt')} className="task-gantt">
            <GanttAxis gantt={gantt} />
          </GridColumnHead>
        )}
        {visible.has('failure') && <GridColumnHead className="sr-only">{t('failure')}</GridColumnHead>}
      </GridRow>
    </GridHead>
  )
}

type SortProps = { id: ColumnId; sort: Sort | null; onSort: (sort: Sort | null) => void }

function SortButton({ id, sort, onSort }: SortProps): ReactNode {
  const t = useTranslations('tasks')
  const name = useColumnName()(id)
  const now = sort?.id === id ? (sort.desc ? 'down' : 'up') : 'none'
  const Icon = now === 'down' ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      title={t(`sortHint.${now}`, { column: name })}
      onClick={() => onSort(nextSort(sort, id))}
      className={`sort-button ${now === 'none' ? '' : 'text-text'}`}
    >
      {name}
      {now !== 'none' && <Icon aria-hidden className="size-3 shrink-0" />}
    </button>
  )
}
