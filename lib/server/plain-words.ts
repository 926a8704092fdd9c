import 'server-only'
import type { Freshness } from '@/lib/failover/freshness'
import { ReadError, type ReadProblem } from '@/lib/failover/read-error'

// What went wrong inside names hosts and addresses; a screen hangs where anybody can read it.
const PLAIN_WORDS: Record<ReadProblem, string> = {
  unreachable: 'Enterprise Manager cannot be reached',
  timed_out: 'Enterprise Manager does not answer in time',
  tls_untrusted: 'The certificate of Enterprise Manager is not trusted',
  logon_refused: 'Enterprise Manager refused the logon',
  forbidden: 'Enterprise Manager denies access',
  not_found: 'Enterprise Manager no longer has it',
  bad_reply: 'The answer of Enterprise Manager was not understood',
  upstream_error: 'Enterprise Manager reports an error',
  collection_old: 'The data of Enterprise Manager itself is old',
}

export function inPlainWords(freshness: Freshness): Freshness {
  const { problem } = freshness
  return problem === null
    ? freshness
    : { ...freshness, problem: { ...problem, message: PLAIN_WORDS[problem.code] } }
}

/** @throws {ReadError} the same, in words that name nothing */
export function rethrowInPlainWords(error: unknown): never {
  if (!(error instanceof ReadError)) throw error
  throw new ReadError(error.code, PLAIN_WORDS[error.code], {
    cause: error,
    ...(error.retryAfterMs === null ? {} : { retryAfterMs: error.retryAfterMs }),
    ...(error.sinceUtc === null ? {} : { sinceUtc: error.sinceUtc }),
  })
}
