'use client'

import { useSyncExternalStore } from 'react'

/** The hash changes without an event when it is taken away by replaceState, so this one is sent. */
const CHANGED = 'hashchange'

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener)
  return () => window.removeEventListener(CHANGED, listener)
}

/** The link that is open stands in the address, so that another page can lead to it and a reload keeps it. */
export function useOpenLink(): [string | null, (id: string | null) => void] {
  const hash = useSyncExternalStore(
    subscribe,
    () => decodeURIComponent(window.location.hash.slice(1)),
    () => '',
  )
  return [hash === '' ? null : hash, open]
}

function open(id: string | null): void {
  const { pathname, search } = window.location
  window.history.replaceState(
    window.history.state,
    '',
    `${pathname}${search}${id === null ? '' : `#${encodeURIComponent(id)}`}`,
  )
  window.dispatchEvent(new Event(CHANGED))
}
