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

/** Round moments of a span, at most so many; UTC, since days begin at whole multiples of one. */
export function toTimeTicks(fromMs: number, toMs: number, most: number): number[] {
  const spanMs = toMs - fromMs
  const stepMs = STEPS_MS.find((step) => spanMs / step <= most) ?? Math.ceil(spanMs / most / DAY_MS) * DAY_MS
  const ticks: number[] = []
  for (let at = Math.ceil(fromMs / stepMs) * stepMs; at <= toMs; at += stepMs) ticks.push(at)
  return ticks
}

/** How a moment is printed under the axis: seconds where the steps need them, the date where days pass. */
export type TickGrain = 'second' | 'minute' | 'day'

export function toTickGrain(fromMs: number, toMs: number, ticks: readonly number[]): TickGrain {
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
  if (day(fromMs) !== day(toMs) && toMs - fromMs > DAY_MS) return 'day'
  return ticks.some((at) => at % MINUTE_MS !== 0) ? 'second' : 'minute'
}
