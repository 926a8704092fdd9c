import 'server-only'
import type { SessionReply } from '@/lib/api/replies'
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
  // The record comes a moment later than a run that was just begun and shared: as while it goes on.
  if (recorded === null) return toFullHour(addedMs + afterMs)
  const endMs = recorded.endMs ?? recorded.observedMs
  // A run that had ended long before it was shared is shared from now on, not until long ago.
  return Math.max(endMs, addedMs) + afterMs
}

/** The link, with what was just read of a run that the record does not hold yet. */
export function withReply<Link extends Pick<StoredShareLink, 'runs'>>(link: Link, reply: SessionReply): Link {
  const { id, name, creationTimeUtc, endTimeUtc } = reply.session
  const observedMs = Date.parse(reply.freshness.observedAtUtc)
  const recorded = {
    name,
    creationMs: creationTimeUtc === null ? null : Date.parse(creationTimeUtc),
    endMs: endTimeUtc === null ? null : Date.parse(endTimeUtc),
    running: reply.outcome.kind === 'running',
    observedMs,
    movedMs: null,
    tenant: null,
  }
  return {
    ...link,
    runs: link.runs.map((run) =>
      run.sessionId === id && run.recorded === null ? { ...run, recorded } : run,
    ),
  }
}
