'use client'

import { useSyncExternalStore } from 'react'
import { type HistoryTab, parseHash, toHash } from './history-tab'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('hashchange', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('hashchange', listener)
  }
}

/** Puts a tab into the address without a step in the browser's history and without a jump of the page. */
function choose(tab: HistoryTab): void {
  // Null: the router adds its own state, and so learns of the new address.
  window.history.replaceState(null, '', toHash(tab))
  for (const listener of listeners) listener()
}

/** The tab that the address names; null if it names none. */
export function useHistoryTab(): [HistoryTab | null, (tab: HistoryTab) => void] {
  const tab = useSyncExternalStore(
    subscribe,
    () => parseHash(window.location.hash),
    () => null,
  )
  return [tab, choose]
}
