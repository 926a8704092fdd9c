import 'server-only'
import { ReadError } from '@/lib/failover/read-error'
import type { ConnectionStatus } from './em-client'
import type { EmLog } from './em-settings'
import type { LogonPause } from './logon-pause'
import type { LogonRefusal, LogonSession } from './logon-request'
import { calledOff } from './request-gate'

export type Logon = {
  /** The logon session that is open, or a new one; all who ask at once wait for one logon. @throws {ReadError} */
  current(signal?: AbortSignal): Promise<LogonSession>
  /** Another session than the one that was refused; those whom one token fails share one renewal. @throws {ReadError} */
  renew(refused: LogonSession, signal?: AbortSignal): Promise<LogonSession>
  /** Gives up a session that has run out, without a new one. */
  drop(session: LogonSession): void
  open(): LogonSession | null
  lastProblem(): ConnectionStatus['lastLogonProblem']
}

/** The pause after a logon that failed without being refused; each further failure doubles it. Many ask for a logon at once. */
const AFTER_FAILURE = { firstMs: 3_000, mostMs: 60_000 }
/** An attempt whose answer never came may have counted as a wrong password, unless that has proved good before. */
const AFTER_UNANSWERED = { firstMs: 30_000, mostMs: 5 * 60_000 }

/** Holds the one logon session of this process: one per process, not one per poll (§2.4). */
export function createLogon(
  request: () => Promise<LogonSession | LogonRefusal>,
  pause: LogonPause,
  now: () => number,
  log: EmLog,
): Logon {
  let session: LogonSession | null = null
  let flight: Promise<LogonSession> | null = null
  let lastProblem: ConnectionStatus['lastLogonProblem'] = null
  /** EM has let us in with this password before: trying it again can lock nothing. */
  let isPasswordGood = false
  let failed: { error: ReadError; fromMs: number; untilMs: number; pauseMs: number } | null = null

  /** @throws {ReadError} as the failed attempt, with the rest of its pause */
  function checkFailed(): void {
    // A clock that was set back before the failure ends the pause rather than stretching it.
    if (failed === null || now() >= failed.untilMs || now() < failed.fromMs) return
    const { code, message } = failed.error
    throw new ReadError(code, message, { cause: failed.error, retryAfterMs: failed.untilMs - now() })
  }

  function noteFailed(error: ReadError): void {
    if (error.code === 'logon_refused') return
    const { firstMs, mostMs } =
      error.code === 'timed_out' && !isPasswordGood ? AFTER_UNANSWERED : AFTER_FAILURE
    const pauseMs = Math.min(mostMs, Math.max(firstMs, 2 * (failed?.pauseMs ?? 0)))
    failed = { error, fromMs: now(), untilMs: now() + pauseMs, pauseMs }
  }

  async function logOn(): Promise<LogonSession> {
    await pause.check()
    checkFailed()
    session = null
    try {
      const answer = await request()
      if ('refused' in answer) throw await pause.passwordRefused(answer.refused)
      await pause.loggedOn()
      session = answer
      isPasswordGood = true
      failed = null
      lastProblem = null
      log({
        level: 'info',
        event: 'em.logged_on',
        userName: answer.userName,
        cloudConnect: answer.cloudConnect,
      })
      return answer
    } catch (error) {
      if (error instanceof ReadError) {
        lastProblem = { code: error.code, message: error.message, atUtc: new Date(now()).toISOString() }
        noteFailed(error)
        log({ level: 'warn', event: 'em.logon_failed', code: error.code, message: error.message })
      }
      throw error
    }
  }

  function join(signal: AbortSignal | undefined): Promise<LogonSession> {
    flight ??= logOn().finally(() => {
      flight = null
    })
    return orCalledOff(flight, signal)
  }

  return {
    current: (signal) => (session !== null && flight === null ? Promise.resolve(session) : join(signal)),
    renew: (refused, signal) =>
      session !== null && session !== refused && flight === null ? Promise.resolve(session) : join(signal),
    drop(refused) {
      if (session === refused) session = null
    },
    open: () => session,
    lastProblem: () => lastProblem,
  }
}

/** Who loses interest leaves; the logon goes on for the others. */
function orCalledOff<T>(flight: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return flight
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(calledOff())
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave, { once: true })
    flight.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}
