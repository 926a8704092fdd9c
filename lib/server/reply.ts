import 'server-only'
import { createHash, type Hash } from 'node:crypto'
import { COLLECTED_AT, OBSERVED_AGE, OBSERVED_AT } from '@/lib/api/get-json'
import { HTTP_STATUS, PROBLEM_MEDIA_TYPE, type ProblemCode, type ProblemReply } from '@/lib/api/problem'
import type { Freshness } from '@/lib/failover/freshness'
import { ReadError } from '@/lib/failover/read-error'

const COMMON_HEADERS = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } as const

const BRAND: unique symbol = Symbol.for('failover-monitor.request-error')

/** What a request asks of us that cannot be answered; the code decides the status. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly [BRAND] = true
  readonly code: ProblemCode
  readonly hint: string | undefined
  /** Null: asking again is no use, or may be done at once. */
  readonly retryAfterMs: number | null
  /** When it began, UTC text; null where that says nothing. */
  readonly sinceUtc: string | null

  constructor(
    code: ProblemCode,
    detail: string,
    hint?: string,
    retryAfterMs: number | null = null,
    sinceUtc: string | null = null,
  ) {
    super(detail)
    this.code = code
    this.hint = hint
    this.retryAfterMs = retryAfterMs
    this.sinceUtc = sinceUtc
  }

  /** Thrown by the runtime, caught by a handler of another module instance (docs/adr/0004). */
  static override [Symbol.hasInstance](it: unknown): boolean {
    return typeof it === 'object' && it !== null && BRAND in it
  }
}

export function json(
  body: unknown,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return Response.json(body, { ...init, headers: { ...COMMON_HEADERS, ...init.headers } })
}

/** Done, and there is nothing to say. */
export const done = (headers: Record<string, string> = {}): Response =>
  new Response(null, { status: 204, headers: { ...COMMON_HEADERS, ...headers } })

/**
 * A polled reply. The weak ETag leaves out both ages, which change with every read although nothing else does; they
 * travel as headers on 200 and 304 alike.
 * @param rows how ages of its parts count, see {@link TAGGED}
 */
export function polledJson(
  request: Request,
  body: {
    freshness: Pick<Freshness, 'level' | 'observedAtUtc' | 'collectedAtUtc'>
    [field: string]: unknown
  },
  nowMs: number,
  rows: keyof typeof TAGGED = 'ages_stay',
): Response {
  const { freshness, ...rest } = body
  const { observedAtUtc, collectedAtUtc, ...lasting } = freshness
  // The large part is written once, for tag and body both.
  const restText = JSON.stringify(rest)
  const etag = toTag(
    createHash('sha256')
      .update(TAGGED[rows](restText, rest, observedAtUtc))
      .update(JSON.stringify(lasting)),
  )
  const headers = {
    ...COMMON_HEADERS,
    ETag: etag,
    [OBSERVED_AT]: observedAtUtc,
    ...(collectedAtUtc === null ? {} : { [COLLECTED_AT]: collectedAtUtc }),
    [OBSERVED_AGE]: String(Math.max(0, nowMs - Date.parse(observedAtUtc))),
  }
  if (holdsTag(request.headers.get('If-None-Match'), etag))
    return new Response(null, { status: 304, headers })
  const text = `${restText.slice(0, -1)},"freshness":${JSON.stringify(freshness)}}`
  return new Response(text, { headers: { ...headers, 'Content-Type': 'application/json' } })
}

const withoutAges = (key: string, value: unknown): unknown =>
  key === 'observedAtUtc' || key === 'collectedAtUtc' ? undefined : value

/** What of a reply's parts makes it another reply, where they have ages of their own. */
const TAGGED = {
  ages_stay: (text: string, _rest: unknown, _pageUtc: string): string => text,
  /** No age of a part does. */
  ages_apart: (_text: string, rest: unknown, _pageUtc: string): string => JSON.stringify(rest, withoutAges),
  /** An age does, unless it is the page's own, which the page puts in. */
  page_age_apart: (text: string, _rest: unknown, pageUtc: string): string =>
    text.replaceAll(`"observedAtUtc":"${pageUtc}"`, '"observedAtUtc":"as the page"'),
} as const

/** A reply that is asked for again and again but has no age of its own. */
export function taggedJson(request: Request, body: unknown): Response {
  const text = JSON.stringify(body)
  const etag = toTag(createHash('sha256').update(text))
  const headers = { ...COMMON_HEADERS, ETag: etag }
  return holdsTag(request.headers.get('If-None-Match'), etag)
    ? new Response(null, { status: 304, headers })
    : new Response(text, { headers: { ...headers, 'Content-Type': 'application/json' } })
}

const toTag = (hash: Hash): string => `W/"${hash.digest('base64url').slice(0, 27)}"`

/** Weak comparison, RFC 9110 §8.8.3.2. */
function holdsTag(header: string | null, etag: string): boolean {
  const bare = (tag: string): string => tag.trim().replace(/^W\//, '')
  return header?.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag)) ?? false
}

const TITLES: Record<ProblemCode, string> = {
  unreachable: 'Enterprise Manager cannot be reached',
  timed_out: 'Enterprise Manager did not answer in time',
  tls_untrusted: 'The certificate of Enterprise Manager is not trusted',
  logon_refused: 'Enterprise Manager refused the logon',
  forbidden: 'The account may not read this',
  not_found: 'Enterprise Manager does not know this id',
  bad_reply: 'The reply of Enterprise Manager cannot be understood',
  upstream_error: 'Enterprise Manager reported an error',
  collection_old: 'The data of Enterprise Manager is old',
  bad_request: 'The request is not valid',
  forbidden_host: 'The request was sent to another host name',
  record_unavailable: 'The record of this monitor cannot be read',
  report_unknown: 'There is no such report',
  signed_out: 'Nobody is signed in',
  not_allowed: 'The role does not allow this',
  no_failover_right: 'The account may not see failovers',
  sign_in_refused: 'The name or the password is wrong',
  sign_in_unavailable: 'This way to sign in is not available',
  too_many_requests: 'There were too many requests',
  foreign_origin: 'The request came from another page',
  body_too_large: 'The request is too large',
  link_unknown: 'There is no such link',
  link_expired: 'The link has ended',
  link_revoked: 'The link was withdrawn',
  link_paused: 'The link is paused',
  link_replaced: 'The link was replaced',
  run_gone: 'The run can no longer be shown',
  passcode_required: 'The link needs a passcode',
  passcode_wrong: 'The passcode is wrong',
  share_unavailable: 'The status cannot be shown at present',
  screen_not_paired: 'The screen is not paired',
  screen_pending: 'The screen waits to be approved',
  screen_expired: 'The pairing code has ended',
  screen_revoked: 'The screen was withdrawn',
  code_unknown: 'No screen shows this code',
  not_there: 'There is no such thing',
  note_kept: 'The note that was sent before stands',
  conflict: 'That cannot be done in the present state',
  internal: 'The monitor has a fault',
}

const HINTS: Partial<Record<ProblemCode, string>> = {
  unreachable: 'Check EM_URL, the network and whether the Enterprise Manager service is running.',
  timed_out: 'Enterprise Manager may be overloaded; the monitor tries again by itself.',
  tls_untrusted: 'Set EM_CA_FILE or EM_CERT_SHA256 to the certificate that Enterprise Manager really uses.',
  logon_refused:
    'Correct EM_USERNAME or EM_PASSWORD and restart; the pause protects the account from being locked.',
  forbidden: 'Give the account an Enterprise Manager role that may read it.',
  not_found: 'Check the id. Enterprise Manager lists failover sessions of the last 30 days.',
  record_unavailable:
    'Live pages go on without it. The health page says what is wrong with the record and what to do.',
  report_unknown: 'Open the report of the session anew and use the links on that page.',
  bad_reply: 'Check that EM_URL is the address of Enterprise Manager (port 9398) and not of a proxy page.',
}

/** An error as RFC 9457 problem; never a stack, never an upstream body. */
export function problem(error: unknown, nowMs: number): Response {
  const known = error instanceof ReadError || error instanceof RequestError
  const code: ProblemCode = known ? error.code : 'internal'
  const hint = (error instanceof RequestError ? error.hint : undefined) ?? HINTS[code]
  const retryAfterMs = known ? error.retryAfterMs : null
  const sinceUtc = known ? error.sinceUtc : null
  const body: ProblemReply = {
    type: `urn:failover-monitor:problem:${code}`,
    title: TITLES[code],
    status: HTTP_STATUS[code],
    detail: known
      ? error.message
      : 'The request could not be answered; the log of the monitor holds the reason.',
    code,
    ...(hint === undefined ? {} : { hint }),
    ...(sinceUtc === null ? {} : { sinceUtc }),
    ...(retryAfterMs === null
      ? {}
      : { retryAfterMs, nextTryAtUtc: new Date(nowMs + retryAfterMs).toISOString() }),
  }
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: {
      ...COMMON_HEADERS,
      'Content-Type': PROBLEM_MEDIA_TYPE,
      ...(retryAfterMs === null ? {} : { 'Retry-After': String(Math.ceil(retryAfterMs / 1000)) }),
    },
  })
}
