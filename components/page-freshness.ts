import { ReplyError } from '@/lib/api/get-json'
import { type Freshness, type FreshnessLevel, levelOfAge, worseLevel } from '@/lib/failover/freshness'
import { READ_PROBLEMS, type ReadProblem } from '@/lib/failover/read-error'

/** The page may not read on: what it shows gets old from now on, however well Enterprise Manager is. */
const SHUT_OUT = ['signed_out', 'not_allowed'] as const

/** `monitor`: this page gets no answer from its own server. */
export type PageProblemCode = ReadProblem | (typeof SHUT_OUT)[number] | 'monitor'

export type PageProblem = {
  code: PageProblemCode
  /** The server's own words for staff. */
  message: string | null
  sinceUtc: string
  nextTryAtUtc: string | null
}

export type PageFreshness = {
  level: FreshnessLevel
  observedAtUtc: string
  collectedAtUtc: string | null
  /** Null when live; of what is final, only why this page is not kept up: what people say of it may go on. */
  problem: PageProblem | null
}

export type PageFreshnessInput = {
  freshness: Freshness
  pollAfterMs: number
  /** Age of the data on arrival of the newest reply, ms. */
  ageOnArrivalMs: number
  sinceArrivalMs: number
  /** Server's time on arrival of the newest reply, ms. */
  serverAtArrivalMs: number
  /** What became of the newest request; null if it was answered well or is under way. */
  error: Error | null
}

/** A reply that is on its way this long is no silence yet. */
const GRACE_MS = 1500
/** What is final does not age, so one look in vain is no news; the next comes after 5 s. */
const FINAL_GRACE_MS = 8_000

/**
 * The server's word on the data's age, lowered by what this page knows itself: that replies have stopped, or that the
 * newest request failed. Between two replies that come in time the server's word stands, for with a read every interval
 * and a look every interval the data is up to two intervals old by design, and "late" would flicker.
 */
export function toPageFreshness(input: PageFreshnessInput): PageFreshness {
  const { freshness, error } = input
  const { observedAtUtc, collectedAtUtc } = freshness
  const silence: PageProblem = {
    code: 'monitor',
    message: error?.message ?? null,
    sinceUtc: new Date(input.serverAtArrivalMs).toISOString(),
    nextTryAtUtc: null,
  }
  const known = toKnownProblem(error, silence.sinceUtc)
  const isShutOut = SHUT_OUT.some((code) => code === known?.code)
  if (freshness.level === 'final') {
    const isSilent = error !== null && input.sinceArrivalMs > input.pollAfterMs + FINAL_GRACE_MS
    // Whatever keeps Enterprise Manager from being read changes nothing here.
    const problem = known === null ? (isSilent ? silence : null) : isShutOut ? known : null
    return { level: 'final', observedAtUtc, collectedAtUtc, problem }
  }

  const silent = input.sinceArrivalMs > input.pollAfterMs + GRACE_MS
  const ageMs = input.ageOnArrivalMs + input.sinceArrivalMs
  let level: FreshnessLevel = freshness.level
  if (silent || error) level = worseLevel(level, levelOfAge(ageMs, input.pollAfterMs))
  if (error) level = worseLevel(level, 'late')
  if (level === 'live') return { level, observedAtUtc, collectedAtUtc, problem: null }

  if (isShutOut) level = worseLevel(level, 'stale')
  // The page's own silence comes first: what the server said before it may no longer be so.
  const problem = known ?? (error || silent ? silence : (freshness.problem ?? silence))
  return { level, observedAtUtc, collectedAtUtc, problem }
}

/** The server answered, but only to say why it has nothing: it was restarted, and Enterprise Manager is away. */
function toKnownProblem(error: Error | null, arrivedAtUtc: string): PageProblem | null {
  if (!(error instanceof ReplyError) || error.problem === null) return null
  const { code: reported, detail, sinceUtc, nextTryAtUtc } = error.problem
  const code = [...READ_PROBLEMS, ...SHUT_OUT].find((it) => it === reported)
  if (code === undefined) return null
  return { code, message: detail, sinceUtc: sinceUtc ?? arrivedAtUtc, nextTryAtUtc: nextTryAtUtc ?? null }
}
