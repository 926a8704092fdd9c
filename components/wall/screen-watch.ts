/** One reply's arrival by every clock there is; a screen cannot trust any single one of them. */
export type Mark = {
  serverMs: number
  monotonicMs: number
  wallMs: number
  /** Seconds that the page has lived through, counted one by one. */
  ticks: number
}

/** What has happened to the screen between two replies. */
export type ScreenEvent =
  /** It slept, was hidden or hung. */
  | { kind: 'stood_still'; ms: number }
  /** Its clock was set; positive: forward. */
  | { kind: 'clock_changed'; ms: number }

const TICK_MS = 1_000
/** A busy machine misses a tick or two. */
const LEAST_STILL_MS = 10_000
/** Answers take their time, on the way as well. */
const LEAST_CHANGE_MS = 5_000

/**
 * Compares two arrivals. How much time has really passed the server says; a clock of the screen that says something else
 * was set, and a page that has counted fewer seconds was not running.
 */
export function watchScreen(before: Mark, now: Mark): ScreenEvent | null {
  const serverMs = now.serverMs - before.serverMs
  const wallMs = now.wallMs - before.wallMs
  const monotonicMs = now.monotonicMs - before.monotonicMs
  const lived = (now.ticks - before.ticks) * TICK_MS
  // Both of its clocks would have to agree that nothing is amiss: then it is the server's that was set.
  const passedMs = Math.min(serverMs, Math.max(wallMs, monotonicMs))
  if (passedMs - lived >= LEAST_STILL_MS) return { kind: 'stood_still', ms: passedMs - lived }
  const changeMs = wallMs - serverMs
  // A monotonic clock cannot be set; one that runs as the wall's does says that the server's was.
  const isOwn = Math.abs(wallMs - monotonicMs) >= LEAST_CHANGE_MS
  return isOwn && Math.abs(changeMs) >= LEAST_CHANGE_MS ? { kind: 'clock_changed', ms: changeMs } : null
}
