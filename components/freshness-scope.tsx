'use client'

import { type ReactNode, useMemo } from 'react'
import type { Polled } from '@/lib/api/get-json'
import { ServerClockProvider } from './server-clock'
import { FreshnessProvider, toServerClock, useFreshness, type WithAge } from './use-freshness'

type Props = {
  polled: Polled<WithAge>
  /** Failure of the newest request. */
  error: Error | null
  children: ReactNode
}

/** Everything within knows how old its data is; components/freshness.css shows it. */
export function FreshnessScope({ polled, error, children }: Props): ReactNode {
  const clock = useMemo(() => toServerClock(polled), [polled])
  const freshness = useFreshness(polled, error, clock)
  return (
    <ServerClockProvider value={clock}>
      <FreshnessProvider value={freshness}>
        <div data-freshness={freshness.level} className="contents">
          {children}
        </div>
      </FreshnessProvider>
    </ServerClockProvider>
  )
}
