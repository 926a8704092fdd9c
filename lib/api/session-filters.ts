import type { RunKind } from '@/lib/failover/role'
import type { RunSort } from '@/lib/failover/run-order'

/** The last days up to today (UTC). Said so and not as a date, a filter that is kept stays true tomorrow. */
export const RECENT_SPANS = ['today', '7d', '30d'] as const
export type RecentSpan = (typeof RECENT_SPANS)[number]

export const RESULTS = ['success', 'warning', 'failed', 'unknown'] as const
export type ResultFilter = (typeof RESULTS)[number]

/** As the server calls them: what runs, and what is over. */
export const RUN_STATES = ['active', 'ended'] as const
export type StateFilter = (typeof RUN_STATES)[number]

/** What the list is narrowed down by; null: not by that. Days are UTC, `2026-11-23`, both inclusive. */
export type SessionFilters = {
  q: string | null
  state: StateFilter | null
  /** `open`: what needs somebody. */
  attention: 'open' | null
  result: ResultFilter | null
  tenant: string | null
  plan: string | null
  backupServer: string | null
  kind: RunKind | 'none' | null
  when: RecentSpan | null
  from: string | null
  to: string | null
}

export type SessionListAsked = SessionFilters & {
  sort: RunSort | null
  page: number | null
  /** Ids of runs that are held back. */
  without?: readonly string[]
}

export const FILTER_NAMES = [
  'q',
  'state',
  'attention',
  'result',
  'tenant',
  'plan',
  'backupServer',
  'kind',
  'when',
  'from',
  'to',
] as const satisfies readonly (keyof SessionFilters)[]
export type FilterName = (typeof FILTER_NAMES)[number]

const DAY_MS = 86_400_000

/** The history's query for the list's address: what runs stands beside it in every reply, whichever state is asked for. */
export function toListQuery(asked: SessionListAsked): string {
  const search = new URLSearchParams({ state: 'ended' })
  for (const name of FILTER_NAMES) {
    const value = asked[name]
    if (value === null || value === '' || name === 'state') continue
    // The page's last day is the last one shown; the list's `to` is the first moment that is not.
    search.set(name, name === 'to' ? toDay(Date.parse(value) + DAY_MS) : value)
  }
  if (asked.sort !== null && asked.sort !== 'newest') search.set('sort', asked.sort)
  if (asked.page !== null && asked.page > 1) search.set('page', String(asked.page))
  if (asked.without !== undefined && asked.without.length > 0) search.set('without', asked.without.join(','))
  return search.toString()
}

const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** Filters and order as they stand in the page's address and in a filter that is kept; the page number is no part of it. */
export function toFilterSearch(asked: SessionFilters & { sort: RunSort | null }): string {
  const search = new URLSearchParams()
  for (const name of FILTER_NAMES) {
    const value = asked[name]
    if (value !== null && value !== '') search.set(name, value)
  }
  if (asked.sort !== null && asked.sort !== 'newest') search.set('sort', asked.sort)
  return search.toString()
}

export const isFiltered = (filters: SessionFilters): boolean =>
  FILTER_NAMES.some((name) => filters[name] !== null && filters[name] !== '')
