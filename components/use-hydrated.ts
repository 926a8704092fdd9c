'use client'

import { useSyncExternalStore } from 'react'

const never = (): (() => void) => () => undefined

/** False while the server renders and during hydration, then true: what depends on this browser waits for it. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
