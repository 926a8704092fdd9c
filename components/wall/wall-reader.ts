import { getPolled, type Polled, ReplyError } from '@/lib/api/get-json'
import { openPaths } from '@/lib/api/open-paths'
import type { ProblemCode } from '@/lib/api/problem'
import type { PairingReply, WallReply } from '@/lib/api/screen-replies'
import { sendJson } from '@/lib/api/send-json'
import { createTileAges } from './tile-ages'
import { READ_PROBLEMS } from '@/lib/failover/read-error'

/** A code, and when it came by both clocks of this browser: its end is told as a span. */
export type ShownCode = PairingReply & { arrivedAtMs: number; arrivedAtWallMs: number }

/** Why there is no code: the server's reason, or that this browser does not keep what it is given. */
export type NoCode = ReplyError | 'no_cookies'

/** Everything that a wall can be in. What was once read stays while nothing better comes, but never against the server's word. */
export type WallState =
  | { kind: 'board'; polled: Polled<WallReply>; error: Error | null }
  | {
      kind: 'code'
      code: ShownCode | null
      noCode: NoCode | null
      /** Since when the screen is withdrawn; null if it is new. */
      withdrawnSinceUtc: string | null
      /** Since when the monitor does not answer, by this browser's wall clock. */
      silentSinceMs: number | null
    }
  /** Nothing was ever read, and why. */
  | { kind: 'nothing'; error: Error; sinceMs: number }

const NEEDS_CODE: ReadonlySet<ProblemCode> = new Set([
  'screen_not_paired',
  'screen_expired',
  'screen_revoked',
])
/** Given twice in a row and not kept: the third try would be no better. */
const MOST_STRIKES = 2

export type WallReader = (signal: AbortSignal) => Promise<WallState>

/**
 * Reads what the wall is to show, and asks for a code by itself whenever it needs one: nobody stands before a wall with
 * a keyboard. It fails only when it is aborted.
 */
export function createWallReader(
  nowMs: () => number = Date.now,
  headers: () => Record<string, string> = () => ({}),
): WallReader {
  let last: WallState | null = null
  let strikes = 0
  const withAges = createTileAges()

  async function askForCode(withdrawnSinceUtc: string | null, was: ProblemCode | null): Promise<WallState> {
    const base = { kind: 'code', withdrawnSinceUtc, silentSinceMs: null } as const
    strikes = was === 'screen_not_paired' && last?.kind === 'code' ? strikes + 1 : 0
    if (strikes >= MOST_STRIKES) {
      strikes = 0
      return { ...base, code: null, noCode: 'no_cookies' }
    }
    try {
      const reply = await sendJson<PairingReply>('POST', openPaths.screenPairing())
      const code = { ...reply, arrivedAtMs: performance.now(), arrivedAtWallMs: nowMs() }
      return { ...base, code, noCode: null }
    } catch (error) {
      // Whatever was shown before must not stay: the server has said that this is no screen.
      return { ...base, code: null, noCode: toReplyError(error) }
    }
  }

  function toUnread(error: unknown): WallState {
    const known = toReplyError(error)
    const code = known.problem?.code
    if (code === 'screen_pending') {
      // After a reload nobody here knows the code any more.
      return last?.kind === 'code' && last.code ? { ...last, silentSinceMs: null } : RELOADED
    }
    // Whoever is told of Enterprise Manager has been approved meanwhile: the code is used up.
    const isApproved = READ_PROBLEMS.some((one) => one === code)
    if (isApproved && last?.kind === 'code') return { kind: 'nothing', error: known, sinceMs: nowMs() }
    switch (last?.kind) {
      case 'board':
        return { ...last, error: known }
      case 'code':
        return { ...last, silentSinceMs: last.silentSinceMs ?? nowMs() }
      case 'nothing':
        return { ...last, error: known }
      case undefined:
        return { kind: 'nothing', error: known, sinceMs: nowMs() }
      default:
        return last satisfies never
    }
  }

  async function read(signal: AbortSignal): Promise<WallState> {
    try {
      const polled = await getPolled<WallReply>(openPaths.wall(), signal, headers())
      return { kind: 'board', polled: { ...polled, reply: withAges(polled.reply) }, error: null }
    } catch (error) {
      if (signal.aborted) throw error
      const problem = error instanceof ReplyError ? error.problem : null
      if (problem && NEEDS_CODE.has(problem.code)) {
        const before = last?.kind === 'code' ? last.withdrawnSinceUtc : null
        const since = problem.code === 'screen_revoked' ? (problem.sinceUtc ?? null) : before
        return askForCode(since, problem.code)
      }
      const unread = toUnread(error)
      return unread === RELOADED ? askForCode(null, null) : unread
    }
  }

  return async (signal) => {
    last = await read(signal)
    return last
  }
}

/** Stands for: this browser is known as a device that waits, but has forgotten its code. */
const RELOADED: WallState = {
  kind: 'code',
  code: null,
  noCode: null,
  withdrawnSinceUtc: null,
  silentSinceMs: null,
}

const toReplyError = (error: unknown): ReplyError =>
  error instanceof ReplyError ? error : new ReplyError('The monitor did not answer', null, error)

/** Quick enough to see a recovery, slow enough to be no burden. */
const AFTER_ERROR_MS = 5_000
const WITHOUT_CODE_MS = 15_000

/** When to read again. The server sets the pace. */
export function nextReadMs(state: WallState | undefined): number {
  switch (state?.kind) {
    case 'board':
      return state.error === null ? state.polled.reply.pollAfterMs : AFTER_ERROR_MS
    case 'code':
      if (state.code) return state.silentSinceMs === null ? state.code.pollAfterMs : AFTER_ERROR_MS
      return WITHOUT_CODE_MS
    case 'nothing':
    case undefined:
      return AFTER_ERROR_MS
    default:
      return state satisfies never
  }
}
