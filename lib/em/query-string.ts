import 'server-only'
import type { SessionQuery } from './em-client'

const BARE = /^[A-Za-z0-9_]+$/
const DEFAULT_SORT = { by: 'CreationTime', descending: true } as const

/** A value of the query grammar: a bare word, or quoted with inner quotes doubled (unquoted spaces vanish silently). */
export function toQueryValue(value: string): string {
  return BARE.test(value) ? value : `"${value.replaceAll('"', '""')}"`
}

/** Terms joined by AND, each in parentheses where there are several: the precedence of `;` and `,` is not stated. */
export function toFilter(where: NonNullable<SessionQuery['where']>): string {
  const terms = where.map(({ name, op, value }) => `${name}${op}${toQueryValue(value)}`)
  return terms.length > 1 ? terms.map((term) => `(${term})`).join(';') : terms.join('')
}

/**
 * Path and query of the first page. There is always a sort: pages are cut from a changing set.
 * @see EM wire reference §5.4 and §5.5
 */
export function toQueryPath(type: string, query: SessionQuery): string {
  const { by, descending } = query.sort ?? DEFAULT_SORT
  const filter = toFilter(query.where ?? [])
  const parts = [
    `type=${type}`,
    'format=Entities',
    filter === '' ? null : `filter=${encodeURIComponent(filter)}`,
    `${descending ? 'sortDesc' : 'sortAsc'}=${encodeURIComponent(by)}`,
    query.pageSize === undefined ? null : `pageSize=${Math.max(1, Math.trunc(query.pageSize))}`,
  ]
  return `/api/query?${parts.filter((part) => part !== null).join('&')}`
}
