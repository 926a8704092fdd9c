'use client'

import { useEffect, useRef } from 'react'
import type { WallState } from '../wall-reader'

const KEY = 'wall-shown'
const LEAST_GAP_MS = 10_000

/**
 * Notes when the screen last stood as it should, for the guard: written after what was read stands there, which a page
 * that fails over it never comes to. It outlives the reloads by which the guard tries to mend such a page.
 */
export function useShown(state: WallState | undefined): void {
  const notedAtMs = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (state === undefined || performance.now() - notedAtMs.current < LEAST_GAP_MS) return
    notedAtMs.current = performance.now()
    try {
      sessionStorage.setItem(KEY, String(Date.now()))
    } catch {
      // The guard then says since when this page has been there.
    }
  }, [state])
}
