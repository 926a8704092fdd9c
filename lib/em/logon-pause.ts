import 'server-only'
import { ReadError } from '@/lib/failover/read-error'
import type { EmLog } from './em-settings'
import { matchesFingerprint, toFingerprint, type Credentials } from './logon-fingerprint'
import type { LogonPauseStore } from './logon-pause-store'

/** A wrong password that is tried over and over locks the account. */
const AFTER_REFUSED_PASSWORD_MS = 15 * 60_000
const AFTER_REFUSED_TOKEN_MS = 60_000
const LONGEST_MS = 15 * 60_000
const TOKEN_REFUSED = 'Enterprise Manager lets the account log on but refuses its logon session'

type Pause = { of: 'password' | 'token'; untilMs: number; why: string }

export type LogonPause = {
  /** @throws {ReadError} `logon_refused` with the rest of the pause while there is one */
  check(): Promise<void>
  /** The user name or password was refused: 15 minutes, also across restarts. Written down before it resolves. */
  passwordRefused(why: string): Promise<ReadError>
  /** A new token was refused by a read: 60 s, then twice as long each time, up to 15 minutes, until one is accepted. */
  tokenRefused(): ReadError
  /** Enterprise Manager let us in: the password is right. */
  loggedOn(): Promise<void>
  /** A read succeeded: the token is good. */
  tokenAccepted(): void
  untilMs(): number | null
}

export function createLogonPause(
  store: LogonPauseStore,
  credentials: Credentials,
  now: () => number,
  log: EmLog,
): LogonPause {
  let pause: Pause | null = null
  let nextTokenPauseMs = AFTER_REFUSED_TOKEN_MS
  let loaded = false
  let recorded = false

  async function load(): Promise<void> {
    if (loaded) return
    loaded = true
    try {
      const record = await store.load()
      if (record === null) return
      recorded = true
      // A record cannot ask for more than a pause's length, even if a clock has been set back since.
      const untilMs = Math.min(record.untilMs, now() + LONGEST_MS)
      if (untilMs > now() && (await matchesFingerprint(credentials, record.fingerprint))) {
        pause = {
          of: 'password',
          untilMs,
          why: 'Enterprise Manager refused the user name or password before the restart',
        }
      }
    } catch (error) {
      log({ level: 'warn', event: 'em.logon_pause_unreadable', reason: toReason(error) })
    }
  }

  function current(): Pause | null {
    if (pause !== null && pause.untilMs <= now()) pause = null
    return pause
  }

  return {
    async check() {
      await load()
      const active = current()
      if (active !== null) throw toError(active.why, active.untilMs, now())
    },
    async passwordRefused(why) {
      const untilMs = now() + AFTER_REFUSED_PASSWORD_MS
      pause = { of: 'password', untilMs, why }
      try {
        await store.save({ untilMs, fingerprint: await toFingerprint(credentials) })
        recorded = true
      } catch (error) {
        log({ level: 'warn', event: 'em.logon_pause_not_saved', reason: toReason(error) })
      }
      return toError(why, untilMs, now())
    },
    tokenRefused() {
      // Two reads may meet the same refusal; it counts once.
      const active = current() ?? { of: 'token', untilMs: now() + nextTokenPauseMs, why: TOKEN_REFUSED }
      if (active !== pause) nextTokenPauseMs = Math.min(2 * nextTokenPauseMs, LONGEST_MS)
      pause = active
      return toError(active.why, active.untilMs, now())
    },
    async loggedOn() {
      if (!recorded) return
      recorded = false
      try {
        await store.clear()
      } catch (error) {
        log({ level: 'warn', event: 'em.logon_pause_not_cleared', reason: toReason(error) })
      }
    },
    tokenAccepted() {
      // A read that was still under way with an older token says nothing about the password.
      if (pause?.of === 'token') pause = null
      nextTokenPauseMs = AFTER_REFUSED_TOKEN_MS
    },
    untilMs: () => current()?.untilMs ?? null,
  }
}

function toError(why: string, untilMs: number, nowMs: number): ReadError {
  const until = new Date(untilMs).toISOString()
  return new ReadError('logon_refused', `${why}; no new attempt before ${until}`, {
    retryAfterMs: untilMs - nowMs,
  })
}

function toReason(error: unknown): string {
  if (error instanceof Error)
    return 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return 'unknown'
}
