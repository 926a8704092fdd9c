'use client'

import { createContext, useContext } from 'react'
import type { Tick } from './use-tick'

/** When a reply arrived and what the server's clock said then: from these, "now" needs no agreement of clocks. */
export type ServerClock = {
  /** The server's time on arrival of the newest reply, ms. */
  serverAtArrivalMs: number
  arrivedAtMs: number
  arrivedAtWallMs: number
  /** The newest good read of Enterprise Manager on the server's clock, ms. */
  observedAtMs: number
  emClockAheadMs: number
}

/** ms since the reply arrived; a sleep of the machine counts, a clock set back does not. */
export function sinceArrivalMs(
  arrival: Pick<ServerClock, 'arrivedAtMs' | 'arrivedAtWallMs'>,
  tick: Tick | null,
): number {
  if (tick === null) return 0
  return Math.max(tick.monotonicMs - arrival.arrivedAtMs, tick.wallMs - arrival.arrivedAtWallMs, 0)
}

export function serverNowMs(clock: ServerClock, tick: Tick | null): number {
  return clock.serverAtArrivalMs + sinceArrivalMs(clock, tick)
}

/** Enterprise Manager's clock now, or at its last good read where the data no longer moves. */
export function emNowMs(clock: ServerClock, tick: Tick | null, frozen: boolean): number {
  return (frozen ? clock.observedAtMs : serverNowMs(clock, tick)) + clock.emClockAheadMs
}

/** Time since a moment that Enterprise Manager dated, on its clock, ms. */
export function emElapsedMs(
  clock: ServerClock,
  tick: Tick | null,
  frozen: boolean,
  sinceUtc: string,
): number {
  return emNowMs(clock, tick, frozen) - Date.parse(sinceUtc)
}

/** Time since a moment that the monitor dated, on its clock, ms; up to the last good read where data no longer moves. */
export function serverElapsedMs(
  clock: ServerClock,
  tick: Tick | null,
  frozen: boolean,
  sinceUtc: string,
): number {
  return (frozen ? clock.observedAtMs : serverNowMs(clock, tick)) - Date.parse(sinceUtc)
}

const ServerClockContext = createContext<ServerClock | null>(null)
export const ServerClockProvider = ServerClockContext.Provider

export function useServerClock(): ServerClock {
  const clock = useContext(ServerClockContext)
  if (clock === null) throw new Error('useServerClock needs a FreshnessScope above it')
  return clock
}
