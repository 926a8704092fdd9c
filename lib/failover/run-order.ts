import type { Outcome } from './outcome'
import type { RunKind } from './role'

/** What runs can be ordered by. Each can be told of what Enterprise Manager lists and of what only the record has. */
export const RUN_COLUMNS = [
  'started',
  'ended',
  'name',
  'result',
  'tenant',
  'kind',
  'vms',
  'took',
  'rpo',
  'server',
] as const
export type RunColumn = (typeof RUN_COLUMNS)[number]

/** Column and direction as one word. `newest`, `oldest` and `name` are older than the others and keep their names. */
export const RUN_SORTS = [
  'newest',
  'oldest',
  'name',
  'name-desc',
  'ended',
  'ended-desc',
  'result',
  'result-desc',
  'tenant',
  'tenant-desc',
  'kind',
  'kind-desc',
  'vms',
  'vms-desc',
  'took',
  'took-desc',
  'rpo',
  'rpo-desc',
  'server',
  'server-desc',
] as const
export type RunSort = (typeof RUN_SORTS)[number]

export function parseRunSort(sort: RunSort): { column: RunColumn; descending: boolean } {
  if (sort === 'newest' || sort === 'oldest') return { column: 'started', descending: sort === 'newest' }
  const descending = sort.endsWith('-desc')
  const column = RUN_COLUMNS.find((it) => it === (descending ? sort.slice(0, -'-desc'.length) : sort))
  return { column: column ?? 'started', descending }
}

export function toRunSort(column: RunColumn, descending: boolean): RunSort {
  if (column === 'started') return descending ? 'newest' : 'oldest'
  return RUN_SORTS.find((it) => it === (descending ? `${column}-desc` : column)) ?? 'newest'
}

/** Worst first, and what nobody can say before what went well. */
export const RESULT_RANK = { failed: 0, unknown: 1, warning: 2, success: 3 } as const

export const toResultRank = (outcome: Outcome): number =>
  RESULT_RANK[outcome.kind === 'ended' ? outcome.result : 'unknown']

/** What a run is ordered by; null where that is not known, and then it stands last in either direction. */
export type RunOrderKey = {
  id: string
  /** Start of the run, else when it was first seen; ms since 1970. */
  started: number
  ended: number | null
  /** Names in lower case. */
  name: string
  result: number
  tenant: string | null
  kind: RunKind | null
  vms: number | null
  took: number | null
  rpo: number | null
  server: string | null
}

/** By one column; equal ones the newest first, and then by id, so that the order is always the same. */
export function compareRuns(sort: RunSort): (a: RunOrderKey, b: RunOrderKey) => number {
  const { column, descending } = parseRunSort(sort)
  const newest = (a: RunOrderKey, b: RunOrderKey): number => b.started - a.started || compareText(a.id, b.id)
  if (column === 'started') return descending ? newest : (a, b) => newest(b, a)
  return (a, b) => {
    const [one, other] = [a[column], b[column]]
    if (one === null || other === null) {
      return Number(one === null) - Number(other === null) || newest(a, b)
    }
    const order = compareValues(one, other)
    return (descending ? -order : order) || newest(a, b)
  }
}

function compareValues(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b))
}

/** By code point, as both databases order the bytes of UTF-8; JavaScript's own `<` goes by halves of a pair. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [a.charCodeAt(index), b.charCodeAt(index)]
    if (one !== other) return toPlace(one) - toPlace(other)
  }
  return a.length - b.length
}

/** Halves of a pair stand for what comes after all single units. */
const toPlace = (unit: number): number => {
  if (unit < 0xd8_00) return unit
  return unit < 0xe0_00 ? unit + 0x20_00 : unit - 0x08_00
}
