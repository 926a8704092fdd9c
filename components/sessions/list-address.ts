import { createParser, parseAsInteger, parseAsStringLiteral } from 'nuqs'
import { RECENT_SPANS, RESULTS, RUN_STATES, type SessionFilters } from '@/lib/api/session-filters'
import { RUN_KINDS } from '@/lib/failover/role'
import { RUN_SORTS } from '@/lib/failover/run-order'

const MOST_LETTERS = 200

const parseAsText = createParser<string>({
  parse: (raw) => (raw.trim() === '' || raw.length > MOST_LETTERS ? null : raw),
  serialize: (text) => text,
})

/** A day that there is, `2026-11-23`. */
const parseAsDay = createParser<string>({
  parse: (raw) => {
    const ms = /^\d{4}-\d\d-\d\d$/.test(raw) ? Date.parse(`${raw}T00:00:00Z`) : Number.NaN
    return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== raw ? null : raw
  },
  serialize: (day) => day,
})

const parseAsPage = createParser<number>({
  parse: (raw) => {
    const page = parseAsInteger.parse(raw)
    return page === null || String(page) !== raw || page < 1 || page > 100_000 ? null : page
  },
  serialize: String,
})

/** What the address of the list may say, each as it is read; null is what cannot be read. */
export const LIST_PARAMS = {
  q: parseAsText,
  state: parseAsStringLiteral(RUN_STATES),
  attention: parseAsStringLiteral(['open'] as const),
  result: parseAsStringLiteral(RESULTS),
  tenant: parseAsText,
  plan: parseAsText,
  backupServer: parseAsText,
  kind: parseAsStringLiteral([...RUN_KINDS, 'none'] as const),
  when: parseAsStringLiteral(RECENT_SPANS),
  from: parseAsDay,
  to: parseAsDay,
  sort: parseAsStringLiteral(RUN_SORTS),
  page: parseAsPage,
}
export type ListParam = keyof typeof LIST_PARAMS
export const LIST_PARAM_NAMES = Object.keys(LIST_PARAMS) as ListParam[] // safe: the keys of this very object

export type AddressFault = { name: ListParam; value: string }

/** What the address says that means nothing. It is left out, and the page says so. */
export function findAddressFaults(search: Pick<URLSearchParams, 'get'>): AddressFault[] {
  const unread = LIST_PARAM_NAMES.flatMap((name) => {
    const value = search.get(name)
    return value === null || LIST_PARAMS[name].parse(value) !== null ? [] : { name, value }
  })
  const known = new Set(unread.map(({ name }) => name))
  return [...unread, ...findDateFaults(search).filter(({ name }) => !known.has(name))]
}

/** Days beside a span, which no menu shows, and a last day before the first: each can be read, but not together. */
function findDateFaults(search: Pick<URLSearchParams, 'get'>): AddressFault[] {
  const [when, from, to] = [LIST_PARAMS.when.parse(search.get('when') ?? ''), read('from'), read('to')]
  function read(name: 'from' | 'to'): string | null {
    return LIST_PARAMS[name].parse(search.get(name) ?? '')
  }
  const isTurned = from !== null && to !== null && from > to
  if (when === null && !isTurned) return []
  return [
    ...(from === null ? [] : [{ name: 'from' as const, value: from }]),
    ...(to === null ? [] : [{ name: 'to' as const, value: to }]),
  ]
}

export const NO_FILTERS: SessionFilters = {
  q: null,
  state: null,
  attention: null,
  result: null,
  tenant: null,
  plan: null,
  backupServer: null,
  kind: null,
  when: null,
  from: null,
  to: null,
}
