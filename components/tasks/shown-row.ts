import type { PlannedView } from '@/lib/api/replies'
import type { TaskItem } from './task-columns'
import { fold, isShown, type Show } from './task-filter'

/** A row as it stands in the table: a task, or a VM of the plan that has none. */
export type ShownRow =
  | { kind: 'task'; key: string; item: TaskItem }
  | { kind: 'planned'; key: string; vm: PlannedView }

/** Rows of the run first, then what the plan still has: it comes later, and whatever the order is, it has no values. */
export function toShownRows(
  items: readonly TaskItem[],
  planned: readonly PlannedView[],
  show: Show,
  sought: string,
): ShownRow[] {
  const rows = items.map((item): ShownRow => ({ kind: 'task', key: item.task.key, item }))
  if (!isShown(show, 'waiting')) return rows
  for (const vm of planned) {
    if (sought === '' || fold(vm.name ?? '').includes(sought))
      rows.push({ kind: 'planned', key: `plan ${vm.order}`, vm })
  }
  return rows
}
