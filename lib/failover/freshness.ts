import { provenUntilMs } from './newest-moment'
import type { ReadProblem } from './read-error'

export type FreshnessLevel = 'live' | 'late' | 'stale' | 'lost' | 'final'

export type Problem = {
  code: ReadProblem
  message: string
  /** When it began, UTC text; of an old collection, up to when the data is known to hold. */
  sinceUtc: string
  nextTryAtUtc: string | null
}

export type Freshness = {
  level: FreshnessLevel
  /** The newest good read of Enterprise Manager by us. */
  observedAtUtc: string
  /** The newest good collection by Enterprise Manager, on its clock; null where the role may not read it. */
  collectedAtUtc: string | null
  problem: Problem | null
}

const LIVE_INTERVALS = 2
export const STALE_INTERVALS = 5
const LOST_INTERVALS = 6
const LOST_AFTER_MS = 5 * 60_000

/** How old data counts by its age alone. @param ageMs since the newest good read, never negative */
export function levelOfAge(ageMs: number, intervalMs: number): Exclude<FreshnessLevel, 'final'> {
  if (ageMs > LOST_AFTER_MS && ageMs > LOST_INTERVALS * intervalMs) return 'lost'
  if (ageMs > STALE_INTERVALS * intervalMs) return 'stale'
  return ageMs > LIVE_INTERVALS * intervalMs ? 'late' : 'live'
}

const ORDER: readonly FreshnessLevel[] = ['final', 'live', 'late', 'stale', 'lost']

/** The less trustworthy of two levels. */
export function worseLevel(a: FreshnessLevel, b: FreshnessLevel): FreshnessLevel {
  return ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b
}

export type FreshnessInput = {
  nowMs: number
  observedAtMs: number
  /** The interval that is kept at present, after any stretching. */
  intervalMs: number
  /** The session had ended when it was last read. */
  ended: boolean
  /** What is wrong with reading since the newest good read; null if the newest read succeeded. */
  problem: Problem | null
  /** Begin of a read that has not come back. */
  inFlightSinceMs: number | null
  /** Newest good collection on EM's clock; null if it cannot be known. */
  collectedAtMs: number | null
  collectionLateMs: number
  /** How far EM's clock is ahead of ours. */
  emClockAheadMs: number
  /** Newest moment that the data itself tells of, on our clock; null where it is of many runs, or nothing is dated. */
  newestMs: number | null
}

const utc = (ms: number): string => new Date(ms).toISOString()

/** Level and problem of a snapshot; the two are consistent: no problem only when live or final. */
export function toFreshness(input: FreshnessInput): Freshness {
  const { nowMs, observedAtMs, intervalMs, collectedAtMs } = input
  const observedAtUtc = utc(observedAtMs)
  const collectedAtUtc = collectedAtMs === null ? null : utc(collectedAtMs)
  if (input.ended) return { level: 'final', observedAtUtc, collectedAtUtc, problem: null }

  const problem = input.problem ?? problemOfSlowness(input)
  let level: FreshnessLevel = levelOfAge(Math.max(0, nowMs - observedAtMs), intervalMs)
  if (problem !== null) level = worseLevel(level, 'late')

  const collectionAgeMs = collectedAtMs === null ? null : nowMs + input.emClockAheadMs - collectedAtMs
  if (collectedAtMs !== null && collectionAgeMs !== null && collectionAgeMs > input.collectionLateMs) {
    const minutes = Math.floor(collectionAgeMs / 60_000)
    return {
      level: worseLevel(level, 'stale'),
      observedAtUtc,
      collectedAtUtc,
      problem: problem ?? {
        code: 'collection_old',
        message: `Enterprise Manager last collected data from its backup servers ${minutes} minutes ago`,
        sinceUtc: utc(provenUntilMs(collectedAtMs, input.newestMs, input.emClockAheadMs)),
        nextTryAtUtc: null,
      },
    }
  }
  return { level, observedAtUtc, collectedAtUtc, problem: level === 'live' ? null : problem }
}

/** Data can be late with no read having failed: the one under way does not come back, or none was begun in time. */
function problemOfSlowness({
  nowMs,
  observedAtMs,
  intervalMs,
  inFlightSinceMs,
}: FreshnessInput): Problem | null {
  if (nowMs - observedAtMs <= LIVE_INTERVALS * intervalMs) return null
  return {
    code: 'timed_out',
    message:
      inFlightSinceMs === null
        ? 'No read of Enterprise Manager has been completed in time'
        : 'Enterprise Manager has not answered the read that is under way',
    sinceUtc: utc(inFlightSinceMs ?? observedAtMs),
    nextTryAtUtc: null,
  }
}
