'use client'

import { useSyncExternalStore } from 'react'
import { COLUMN_IDS, type ColumnId } from './task-columns'

/** How somebody likes the table: kept in this browser and not in the address, which is for what is shown. */
export type TableTaste = { hidden: readonly ColumnId[]; dense: boolean }

const KEY = 'failover.tasks'
/** In the way of the timeline, and said by other columns too. */
export const DEFAULT_TASTE: TableTaste = { hidden: ['result', 'started'], dense: false }

const listeners = new Set<() => void>()
let read: { text: string | null; taste: TableTaste } = { text: null, taste: DEFAULT_TASTE }

/** @returns the default for whatever is not what this file has written */
export function parseTaste(text: string | null): TableTaste {
  try {
    const found: unknown = JSON.parse(text ?? 'null')
    if (typeof found !== 'object' || found === null) return DEFAULT_TASTE
    const hidden = 'hidden' in found && Array.isArray(found.hidden) ? found.hidden : DEFAULT_TASTE.hidden
    return {
      hidden: COLUMN_IDS.filter((id) => id !== 'vm' && hidden.includes(id)),
      dense: 'dense' in found && found.dense === true,
    }
  } catch {
    return DEFAULT_TASTE
  }
}

function current(): TableTaste {
  let text: string | null = null
  try {
    text = localStorage.getItem(KEY)
  } catch {
    // A browser that keeps nothing still shows the table.
    return read.taste
  }
  if (text !== read.text) read = { text, taste: parseTaste(text) }
  return read.taste
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

export function setTaste(taste: TableTaste): void {
  const text = JSON.stringify(taste)
  read = { text, taste }
  try {
    localStorage.setItem(KEY, text)
  } catch {
    read = { text: null, taste }
  }
  for (const listener of listeners) listener()
}

/** The default while the server renders and during hydration. */
export function useTableTaste(): TableTaste {
  return useSyncExternalStore(subscribe, current, () => DEFAULT_TASTE)
}
