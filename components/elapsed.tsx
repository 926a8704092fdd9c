'use client'

import type { ReactNode } from 'react'
import { emElapsedMs, useServerClock } from './server-clock'
import { useDurationText } from './use-duration-text'
import { usePageFreshness } from './use-freshness'
import { useTick } from './use-tick'

type Props = {
  sinceUtc: string
  grain?: 'second' | 'minute'
  /** A moment of the monitor's clock after which nobody has seen it go on; null: as long as the data is live. */
  untilUtc?: string | null
}

/** Time since a moment on Enterprise Manager's clock. It ticks while the data is live and stands when it is not. */
export function Elapsed({ sinceUtc, grain = 'second', untilUtc = null }: Props): ReactNode {
  const clock = useServerClock()
  const { level } = usePageFreshness()
  const print = useDurationText()
  // Time that nobody observed is not counted: it would have to be taken back.
  const frozen = level !== 'live'
  const untilMs = untilUtc === null ? null : Date.parse(untilUtc) + clock.emClockAheadMs
  return useTick((tick) =>
    print(
      untilMs === null
        ? emElapsedMs(clock, tick, frozen, sinceUtc)
        : Math.max(0, untilMs - Date.parse(sinceUtc)),
      grain,
    ),
  )
}

/** Age of something that Enterprise Manager dated, now; runs on whatever the level is. */
export function Age({ sinceUtc }: { sinceUtc: string }): ReactNode {
  const clock = useServerClock()
  const print = useDurationText()
  return useTick((tick) => print(emElapsedMs(clock, tick, false, sinceUtc), 'minute'))
}
