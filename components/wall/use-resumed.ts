'use client'

import { useEffect, useEffectEvent } from 'react'

const TICK_MS = 1_000
/** A busy machine misses a tick or two. */
const LEAST_STILL_MS = 5_000

/**
 * Calls back as soon as this page runs again after it slept, was hidden or frozen, or had no network: what it shows is old
 * by then, and the request that was under way may never be answered.
 */
export function useResumed(onResume: () => void): void {
  const resume = useEffectEvent(onResume)
  useEffect(() => {
    const clocks = (): [number, number] => [performance.now(), Date.now()]
    let [monotonicMs, wallMs] = clocks()
    const timer = setInterval(() => {
      const before = Math.max(performance.now() - monotonicMs, Date.now() - wallMs)
      ;[monotonicMs, wallMs] = clocks()
      if (before > TICK_MS + LEAST_STILL_MS) resume()
    }, TICK_MS)
    const onVisible = (): void => {
      if (document.visibilityState === 'visible') resume()
    }
    const onBack = (): void => resume()
    document.addEventListener('visibilitychange', onVisible)
    window.addEventListener('online', onBack)
    window.addEventListener('pageshow', onBack)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onVisible)
      window.removeEventListener('online', onBack)
      window.removeEventListener('pageshow', onBack)
    }
  }, [])
}
