import { PROBLEM_MEDIA_TYPE, type ProblemReply } from './problem'

/** Both ages travel as headers too, so that an unchanged body (304) still tells how old it is. */
export const OBSERVED_AT = 'Observed-At'
export const COLLECTED_AT = 'Collected-At'
/** Age of the newest good read when the reply was written, in ms by the server's clock: needs no agreement of clocks. */
export const OBSERVED_AGE = 'Observed-Age-Ms'

/** A polled reply and how old its data was on arrival. */
export type Polled<Reply> = {
  reply: Reply
  /** Age of the data when it arrived, ms. */
  ageOnArrivalMs: number
  /** Arrival by this browser's monotonic clock and by its wall clock, ms: a sleeping machine stops the first. */
  arrivedAtMs: number
  arrivedAtWallMs: number
}

/** An error reply of our server, or no reply at all (`problem` is null). */
export class ReplyError extends Error {
  override readonly name = 'ReplyError'
  readonly problem: ProblemReply | null

  constructor(message: string, problem: ProblemReply | null, cause?: unknown) {
    super(message, { cause })
    this.problem = problem
  }
}

/** The sign-in of whoever asks has ended. */
export const isSignedOut = (error: Error | null): boolean =>
  error instanceof ReplyError && error.problem?.code === 'signed_out'

type WithFreshness = { freshness: { observedAtUtc: string; collectedAtUtc: string | null } }
type Stored = { etag: string; reply: WithFreshness }

// One entry per polled address; a page polls a handful, so it stays small by itself.
const newest = new Map<string, Stored>()
const MOST_ADDRESSES = 50

/** A reply that has not come after this long will not come; the server itself waits less for Enterprise Manager. */
const REPLY_DEADLINE_MS = 70_000

/**
 * Reads a polled reply, by ETag where one is known. After 304 the earlier reply is returned with the two times anew.
 * @param more headers of the asker's own
 * @throws {ReplyError} for every other status and when no reply comes
 */
export async function getPolled<Reply extends WithFreshness>(
  path: string,
  signal: AbortSignal,
  more: Record<string, string> = {},
): Promise<Polled<Reply>> {
  const known = newest.get(path)
  const headers = { ...more, ...(known ? { 'If-None-Match': known.etag } : {}) }
  const response = await ask(path, { signal, headers })
  const arrival = {
    ageOnArrivalMs: Number(response.headers.get(OBSERVED_AGE) ?? 0),
    arrivedAtMs: performance.now(),
    arrivedAtWallMs: Date.now(),
  }
  if (response.status === 304 && known) {
    const freshness = {
      ...known.reply.freshness,
      observedAtUtc: response.headers.get(OBSERVED_AT) ?? known.reply.freshness.observedAtUtc,
      collectedAtUtc: response.headers.get(COLLECTED_AT),
    }
    // safe: this address has answered with a Reply before, and only the two times are replaced
    return { reply: { ...known.reply, freshness } as Reply, ...arrival }
  }
  if (!response.ok) throw await toReplyError(response)
  const reply = await bodyOf<Reply>(response)
  const etag = response.headers.get('ETag')
  if (etag) remember(path, { etag, reply })
  return { reply, ...arrival }
}

/** Reads a reply that has no freshness of its own. @throws {ReplyError} as {@link getPolled} */
export async function getJson<Reply>(path: string, signal: AbortSignal): Promise<Reply> {
  const response = await ask(path, { signal })
  if (!response.ok) throw await toReplyError(response)
  return bodyOf<Reply>(response)
}

function remember(path: string, stored: Stored): void {
  newest.delete(path)
  newest.set(path, stored)
  const oldest = newest.keys().next().value
  if (newest.size > MOST_ADDRESSES && oldest !== undefined) newest.delete(oldest)
}

type Asked = { signal: AbortSignal; method?: string; headers?: Record<string, string>; body?: string }

/** @throws {ReplyError} when no reply comes */
export async function ask(path: string, { signal, headers, ...rest }: Asked): Promise<Response> {
  try {
    return await fetch(path, {
      ...rest,
      headers: { Accept: 'application/json', ...headers },
      // The browser's cache must not answer for the server: old data would look new.
      cache: 'no-store',
      signal: AbortSignal.any([signal, AbortSignal.timeout(REPLY_DEADLINE_MS)]),
    })
  } catch (cause) {
    if (signal.aborted) throw cause
    throw new ReplyError('The monitor did not answer', null, cause)
  }
}

export async function bodyOf<Reply>(response: Response): Promise<Reply> {
  try {
    return (await response.json()) as Reply // safe: our own server's reply, checked by the contract tests
  } catch (cause) {
    throw new ReplyError('The monitor sent a reply that cannot be read', null, cause)
  }
}

export async function toReplyError(response: Response): Promise<ReplyError> {
  if (!response.headers.get('Content-Type')?.startsWith(PROBLEM_MEDIA_TYPE)) {
    return new ReplyError(`The monitor answered ${response.status}`, null)
  }
  const problem = await bodyOf<ProblemReply>(response)
  return new ReplyError(problem.detail, problem)
}
