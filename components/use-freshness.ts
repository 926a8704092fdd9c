'use client'

import { createContext, useContext, useMemo } from 'react'
import type { Polled } from '@/lib/api/get-json'
import type { Freshness } from '@/lib/failover/freshness'
import { type PageFreshness, toPageFreshness } from './page-freshness'
import { type ServerClock, sinceArrivalMs } from './server-clock'
import { useTick } from './use-tick'

export type WithAge = { freshness: Freshness; pollAfterMs: number; emClockAheadMs?: number }

export function toServerClock(polled: Polled<WithAge>): ServerClock {
  const observedAtMs = Date.parse(polled.reply.freshness.observedAtUtc)
  return {
    serverAtArrivalMs: observedAtMs + polled.ageOnArrivalMs,
    arrivedAtMs: polled.arrivedAtMs,
    arrivedAtWallMs: polled.arrivedAtWallMs,
    observedAtMs,
    emClockAheadMs: polled.reply.emClockAheadMs ?? 0,
  }
}

/** How fresh a polled page is, looked at anew each second; renders only when there is something else to say. */
export function useFreshness(
  polled: Polled<WithAge>,
  error: Error | null,
  clock: ServerClock,
): PageFreshness {
  const words = useTick((tick) =>
    JSON.stringify(
      toPageFreshness({
        freshness: polled.reply.freshness,
        pollAfterMs: polled.reply.pollAfterMs,
        ageOnArrivalMs: polled.ageOnArrivalMs,
        sinceArrivalMs: sinceArrivalMs(polled, tick),
        serverAtArrivalMs: clock.serverAtArrivalMs,
        error,
      }),
    ),
  )
  // safe: the text was made from a PageFreshness just above
  return useMemo(() => JSON.parse(words) as PageFreshness, [words])
}

const FreshnessContext = createContext<PageFreshness | null>(null)
export const FreshnessProvider = FreshnessContext.Provider

export function usePageFreshness(): PageFreshness {
  const freshness = useContext(FreshnessContext)
  if (freshness === null) throw new Error('usePageFreshness needs a FreshnessScope above it')
  return freshness
}
