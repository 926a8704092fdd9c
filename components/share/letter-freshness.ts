import type { ShareReply } from '@/lib/api/share-replies'
import { type FreshnessLevel, levelOfAge, worseLevel } from '@/lib/failover/freshness'

export type LetterFreshness = {
  level: FreshnessLevel
  /** What the page says was true at this moment. */
  asOfUtc: string
  /**
   * Why there is nothing newer, and since when: the page's own server is silent, it has no data, or the recovery site's
   * management has not collected any.
   */
  lack: { kind: 'noAnswer' | 'noData' | 'notCollected'; sinceUtc: string } | null
}

export type LetterFreshnessInput = {
  reply: Pick<ShareReply, 'freshness' | 'pollAfterMs' | 'outcome' | 'startedAtUtc' | 'endedAtUtc' | 'servers'>
  /** Age of the data when it arrived, ms. */
  ageOnArrivalMs: number
  sinceArrivalMs: number
  /** `refused`: our server answered that it has nothing at present. */
  failure: 'none' | 'silent' | 'refused'
  /** How long the request under way has been waiting, ms; 0 if there is none. */
  waitedMs: number
}

const GRACE_MS = 1_500
/** Hidden tabs ask this seldom; longer without a reply is silence. */
export const SLOWEST_POLL_MS = 30_000

/** The server's word on the data's age, lowered by what the page knows itself: that replies have stopped. */
export function toLetterFreshness(input: LetterFreshnessInput): LetterFreshness {
  const { reply, sinceArrivalMs, failure } = input
  const { observedAtUtc, collectedAtUtc } = reply.freshness
  const ageMs = input.ageOnArrivalMs + sinceArrivalMs
  const longestMs = Math.max(reply.pollAfterMs, SLOWEST_POLL_MS) + GRACE_MS
  const isSilent = failure !== 'none' || input.waitedMs > GRACE_MS || sinceArrivalMs > longestMs
  const silentSinceUtc = new Date(Date.parse(observedAtUtc) + input.ageOnArrivalMs).toISOString()
  const ownLack: LetterFreshness['lack'] =
    failure === 'refused'
      ? { kind: 'noData', sinceUtc: observedAtUtc }
      : { kind: 'noAnswer', sinceUtc: silentSinceUtc }

  if (reply.freshness.level === 'final') {
    // What is over does not get old, but a message of the provider may be waiting.
    const lack = isSilent && sinceArrivalMs > longestMs ? ownLack : null
    return { level: 'final', asOfUtc: observedAtUtc, lack }
  }

  let level: FreshnessLevel = reply.freshness.level
  if (isSilent) level = worseLevel(level, levelOfAge(ageMs, reply.pollAfterMs))
  if (failure !== 'none') level = worseLevel(level, 'late')
  if (!isOld(level)) return { level, asOfUtc: observedAtUtc, lack: null }
  if (isSilent) return { level, asOfUtc: observedAtUtc, lack: ownLack }

  // Read just now and yet old: what was read is older than the reading.
  const isReadNow = !isOld(levelOfAge(input.ageOnArrivalMs, reply.pollAfterMs))
  return isReadNow && collectedAtUtc !== null
    ? {
        level,
        asOfUtc: toProvenUntil(reply, collectedAtUtc),
        lack: { kind: 'notCollected', sinceUtc: collectedAtUtc },
      }
    : { level, asOfUtc: observedAtUtc, lack: { kind: 'noData', sinceUtc: observedAtUtc } }
}

/** Clocks differ by minutes where nobody sets them; what is dated later still is no moment that has been. */
const CLOCKS_DIFFER_MS = 15 * 60_000

/**
 * Up to when the data holds though nothing was collected since: what Enterprise Manager does itself stands in its data at
 * once, so it is as new as the newest start or end in it. By Enterprise Manager's clock, as all of these times are.
 */
function toProvenUntil(run: LetterFreshnessInput['reply'], collectedAtUtc: string): string {
  const latestUtc = new Date(Date.parse(run.freshness.observedAtUtc) + CLOCKS_DIFFER_MS).toISOString()
  let newest = collectedAtUtc
  // One format and one zone: texts compare as moments do.
  for (const { startedAtUtc, endedAtUtc } of [run, ...run.servers])
    for (const at of [startedAtUtc, endedAtUtc])
      if (at !== null && at > newest && at <= latestUtc) newest = at
  return newest
}

/** Too old for a sentence in the present tense. */
export function isOld(level: FreshnessLevel): boolean {
  return level === 'stale' || level === 'lost'
}
