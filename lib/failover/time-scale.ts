const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Lengths that a scale may have, with the distance of its marks. Few and far apart: a scale that grows must seldom jump. */
const STEPS = [
  [MINUTE_MS, 15 * SECOND_MS],
  [2 * MINUTE_MS, 30 * SECOND_MS],
  [4 * MINUTE_MS, MINUTE_MS],
  [8 * MINUTE_MS, 2 * MINUTE_MS],
  [12 * MINUTE_MS, 3 * MINUTE_MS],
  [20 * MINUTE_MS, 5 * MINUTE_MS],
  [30 * MINUTE_MS, 5 * MINUTE_MS],
  [45 * MINUTE_MS, 10 * MINUTE_MS],
  [HOUR_MS, 15 * MINUTE_MS],
  [90 * MINUTE_MS, 15 * MINUTE_MS],
  [2 * HOUR_MS, 30 * MINUTE_MS],
  [3 * HOUR_MS, 30 * MINUTE_MS],
  [4 * HOUR_MS, HOUR_MS],
  [6 * HOUR_MS, HOUR_MS],
  [8 * HOUR_MS, 2 * HOUR_MS],
  [12 * HOUR_MS, 2 * HOUR_MS],
  [DAY_MS, 4 * HOUR_MS],
  [2 * DAY_MS, 8 * HOUR_MS],
] as const

export type TimeScale = {
  /** ms since 1970. */
  fromMs: number
  lengthMs: number
  tickMs: number
  /** Marks at whole clock times, as ms since `fromMs`. */
  ticks: readonly number[]
}

/** So much room is left behind now, so that a scale that has just grown does not grow again at once. */
const ROOM = 1.04

/** The shortest scale that holds a run of that length. */
export function toTimeScale(fromMs: number, lengthMs: number): TimeScale {
  const wanted = Math.max(0, lengthMs) * ROOM
  const step = STEPS.find(([most]) => most >= wanted)
  const days = Math.ceil(wanted / DAY_MS)
  const [length, tickMs] = step ?? [days * DAY_MS, Math.ceil(days / 6) * DAY_MS]
  const first = Math.ceil(fromMs / tickMs) * tickMs - fromMs
  const ticks: number[] = []
  for (let at = first; at < length; at += tickMs) ticks.push(at)
  return { fromMs, lengthMs: length, tickMs, ticks }
}
