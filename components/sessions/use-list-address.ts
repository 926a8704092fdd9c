'use client'

import { useQueryStates } from 'nuqs'
import { useEffect, useMemo, useState } from 'react'
import { toFilterSearch, type SessionFilters } from '@/lib/api/session-filters'
import type { RunSort } from '@/lib/failover/run-order'
import { useAddressSearch } from './address-adapter'
import { findAddressFaults, LIST_PARAMS, NO_FILTERS, type AddressFault } from './list-address'

type Said = SessionFilters & { sort: RunSort | null; page: number | null }

/** What the page's address says of the list, and how it is changed. */
export type ListAddress = {
  said: Said
  /** Filters and order as one text; the same as in a filter that is kept. */
  search: string
  /** What the address said that means nothing and was left out. */
  faults: readonly AddressFault[]
  forgetFaults: () => void
  /**
   * Narrows down or orders anew; begins with the first page. Each change is one step back.
   * @param isTyping it goes on from the last step and makes none of its own
   */
  change: (change: Partial<SessionFilters> & { sort?: RunSort | null }, isTyping?: boolean) => void
  goTo: (page: number) => void
  clear: () => void
  /** Everything as a filter that was kept says it. */
  open: (query: string) => void
}

const NOTHING = { ...NO_FILTERS, sort: null, page: null }

export function useListAddress(): ListAddress {
  const raw = useAddressSearch()
  const [said, setSaid] = useQueryStates(LIST_PARAMS, { history: 'push', scroll: false })
  const found = useMemo(() => findAddressFaults(raw), [raw])
  const [told, setTold] = useState<readonly AddressFault[]>(found)
  if (found.length > 0 && found !== told) setTold(found)
  useEffect(() => {
    if (found.length === 0) return
    const nulls = Object.fromEntries(found.map(({ name }) => [name, null]))
    void setSaid(nulls, { history: 'replace' })
  }, [found, setSaid])

  return {
    said,
    search: toFilterSearch(said),
    faults: told,
    forgetFaults: () => setTold([]),
    change(change, isTyping = false) {
      setTold([])
      void setSaid({ ...change, page: null }, { history: isTyping ? 'replace' : 'push' })
    },
    goTo: (page) => void setSaid({ page: page === 1 ? null : page }),
    clear() {
      setTold([])
      void setSaid({ ...NO_FILTERS, page: null })
    },
    open(query) {
      setTold([])
      void setSaid({ ...NOTHING, ...readFilterSearch(query) })
    },
  }
}

/** A filter that was kept, as far as this version can read it. */
function readFilterSearch(query: string): Partial<Said> {
  const search = new URLSearchParams(query)
  const read = Object.entries(LIST_PARAMS).map(([name, parser]) => {
    const value = search.get(name)
    return [name, value === null ? null : parser.parse(value)] as const
  })
  return Object.fromEntries(read) as Partial<Said> // safe: each value by the parser of its own name
}
