'use client'

import type { RowSelectionState } from '@tanstack/react-table'
import { useTranslations } from 'next-intl'
import { type ReactNode, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { PlannedView, SessionReply } from '@/lib/api/replies'
import { toShownCounts, toTaskStanding } from '@/lib/failover/outcome'
import { mostAtOnce, toWaitingReason } from '@/lib/failover/waiting-reason'
import { GridTable } from '../grid-table'
import { toGantt, toGanttStyle } from '../tasks/gantt-scope'
import { HeldNote } from '../tasks/held-note'
import { NoMatch } from '../tasks/no-match'
import { SelectionBar } from '../tasks/selection-bar'
import { toShownRows } from '../tasks/shown-row'
import { useTableTaste } from '../tasks/table-taste'
import { fold } from '../tasks/task-filter'
import { toLayout } from '../tasks/task-layout'
import { TaskToolbar } from '../tasks/task-toolbar'
import { useCalmReason } from '../tasks/use-calm-reason'
import { isMoved, useHeldItems } from '../tasks/use-held-items'
import { usePrinting } from '../tasks/use-printing'
import { useSelected } from '../tasks/use-selected'
import { useTableView } from '../tasks/use-table-view'
import { useTaskTable } from '../tasks/use-task-table'
import { usePageFreshness } from '../use-freshness'
import { TaskHead } from './task-head'
import { TaskRows } from './task-rows'
import { VirtualTaskRows } from './virtual-task-rows'

/** Fewer rows than this are all in the document, where the browser's own search finds them. */
const VIRTUAL_ABOVE = 100
const ROW_PX = { roomy: 33, dense: 29 } as const
const NONE: readonly PlannedView[] = []
const NO_TASKS: SessionReply['session']['tasks'] = []

export type TaskGridProps = {
  session: SessionReply['session']
  counts: SessionReply['counts']
  /** VMs of the plan without a task; null where nobody can say. */
  planned: readonly PlannedView[] | null
  running: boolean
  /** What the run was by an operator's word; an undo takes fewer VMs at once. */
  kind: NonNullable<SessionReply['tag']>['kind'] | null
  rpoTargetMs: number | null
  emClockAheadMs: number
}

/** Table, toolbar and timeline of the rows that are shown. */
export function TaskGrid(props: TaskGridProps): ReactNode {
  const { session, running, kind, rpoTargetMs, emClockAheadMs } = props
  const over = !running
  const counts = toShownCounts(props.counts, over)
  const planned = props.planned ?? NONE
  const { creationTimeUtc: runStartUtc } = session
  const tasks = useAfterPage(session.tasks.length <= VIRTUAL_ABOVE) ? session.tasks : NO_TASKS
  const t = useTranslations('session.table')
  const view = useTableView()
  const { hidden, dense } = useTableTaste()
  // What is typed shows at once; the rows follow as soon as there is time.
  const sought = fold(useDeferredValue(view.q))
  const show = useDeferredValue(view.show)
  const sort = useDeferredValue(view.sort)
  const nowMs = Date.parse(usePageFreshness().observedAtUtc) + emClockAheadMs
  const [selection, setSelection] = useState<RowSelectionState>({})
  const held = useHeldItems(tasks, { show, sort, sought }, { over, nowMs, emClockAheadMs, planned })
  const { shownItems, visible, ...select } = useTaskTable({
    items: held.items,
    show,
    sought,
    sort,
    hidden,
    selection,
    onSelectionChange: setSelection,
  })
  const rows = useMemo(
    () => toShownRows(shownItems, planned, show, sought),
    [shownItems, planned, show, sought],
  )
  const moved = useMemo(() => sort !== null && isMoved(shownItems, sort, over), [shownItems, sort, over])
  const selected = useSelected(tasks, shownItems, selection)
  const printing = usePrinting()
  const body = useRef<HTMLTableSectionElement>(null)

  const most = mostAtOnce(kind)
  const begun = counts.total - counts.waiting
  // Whether a VM that is no longer listed still works, nobody knows: then why the others wait cannot be inferred.
  const isWorkKnown = tasks.every((task) => task.lastSeenAtUtc === null || toTaskStanding(task) !== 'working')
  const reason = useCalmReason(
    running && isWorkKnown ? toWaitingReason({ working: counts.working, begun }, most) : null,
    nowMs,
  )
  const why = useMemo(() => reason && { reason, most }, [reason, most])
  const gantt = toGantt(session, running, nowMs)
  const layout = useMemo(() => toLayout(visible), [visible])
  const shared = {
    rows,
    body,
    selection,
    why,
    over,
    visible,
    sessionStartUtc: runStartUtc,
    rpoTargetMs,
    emClockAheadMs,
    onSelect: select.onSelect,
    onToggle: select.onToggle,
  }
  const chosen = selected.shown === 0 ? 'none' : selected.shown === shownItems.length ? 'all' : 'some'
  return (
    <>
      <TaskToolbar view={view} counts={counts} planned={planned.length} />
      {held.atMs !== null && (
        <HeldNote atMs={held.atMs} since={held.since} moved={moved} onAgain={held.again} />
      )}
      <GridTable
        aria-label={t('caption', { count: rows.length })}
        aria-rowcount={rows.length + 1}
        data-dense={dense}
        data-gantt={visible.has('gantt') && gantt !== null}
        data-running={running}
        className="task-table"
        style={{ ...layout, ...(gantt && toGanttStyle(gantt)) }}
      >
        <TaskHead
          visible={visible}
          sort={view.sort}
          onSort={view.setSort}
          gantt={gantt}
          chosen={chosen}
          onChooseAll={select.onSelectAll}
        />
        {rows.length > VIRTUAL_ABOVE && !printing ? (
          // Rows of another height are measured anew.
          <VirtualTaskRows key={String(dense)} {...shared} rowPx={dense ? ROW_PX.dense : ROW_PX.roomy} />
        ) : (
          <TaskRows {...shared} />
        )}
      </GridTable>
      {rows.length === 0 && tasks === session.tasks && <NoMatch view={view} />}
      {selected.items.length > 0 && (
        <SelectionBar
          items={selected.items}
          hiddenCount={selected.items.length - selected.shown}
          run={{ startUtc: runStartUtc, over }}
          fileName={`failover-${session.id.slice(0, 8)}-vms.csv`}
          onClear={() => setSelection({})}
        />
      )}
    </>
  )
}

/**
 * False until the page stands, where many rows would hold it up. From then on rows are taken over with the poll that
 * brought them: put off each time, they would never come where polls are quicker than the machine.
 */
function useAfterPage(isSmall: boolean): boolean {
  const [stands, setStands] = useState(isSmall)
  useEffect(() => {
    if (stands) return undefined
    const timer = setTimeout(() => setStands(true), 0)
    return () => clearTimeout(timer)
  }, [stands])
  return stands || isSmall
}
