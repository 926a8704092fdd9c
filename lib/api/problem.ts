import type { ReadProblem } from '@/lib/failover/read-error'

/** Everything that can be wrong with a request to us; closed, part of the JSON contract. */
export type ProblemCode =
  | ReadProblem
  | 'bad_request'
  | 'forbidden_host'
  | 'record_unavailable'
  | 'report_unknown'
  | 'internal'

/** An error reply, RFC 9457 `application/problem+json`. */
export type ProblemReply = {
  type: string
  title: string
  status: number
  detail: string
  code: ProblemCode
  hint?: string
  retryAfterMs?: number
  /** When it began, UTC text. */
  sinceUtc?: string
  nextTryAtUtc?: string
}

/** One status per code, also for pages and tests. */
export const HTTP_STATUS = {
  unreachable: 502,
  tls_untrusted: 502,
  bad_reply: 502,
  upstream_error: 502,
  timed_out: 504,
  logon_refused: 503,
  collection_old: 503,
  forbidden: 403,
  forbidden_host: 421,
  not_found: 404,
  bad_request: 400,
  record_unavailable: 503,
  report_unknown: 404,
  internal: 500,
} as const satisfies Record<ProblemCode, number>

export const PROBLEM_MEDIA_TYPE = 'application/problem+json'
