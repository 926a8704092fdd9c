import type { TaskView } from '@/lib/api/replies'
import { toCsvText, toHarmless } from '@/lib/api/csv-cells'
import { toTaskRpo, toTaskRto } from '@/lib/failover/recovery'
import { keptSince } from './kept-row'
import { standingOf } from './standing-of'
import type { TaskItem } from './task-columns'

/**
 * As in the report's CSV, so that whoever knows one can read the other. Durations in ms, times in UTC. The last one is
 * empty unless Enterprise Manager no longer lists the VM though its run goes on: then the line is as of that moment.
 */
const HEADS = [
  'order',
  'vmName',
  'standing',
  'state',
  'result',
  'progress',
  'creationTimeUtc',
  'endTimeUtc',
  'timeToFailOver.ms',
  'dataLoss.ms',
  'vmReplicaPoint.name',
  'vmReplicaPoint.creationTimeUtc',
  'vmReplicaPoint.pointType',
  'vmReplicaPoint.state',
  'vmReplicaPoint.stateAsOfUtc',
  'vmReplicaPoint.id',
  'failureMessage',
  'key',
  'lastSeenAtUtc',
] as const

type Cell = string | number | null

const msOf = (figure: { ms: number } | { unknown: string }): number | null =>
  'ms' in figure ? figure.ms : null

/** The run that the rows belong to. */
type Run = { startUtc: string | null; over: boolean }

function toCells(task: TaskView, order: number, run: Run): Cell[] {
  const point = task.vmReplicaPoint
  return [
    order,
    task.vmName,
    standingOf(task, run.over),
    task.state,
    task.result,
    task.progress,
    task.creationTimeUtc,
    task.endTimeUtc,
    msOf(toTaskRto(task)),
    msOf(toTaskRpo(task, run.startUtc)),
    point?.name ?? null,
    point?.creationTimeUtc ?? null,
    point?.pointType ?? null,
    point?.state ?? null,
    point?.stateAsOfUtc ?? null,
    point?.id ?? null,
    task.failureMessage,
    task.key,
    keptSince(task, run.over),
  ]
}

const toTable = (items: readonly TaskItem[], run: Run): Cell[][] => [
  [...HEADS],
  ...items.map(({ task, order }) => toCells(task, order, run)),
]

/** Rows as a file for spreadsheets; names that others have chosen cannot become formulas there. */
export function toTaskCsv(items: readonly TaskItem[], run: Run): string {
  return toCsvText(toTable(items, run))
}

/** Rows as text for the clipboard, which a spreadsheet or a ticket takes as a table: one line each, as harmless. */
export function toTaskLines(items: readonly TaskItem[], run: Run): string {
  const toText = (cell: Cell): string =>
    typeof cell === 'string' ? toHarmless(cell.replace(/\s+/g, ' ')) : String(cell ?? '')
  return toTable(items, run)
    .map((cells) => `${cells.map(toText).join('\t')}\n`)
    .join('')
}
