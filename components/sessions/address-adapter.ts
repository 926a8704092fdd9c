'use client'

import { useSearchParams } from 'next/navigation'
import {
  renderQueryString,
  unstable_createAdapterProvider as createAdapterProvider,
  type unstable_AdapterInterface as AdapterInterface,
} from 'nuqs/adapters/custom'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { pages } from '@/lib/api/paths'

const listeners = new Set<() => void>()
let newest = ''

/** Of this page only: on the way to another one the address is that one's already while this is still shown. */
function readSearch(): string {
  if (window.location.pathname === pages.sessions()) newest = window.location.search.replace(/^\?/, '')
  return newest
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

/**
 * The address as the browser has it at this moment. With nuqs' adapter for the router, which waits for the router, the
 * address was seen to say one list and the page to show another after two quick steps back.
 */
export function useAddressSearch(): URLSearchParams {
  // The router's word counts on the server; here it makes this render anew after a link was followed.
  const routed = useSearchParams().toString()
  const search = useSyncExternalStore(subscribe, readSearch, () => routed)
  return useMemo(() => new URLSearchParams(search), [search])
}

/** The same for nuqs. */
function useAddressAdapter(): AdapterInterface {
  const searchParams = useAddressSearch()
  const updateUrl = useCallback<AdapterInterface['updateUrl']>((next, { history, scroll }) => {
    const url = `${window.location.pathname}${renderQueryString(next)}${window.location.hash}`
    // Through the router's own patch of these two, so that it knows the address for its next step.
    if (history === 'push') window.history.pushState(null, '', url)
    else window.history.replaceState(null, '', url)
    for (const listener of listeners) listener()
    if (scroll) window.scrollTo(0, 0)
  }, [])
  return {
    searchParams,
    updateUrl,
    getSearchParamsSnapshot: () => new URLSearchParams(readSearch()),
  }
}

export const AddressProvider = createAdapterProvider(useAddressAdapter)
