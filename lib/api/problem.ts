import type { ReadProblem } from '@/lib/failover/read-error'

/** Everything that can be wrong with a request to us; closed, part of the JSON contract. */
export type ProblemCode =
  | ReadProblem
  | 'bad_request'
  | 'forbidden_host'
  | 'record_unavailable'
  | 'report_unknown'
  | 'signed_out'
  | 'not_allowed'
  | 'no_failover_right'
  | 'sign_in_refused'
  | 'sign_in_unavailable'
  | 'too_many_requests'
  | 'foreign_origin'
  | 'body_too_large'
  | 'link_unknown'
  | 'link_expired'
  | 'link_revoked'
  | 'link_paused'
  | 'link_replaced'
  | 'run_gone'
  | 'passcode_required'
  | 'passcode_wrong'
  | 'share_unavailable'
  | 'screen_not_paired'
  | 'screen_pending'
  | 'screen_expired'
  | 'screen_revoked'
  | 'code_unknown'
  | 'not_there'
  | 'conflict'
  | 'note_kept'
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
  signed_out: 401,
  not_allowed: 403,
  no_failover_right: 403,
  sign_in_refused: 401,
  sign_in_unavailable: 503,
  too_many_requests: 429,
  foreign_origin: 403,
  body_too_large: 413,
  link_unknown: 404,
  link_expired: 410,
  link_revoked: 410,
  link_paused: 410,
  link_replaced: 410,
  run_gone: 410,
  passcode_required: 401,
  passcode_wrong: 401,
  share_unavailable: 503,
  screen_not_paired: 401,
  screen_pending: 401,
  screen_expired: 410,
  screen_revoked: 410,
  code_unknown: 404,
  not_there: 404,
  conflict: 409,
  note_kept: 409,
  internal: 500,
} as const satisfies Record<ProblemCode, number>

export const PROBLEM_MEDIA_TYPE = 'application/problem+json'
