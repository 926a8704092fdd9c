import 'server-only'
import type { EmLog, Schedule } from './em-settings'
import type { Logon } from './logon'
import { toTokenHeaders } from './logon-request'
import type { Transport } from './transport'

/** EM closes a logon session after 15 idle minutes; any request renews it (§2.4). */
const IDLE_MS = 10 * 60_000
const LOST_MS = 15 * 60_000
const LOOK_AGAIN_MS = 60_000

export type KeepAlive = {
  /** A request has just been accepted with the token. */
  touch: () => void
  stop: () => void
}

/** Asks for the list of logon sessions after 10 idle minutes, but only while something is watched. */
export function createKeepAlive(parts: {
  transport: Transport
  logon: Logon
  isWatched: () => boolean
  now: () => number
  schedule: Schedule
  log: EmLog
}): KeepAlive {
  const { transport, logon, isWatched, now, schedule, log } = parts
  let touchedMs = now()
  let cancel: (() => void) | null = null
  let stopped = false

  function arm(ms: number): void {
    cancel = stopped ? null : schedule(look, ms)
  }

  function look(): void {
    cancel = null
    const idleMs = now() - touchedMs
    // Past that the session is gone; the next read logs on by itself.
    if (logon.open() === null || idleMs >= LOST_MS) return
    if (idleMs < IDLE_MS) return arm(IDLE_MS - idleMs)
    if (!isWatched()) return arm(LOOK_AGAIN_MS)
    void ping()
  }

  async function ping(): Promise<void> {
    const session = logon.open()
    if (session === null) return
    try {
      const reply = await transport.send({
        method: 'GET',
        path: '/api/logonSessions',
        headers: toTokenHeaders(session),
        what: 'keep-alive',
        priority: 'optional',
      })
      // The next read logs on; nobody waits for one now.
      if (reply.status === 401) return logon.drop(session)
      touch()
    } catch (error) {
      log({
        level: 'debug',
        event: 'em.keep_alive_failed',
        reason: error instanceof Error ? error.message : 'unknown',
      })
      arm(LOOK_AGAIN_MS)
    }
  }

  function touch(): void {
    touchedMs = now()
    // One timer at a time: it looks at the time itself, so a touch need not move it.
    if (cancel === null) arm(IDLE_MS)
  }

  return {
    touch,
    stop() {
      stopped = true
      cancel?.()
      cancel = null
    },
  }
}
