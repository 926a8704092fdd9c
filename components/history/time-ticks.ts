const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Steps that people count time in. */
const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
]

/**
 * Round moments of a span, at most so many.
 * @param offsetOf how far the zone in which they are round is ahead of UTC, ms; without it, UTC
 */
export function toTimeTicks(
  fromMs: number,
  toMs: number,
  most: number,
  offsetOf: (atMs: number) => number = () => 0,
): number[] {
  const spanMs = toMs - fromMs
  const stepMs = STEPS_MS.find((step) => spanMs / step <= most) ?? Math.ceil(spanMs / most / DAY_MS) * DAY_MS
  const offsetMs = offsetOf(fromMs)
  const ticks: number[] = []
  const first = Math.ceil((fromMs + offsetMs) / stepMs) * stepMs
  for (let local = first; ; local += stepMs) {
    // The zone's clocks may have been changed since the span began.
    const at = local - offsetOf(local - offsetMs)
    if (at > toMs) return ticks
    if (at >= fromMs) ticks.push(at)
  }
}

/** How a moment is printed under the axis: seconds where the steps need them, the date where days pass. */
export type TickGrain = 'second' | 'minute' | 'day'

export function toTickGrain(
  fromMs: number,
  toMs: number,
  ticks: readonly number[],
  dayOf: (atMs: number) => string = (atMs) => new Date(atMs).toISOString().slice(0, 10),
): TickGrain {
  if (dayOf(fromMs) !== dayOf(toMs) && toMs - fromMs > DAY_MS) return 'day'
  return ticks.some((at) => at % MINUTE_MS !== 0) ? 'second' : 'minute'
}
