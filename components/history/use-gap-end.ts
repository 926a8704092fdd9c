'use client'

import type { HistoryGap } from '@/lib/api/record-replies'
import { serverNowMs, useServerClock } from '../server-clock'
import { useTick } from '../use-tick'

/** A gap that lasts grows on the page in such steps; each is a new chart. */
const STEP_MS = 10_000

/** Now, on the monitor's clock, where a gap still lasts; 0 where none does, so that nothing is drawn anew. */
export function useGapEnd(gaps: readonly HistoryGap[]): number {
  const clock = useServerClock()
  const lasts = gaps.some((gap) => gap.toUtc === null)
  return useTick((tick) => (lasts ? Math.floor(serverNowMs(clock, tick) / STEP_MS) * STEP_MS : 0))
}
