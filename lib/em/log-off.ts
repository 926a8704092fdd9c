import 'server-only'
import type { EmLog } from './em-settings'
import { toTokenHeaders, type LogonSession } from './logon-request'
import type { Transport } from './transport'

const LOG_OFF_MS = 2_000

/**
 * Ends the logon session, after all other requests were stopped. The address is built from our own SessionId: a list
 * of sessions may hold other people's. A failure is only logged: EM forgets the session after 15 minutes.
 */
export async function logOff(transport: Transport, session: LogonSession, log: EmLog): Promise<void> {
  if (session.sessionId === null) return
  try {
    const reply = await transport.sendLast({
      method: 'DELETE',
      path: `/api/logonSessions/${encodeURIComponent(session.sessionId)}`,
      headers: toTokenHeaders(session),
      what: 'log-off',
      priority: 'session',
      timeoutMs: LOG_OFF_MS,
    })
    log({ level: 'info', event: 'em.logged_off', status: reply.status })
  } catch (error) {
    log({
      level: 'debug',
      event: 'em.log_off_failed',
      reason: error instanceof Error ? error.message : 'unknown',
    })
  }
}
