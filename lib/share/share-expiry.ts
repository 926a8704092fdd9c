import 'server-only'
import type { StoredShareLink } from '@/lib/store/load-share-links'

const HOUR_MS = 60 * 60_000

/** How long a link outlives its newest run, where nobody has set a moment. */
export const AFTER_END_HOURS = 72
/** A moment that is set lies at most so far ahead. */
export const MOST_AHEAD_MS = 366 * 24 * HOUR_MS

const toFullHour = (ms: number): number => Math.ceil(ms / HOUR_MS) * HOUR_MS

/**
 * When a link ends: at the moment that was set, else so long after its newest run. While that goes on, this is the
 * earliest end, to the full hour, so that a reply that says nothing new stays the same.
 */
export function expiryOf(
  link: Pick<StoredShareLink, 'expiresMs' | 'afterEndHours' | 'runs'>,
  nowMs: number,
): number {
  if (link.expiresMs !== null) return link.expiresMs
  const afterMs = link.afterEndHours * HOUR_MS
  const newest = link.runs.at(-1)
  if (newest === undefined) return 0
  const { recorded, addedMs } = newest
  if (recorded?.running === true) {
    // What nobody has seen for an hour may have ended since: it counts from when it was last seen.
    const seenMs = nowMs - recorded.observedMs < HOUR_MS ? nowMs : recorded.observedMs
    return toFullHour(Math.max(seenMs, addedMs) + afterMs)
  }
  const endMs = recorded === null ? addedMs : (recorded.endMs ?? recorded.observedMs)
  // A run that had ended long before it was shared is shared from now on, not until long ago.
  return Math.max(endMs, addedMs) + afterMs
}
