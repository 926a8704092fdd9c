'use client'

import { createParser, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useCallback } from 'react'
import { type ColumnId, SORTABLE } from './task-columns'
import { type Show, SHOWS } from './task-filter'

export type Sort = { id: ColumnId; desc: boolean }

/** `progress`, or `-progress` for the other way round. */
const parseAsSort = createParser<Sort>({
  parse(text) {
    const id = SORTABLE.find((it) => it === text.replace(/^-/, ''))
    return id === undefined ? null : { id, desc: text.startsWith('-') }
  },
  serialize: ({ id, desc }) => `${desc ? '-' : ''}${id}`,
  eq: (a, b) => a.id === b.id && a.desc === b.desc,
})

const PARSERS = {
  show: parseAsStringLiteral(SHOWS).withDefault('all'),
  q: parseAsString.withDefault(''),
  sort: parseAsSort,
}

export type TableView = {
  show: Show
  /** As typed. */
  q: string
  /** Null: the order of the run. */
  sort: Sort | null
  setShow: (show: Show) => void
  setQ: (q: string) => void
  setSort: (sort: Sort | null) => void
}

/** Which rows are shown and how they are sorted: in the address, so that a link shows the same. */
export function useTableView(): TableView {
  const [{ show, q, sort }, set] = useQueryStates(PARSERS)
  return {
    show,
    q,
    sort,
    setShow: useCallback((next) => void set({ show: next }), [set]),
    setQ: useCallback((next) => void set({ q: next }), [set]),
    setSort: useCallback((next) => void set({ sort: next }), [set]),
  }
}

/** The next order when the heading of a column is pressed: up, down, and back to the order of the run. */
export function nextSort(sort: Sort | null, id: ColumnId): Sort | null {
  if (sort?.id !== id) return { id, desc: false }
  return sort.desc ? null : { id, desc: true }
}
