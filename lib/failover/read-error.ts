/** Why data from Enterprise Manager is not current. Closed list, part of the JSON contract. */
export const READ_PROBLEMS = [
  'unreachable',
  'timed_out',
  'tls_untrusted',
  'logon_refused',
  'forbidden',
  'not_found',
  'bad_reply',
  'upstream_error',
  'collection_old',
] as const

export type ReadProblem = (typeof READ_PROBLEMS)[number]

const BRAND: unique symbol = Symbol.for('failover-monitor.read-error')

/**
 * A read from Enterprise Manager that gave nothing. `message` is for staff: it says what happened and never holds
 * a token, a password or a reply's body.
 */
export class ReadError extends Error {
  override readonly name = 'ReadError'
  readonly [BRAND] = true
  readonly code: ReadProblem
  /** No further attempt makes sense before this many milliseconds have passed; null: the reader's own pace decides. */
  readonly retryAfterMs: number | null
  /** When reads began to fail, UTC text; null where only this one is known. */
  readonly sinceUtc: string | null

  constructor(
    code: ReadProblem,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number; sinceUtc?: string } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.retryAfterMs = options.retryAfterMs ?? null
    this.sinceUtc = options.sinceUtc ?? null
  }

  /** A production build has several instances of this module; an error of one must be known to all (docs/adr/0004). */
  static override [Symbol.hasInstance](it: unknown): boolean {
    return typeof it === 'object' && it !== null && BRAND in it
  }
}
