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

/** An attempt whose answer never came may have counted as a wrong password; the next waits so long, then twice as long. */
const AFTER_UNANSWERED_MS = 30_000
const LONGEST_UNANSWERED_MS = 5 * 60_000

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
  let unanswered: { error: ReadError; untilMs: number; nextMs: number } | null = null

  /** @throws {ReadError} as the unanswered attempt, with the rest of its pause */
  function checkUnanswered(): void {
    if (unanswered === null || isPasswordGood || now() >= unanswered.untilMs) return
    const { code, message } = unanswered.error
    throw new ReadError(code, message, { cause: unanswered.error, retryAfterMs: unanswered.untilMs - now() })
  }

  function noteUnanswered(error: ReadError): void {
    if (error.code !== 'timed_out' || isPasswordGood) return
    const pauseMs = unanswered?.nextMs ?? AFTER_UNANSWERED_MS
    unanswered = { error, untilMs: now() + pauseMs, nextMs: Math.min(2 * pauseMs, LONGEST_UNANSWERED_MS) }
  }

  async function logOn(): Promise<LogonSession> {
    await pause.check()
    checkUnanswered()
    session = null
    try {
      const answer = await request()
      if ('refused' in answer) throw await pause.passwordRefused(answer.refused)
      await pause.loggedOn()
      session = answer
      isPasswordGood = true
      unanswered = null
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
        noteUnanswered(error)
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
