import {
  columnFilteringFeature,
  columnVisibilityFeature,
  createColumnHelper,
  createFilteredRowModel,
  createSortedRowModel,
  rowSelectionFeature,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
} from '@tanstack/react-table'
import type { TaskView } from '@/lib/api/replies'
import type { TaskStanding } from '@/lib/failover/outcome'
import { keptSince } from './kept-row'
import { standingOf } from './standing-of'
import { isHeldIn, searchText, type Show } from './task-filter'

/** One VM as the table sorts and filters it. */
export type TaskItem = {
  task: TaskView
  /** Place in the run's own order, counted from 1. */
  order: number
  /** The task when the order was asked for: the table sorts and filters by it, so that rows keep their places. */
  at: TaskView
  /** Whether the run was over then. */
  over: boolean
  /** A VM that had no task then: it stands behind the others, whatever the order is. */
  late: 'from_plan' | 'new' | null
  /** The moment of that by Enterprise Manager's clock, ms since 1970: what goes on is measured up to it. */
  atMs: number
  emClockAheadMs: number
}

export const COLUMN_IDS = [
  'number',
  'vm',
  'state',
  'result',
  'progress',
  'waited',
  'started',
  'took',
  'point',
  'age',
  'pointState',
  'failure',
  'gantt',
] as const
export type ColumnId = (typeof COLUMN_IDS)[number]

/** What sorts; the others only show. */
export const SORTABLE = COLUMN_IDS.filter((id) => id !== 'failure' && id !== 'gantt')

/** Trouble first: whoever sorts by state looks for it. */
const STATE_ORDER: Record<TaskStanding, number> = {
  failed: 0,
  warning: 1,
  unknown: 2,
  working: 3,
  waiting: 4,
  succeeded: 5,
}

const msOf = (utc: string | null | undefined): number | undefined => (utc ? Date.parse(utc) : undefined)

/** `vm2` before `vm10`, by plain comparison: a collator is too slow for thousands of names. */
export function toNameKey(name: string | null): string | undefined {
  return name?.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(12, '0'))
}

/** Up to when a row was seen to go on, by Enterprise Manager's clock. */
const untilMs = ({ at, atMs, emClockAheadMs, over }: TaskItem): number => {
  const keptMs = msOf(keptSince(at, over))
  return keptMs === undefined ? atMs : keptMs + emClockAheadMs
}

function tookMs(item: TaskItem): number | undefined {
  const { at, over } = item
  const fromMs = msOf(at.creationTimeUtc)
  if (fromMs === undefined || standingOf(at, false) === 'waiting') return undefined
  const toMs = msOf(at.endTimeUtc) ?? (over ? undefined : untilMs(item))
  // What contradicts itself has no place among times.
  return toMs === undefined || toMs < fromMs ? undefined : toMs - fromMs
}

export const features = tableFeatures({
  columnFilteringFeature,
  filteredRowModel: createFilteredRowModel(),
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnVisibilityFeature,
  rowSelectionFeature,
})

const helper = createColumnHelper<typeof features, TaskItem>()
const VALUES: Record<
  Exclude<ColumnId, 'failure' | 'gantt'>,
  (item: TaskItem) => string | number | undefined
> = {
  number: ({ order }) => order,
  vm: ({ at }) => toNameKey(at.vmName),
  state: ({ at, over }) => STATE_ORDER[standingOf(at, over)],
  result: ({ at }) => at.result ?? undefined,
  progress: ({ at }) => at.progress ?? undefined,
  // All wait from the same moment, so who began first has waited least, and who still waits has waited until now.
  waited: (item) => {
    if (standingOf(item.at, false) !== 'waiting') return msOf(item.at.creationTimeUtc)
    return item.over ? undefined : untilMs(item)
  },
  started: ({ at }) => msOf(at.creationTimeUtc),
  took: tookMs,
  point: ({ at }) => msOf(at.vmReplicaPoint?.creationTimeUtc),
  age: ({ at }) => {
    const ms = msOf(at.vmReplicaPoint?.creationTimeUtc)
    return ms === undefined ? undefined : -ms
  },
  pointState: ({ at }) => at.vmReplicaPoint?.state ?? undefined,
}

/** What a column sorts by. Undefined: not known, or come late, and last in either direction. */
export const valueOf = (id: ColumnId, item: TaskItem): string | number | undefined =>
  id === 'failure' || id === 'gantt' || item.late !== null ? undefined : VALUES[id](item)

export const columns = helper.columns([
  ...SORTABLE.map((id) =>
    helper.accessor((item: TaskItem) => valueOf(id, item), {
      id,
      sortFn: sortFn_basic,
      sortUndefined: 'last',
    }),
  ),
  helper.display({ id: 'failure' }),
  helper.display({ id: 'gantt' }),
  helper.accessor(({ at, over }: TaskItem) => standingOf(at, over), {
    id: 'standing',
    filterFn: (row, _id, show: Show) => isHeldIn(row.original, show),
  }),
  helper.accessor(({ at }: TaskItem) => searchText(at), {
    id: 'search',
    filterFn: (row, _id, sought: string) => searchText(row.original.at).includes(sought),
  }),
])
