import { READY_COUNTS_AFTER_MS } from './finalisation'

/** The state of a replica point that was read longer ago is not claimed for now. */
export const STATE_IS_OLD_AFTER_MS = 10 * 60_000

/**
 * Whether a point's state may be one of before: it was read a while ago, or so soon after the end of its VM's task that
 * Enterprise Manager itself cannot have known what came of it. It collects what it tells of points every quarter of an
 * hour, so a read tells of the end if a collection lies between the two, or if it came long after.
 * All moments are ms since 1970 on one clock.
 */
export function isEarlierState(input: {
  readAtMs: number
  nowMs: number
  /** End of the VM's task; null where it is not known. */
  endMs: number | null
  /** The newest collection; null where nobody may read it. */
  collectedAtMs: number | null
}): boolean {
  const { readAtMs, nowMs, endMs, collectedAtMs } = input
  if (nowMs - readAtMs > STATE_IS_OLD_AFTER_MS) return true
  if (endMs === null || readAtMs - endMs >= READY_COUNTS_AFTER_MS) return false
  return collectedAtMs === null || collectedAtMs <= endMs || readAtMs < collectedAtMs
}
