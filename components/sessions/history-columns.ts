import { parseRunSort, toRunSort, type RunColumn, type RunSort } from '@/lib/failover/run-order'

type Column = {
  key: RunColumn
  /** Where the column stands, and from which width on. */
  className: string
  /** The direction in which it is asked for first: what one looks for stands on top. */
  firstDescending: boolean
}

const START = 'text-start'
const END = 'text-end'

export const HISTORY_COLUMNS: readonly Column[] = [
  { key: 'result', className: START, firstDescending: false },
  { key: 'name', className: START, firstDescending: false },
  { key: 'tenant', className: START, firstDescending: false },
  { key: 'kind', className: START, firstDescending: false },
  { key: 'vms', className: END, firstDescending: true },
  { key: 'took', className: `${END} max-lg:hidden`, firstDescending: true },
  { key: 'rpo', className: `${END} max-xl:hidden`, firstDescending: true },
  { key: 'server', className: `${START} max-xl:hidden`, firstDescending: false },
  { key: 'started', className: END, firstDescending: true },
  { key: 'ended', className: `${END} max-[1560px]:hidden`, firstDescending: true },
]

/** What a press on a column's head asks for: its first direction, then the other, and so on. */
export function toNextSort(column: Column, now: RunSort): RunSort {
  const { column: sorted, descending } = parseRunSort(now)
  return toRunSort(column.key, sorted === column.key ? !descending : column.firstDescending)
}

export function toAriaSort(key: RunColumn, now: RunSort): 'ascending' | 'descending' | undefined {
  const { column, descending } = parseRunSort(now)
  if (column !== key) return undefined
  return descending ? 'descending' : 'ascending'
}
