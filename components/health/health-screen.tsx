'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { healthQuery } from '@/lib/api/queries'
import { FailurePage } from '../failure-page'
import { type ServerClock, ServerClockProvider } from '../server-clock'
import { HealthSkeleton } from './health-skeleton'
import { HealthView } from './health-view'

export function HealthScreen(): ReactNode {
  const query = useQuery(healthQuery())
  // A first read that is tried again loses its error in the meantime; the page must not fall back to "loading".
  const [lastError, setLastError] = useState<Error | null>(query.error)
  if (query.error !== null && query.error !== lastError) setLastError(query.error)

  const { data, dataUpdatedAt } = query
  const clock = useMemo(
    () => (data ? toClock(data.checkedAtUtc, dataUpdatedAt, data.connection.emClockAheadMs) : null),
    [data, dataUpdatedAt],
  )
  if (data === undefined || clock === null) {
    const error = query.error ?? lastError
    return error === null ? (
      <HealthSkeleton />
    ) : (
      <FailurePage
        subject="health"
        error={error}
        failedAtMs={query.errorUpdatedAt}
        busy={query.isFetching}
        retry={() => void query.refetch()}
      />
    )
  }
  return (
    <ServerClockProvider value={clock}>
      <HealthView health={data} silentSinceMs={query.error === null ? null : dataUpdatedAt} />
    </ServerClockProvider>
  )
}

/** The library notes only the wall time of a reply's arrival; the monotonic clock has no say then. */
function toClock(checkedAtUtc: string, arrivedAtWallMs: number, emClockAheadMs: number): ServerClock {
  const checkedAtMs = Date.parse(checkedAtUtc)
  return {
    serverAtArrivalMs: checkedAtMs,
    arrivedAtMs: Number.POSITIVE_INFINITY,
    arrivedAtWallMs,
    observedAtMs: checkedAtMs,
    emClockAheadMs,
  }
}
