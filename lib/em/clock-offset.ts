import 'server-only'

const NOTICEABLE_MS = 2_000
const LONGEST_TRIP_MS = 4_000

export type ClockOffset = {
  /** @param dateHeader the Date of an answer, in whole seconds */
  observe(dateHeader: string | null, sentAtMs: number, answeredAtMs: number): void
  /** EM's clock minus ours; 0 below 2 s or when unknown. */
  aheadMs(): number
}

/** The value moves only by 2 s or more, so that a view that depends on it does not tremble. */
export function createClockOffset(): ClockOffset {
  let aheadMs = 0
  return {
    observe(dateHeader, sentAtMs, answeredAtMs) {
      const dateMs = Date.parse(dateHeader ?? '')
      const tripMs = answeredAtMs - sentAtMs
      if (Number.isNaN(dateMs) || tripMs < 0 || tripMs > LONGEST_TRIP_MS) return
      // The header cuts the second: on average it is half a second behind.
      const measuredMs = dateMs + 500 - (sentAtMs + tripMs / 2)
      if (Math.abs(measuredMs) < NOTICEABLE_MS) aheadMs = 0
      else if (aheadMs === 0 || Math.abs(measuredMs - aheadMs) >= NOTICEABLE_MS) {
        aheadMs = Math.round(measuredMs / 1000) * 1000
      }
    },
    aheadMs: () => aheadMs,
  }
}
