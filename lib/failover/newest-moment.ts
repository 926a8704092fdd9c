type Dated = { creationTimeUtc: string | null; endTimeUtc?: string | null }

/** Clocks that differ by less are taken to agree, and what has just happened may be dated after the read that tells of it. */
const CLOCK_TOLERANCE_MS = 3_000

export type ReadAt = {
  observedAtMs: number
  /** How far EM's clock is ahead of ours. */
  emClockAheadMs: number
}

/**
 * The newest moment that what was read tells of: start or end of a run or of any of its tasks. What EM does itself stands
 * in its data at once, so the data is at least as new as this, however long ago EM collected.
 * @returns ms on our clock, never after the read; null if nothing is dated. What lies after the read proves nothing.
 */
export function newestMomentMs(
  dated: readonly Dated[],
  { observedAtMs, emClockAheadMs }: ReadAt,
): number | null {
  let newestMs: number | null = null
  for (const { creationTimeUtc, endTimeUtc = null } of dated) {
    for (const atUtc of [creationTimeUtc, endTimeUtc]) {
      const atMs = Date.parse(atUtc ?? '') - emClockAheadMs
      if (Number.isNaN(atMs) || atMs > observedAtMs + CLOCK_TOLERANCE_MS) continue
      const provenMs = Math.min(atMs, observedAtMs)
      newestMs = newestMs === null ? provenMs : Math.max(newestMs, provenMs)
    }
  }
  return newestMs
}

/**
 * Up to when data is known to hold while the collection is old: to its end, or to the newest moment the data itself proves.
 * @param collectedAtMs on EM's clock; @returns ms on our clock
 */
export function provenUntilMs(
  collectedAtMs: number,
  newestMs: number | null,
  emClockAheadMs: number,
): number {
  const collectedMs = collectedAtMs - emClockAheadMs
  return newestMs === null ? collectedMs : Math.max(collectedMs, newestMs)
}
