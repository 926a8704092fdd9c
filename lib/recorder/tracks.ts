import 'server-only'
import type { QueuedLook } from './look-queue'
import { HEARTBEAT_MS, hasSameHead } from './to-session-write'
import { isOfThisClock } from '@/lib/failover/clock-step'
import { STALE_INTERVALS, type Problem } from '@/lib/failover/freshness'
import type { GapCode } from '@/lib/failover/gap'
import type { SessionId } from '@/lib/failover/ids'
import { areSameRows, type SeenSession } from '@/lib/failover/seen-session'
import { isEnded } from '@/lib/failover/words'

export type Reading = { intervalMs: number; problem: Problem | null }

/** One session that is followed: it runs, or has just ended and its replica points are being read once more. */
export type Track = {
  id: SessionId
  seen: SeenSession
  /** Begin of the newest read. */
  seenAtMs: number
  queuedAtMs: number
  firstSeenAtMs: number
  /** Open gaps, by code, and when they began. */
  gaps: Map<GapCode, number>
  /** A look that only carries details (points, plan) waits already. */
  detailsQueued: boolean
  /** Followed until then; null while it runs. */
  untilMs: number | null
}

export type Tracks = {
  /** @param listed it stood on EM's list, and was not read by its id */
  saw: (seen: SeenSession, observedAtMs: number, listed?: boolean) => void
  /** Looks for gaps and for details that have come. */
  tick: (hasNews: (track: Track) => boolean) => void
  written: (id: SessionId) => void
  /** Follows a session that has ended, for its replica points. */
  follow: (seen: SeenSession, observedAtMs: number) => void
  follows: (id: SessionId) => boolean
  /** When the gap that goes on began; null if none of that kind does. */
  gapSince: (id: SessionId, code: GapCode) => number | null
  forget: (id: SessionId) => void
  /** Queues a look at everything that is followed. */
  lookAgain: () => void
}

/** Replica points are read again when a run has ended; that is over by then, or will not come. */
const FOLLOWED_AFTER_END_MS = 15 * 60_000

/** Notices what is worth a look: a change, a sign of life, a gap that begins or ends, details that have come. */
export function createTracks(settings: {
  now: () => number
  readingOf: (id: SessionId) => Reading
  collection: () => { collectedAtMs: number; lateMs: number } | null
  push: (look: QueuedLook) => void
}): Tracks {
  const { now } = settings
  const tracks = new Map<SessionId, Track>()
  /** Ended sessions as they were last queued: EM lists them for 30 days, and hardly any ever changes. */
  const finished = new Map<SessionId, SeenSession>()

  function queue(
    track: Track,
    look: Partial<Pick<QueuedLook, 'beginGaps' | 'endGaps' | 'telling' | 'listed'>> = {},
  ): void {
    const { id, seen, seenAtMs } = track
    const { beginGaps = [], endGaps = [], telling = false, listed = false } = look
    const tells = telling || beginGaps.length + endGaps.length > 0
    track.queuedAtMs = seenAtMs
    settings.push({
      kind: 'session',
      id,
      seen,
      observedAtMs: seenAtMs,
      beginGaps,
      endGaps,
      telling: tells,
      listed,
    })
  }

  function sawFinished(seen: SeenSession, observedAtMs: number, listed: boolean): void {
    const { id } = seen.session
    const known = finished.get(id)
    if (known && (known === seen || isSame(known, seen))) return
    finished.set(id, seen)
    queue(newTrack(id, seen, observedAtMs), { telling: true, listed })
  }

  function checkReading(track: Track): void {
    const { intervalMs, problem } = settings.readingOf(track.id)
    const ageMs = now() - track.seenAtMs
    if (ageMs <= STALE_INTERVALS * intervalMs || hasReadingGap(track)) return
    const code = problem?.code ?? 'timed_out'
    track.gaps.set(code, track.seenAtMs)
    queue(track, { beginGaps: [{ fromMs: track.seenAtMs, toMs: null, code }] })
  }

  function checkCollection(track: Track): void {
    const collection = settings.collection()
    if (collection === null) return
    const isOld = now() - collection.collectedAtMs > collection.lateMs
    if (isOld === track.gaps.has('collection_old')) return
    if (isOld) {
      const fromMs = Math.max(collection.collectedAtMs, track.firstSeenAtMs)
      track.gaps.set('collection_old', fromMs)
      queue(track, { beginGaps: [{ fromMs, toMs: null, code: 'collection_old' }] })
    } else if (track.gaps.delete('collection_old')) queue(track, { endGaps: ['collection_old'] })
  }

  return {
    saw(seen, observedAtMs, listed = false) {
      const { id } = seen.session
      const track = tracks.get(id)
      const ended = isEnded(seen.session)
      if (track === undefined) {
        if (ended) return sawFinished(seen, observedAtMs, listed)
        const fresh = newTrack(id, seen, observedAtMs)
        tracks.set(id, fresh)
        finished.delete(id)
        return queue(fresh, { telling: true })
      }
      // A slow list can come back after a later look at one of its sessions; the next one brings whatever is new.
      if (observedAtMs < track.seenAtMs && isOfThisClock(track.seenAtMs, now())) return
      const before = track.seen
      track.seen = seen
      track.seenAtMs = observedAtMs
      const endGaps = [...track.gaps.keys()].filter((code) => ended || code !== 'collection_old')
      for (const code of endGaps) track.gaps.delete(code)
      if (ended) {
        track.untilMs ??= now() + FOLLOWED_AFTER_END_MS
        finished.set(id, seen)
      } else track.untilMs = null
      const same = before === seen || isSame(before, seen)
      const isDue = !ended && Math.abs(observedAtMs - track.queuedAtMs) >= HEARTBEAT_MS
      if (same && !isDue && endGaps.length === 0) return
      queue(track, { endGaps, telling: !hasSameWords(before, seen), listed })
    },
    tick(hasNews) {
      for (const track of tracks.values()) {
        if (track.untilMs !== null && now() > track.untilMs) {
          tracks.delete(track.id)
          continue
        }
        if (track.untilMs === null) {
          checkReading(track)
          checkCollection(track)
        }
        if (!track.detailsQueued && hasNews(track)) {
          track.detailsQueued = true
          queue(track)
        }
      }
    },
    written(id) {
      const track = tracks.get(id)
      if (track) track.detailsQueued = false
    },
    follow(seen, observedAtMs) {
      const { id } = seen.session
      if (tracks.has(id)) return
      const track = newTrack(id, seen, observedAtMs)
      tracks.set(id, { ...track, untilMs: now() + FOLLOWED_AFTER_END_MS })
    },
    follows: (id) => tracks.has(id),
    gapSince: (id, code) => tracks.get(id)?.gaps.get(code) ?? null,
    forget(id) {
      tracks.delete(id)
      finished.delete(id)
    },
    lookAgain() {
      finished.clear()
      for (const track of tracks.values()) {
        const beginGaps = [...track.gaps].map(([code, fromMs]) => ({ fromMs, toMs: null, code }))
        queue(track, { telling: true, beginGaps })
      }
    },
  }
}

function newTrack(id: SessionId, seen: SeenSession, observedAtMs: number): Track {
  return {
    id,
    seen,
    seenAtMs: observedAtMs,
    queuedAtMs: observedAtMs,
    firstSeenAtMs: observedAtMs,
    gaps: new Map(),
    detailsQueued: false,
    untilMs: null,
  }
}

const hasReadingGap = (track: Track): boolean =>
  [...track.gaps.keys()].some((code) => code !== 'collection_old')

const isSame = (a: SeenSession, b: SeenSession): boolean =>
  hasSameHead(a, b) && areSameRows(a.session.tasks, b.session.tasks)

function hasSameWords(a: SeenSession, b: SeenSession): boolean {
  const [before, now] = [a.session, b.session]
  return (
    before.state === now.state &&
    before.result === now.result &&
    before.tasks.length === now.tasks.length &&
    before.tasks.every(
      (task, index) => task.state === now.tasks[index]?.state && task.result === now.tasks[index]?.result,
    )
  )
}
