'use client'

import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import {
  type ActiveShortcut,
  activeShortcuts,
  addShortcut,
  type Shortcut,
  watchShortcuts,
} from './shortcut-registry'

export type { Shortcut }

const NONE: readonly ActiveShortcut[] = []

/** The keys that do something on this page now, for the list behind `?` and for the command palette. */
export function useActiveShortcuts(): readonly ActiveShortcut[] {
  return useSyncExternalStore(watchShortcuts, activeShortcuts, () => NONE)
}

/**
 * One key of the page. It rests while somebody types (unless it is held with Ctrl or ⌘) and while a dialog is open.
 * @param enabled false while the thing it acts on is not there
 */
export function useShortcut({ keys, label, group }: Shortcut, run: () => void, enabled = true): void {
  const latest = useRef(run)
  useLayoutEffect(() => {
    latest.current = run
  })
  useEffect(
    () => (enabled ? addShortcut({ keys, label, group, run: () => latest.current() }) : undefined),
    [keys, label, group, enabled],
  )
}
