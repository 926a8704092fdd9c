import 'server-only'
import { isSuccess } from './authorised-request'
import { scheduleUnref, type EmSettings } from './em-settings'
import { toReplyError } from './error-reply'
import { toEmBase } from './href'
import { logOff } from './log-off'
import { requestLogon, toBasic, toTokenHeaders, type LogonSession } from './logon-request'
import { createRedactor } from './redact'
import { createTransport, type Transport } from './transport'
import type { Role } from '@/lib/failover/role'

/** What Enterprise Manager says of an account. The name is as EM writes it, such as `HOST\user`. */
export type AccountAnswer =
  | { kind: 'refused' }
  | { kind: 'no_failover_right'; userName: string | null }
  | { kind: 'accepted'; userName: string | null; role: Role }

export type AccountCheck = (account: { username: string; password: string }) => Promise<AccountAnswer>

const MAX_REPLY_BYTES = 32 * 1024 * 1024

/** What a role may read tells which one it is; asked from the highest down (§4). */
const PROBES: readonly { role: Role; path: string; what: string }[] = [
  { role: 'admin', path: '/api/systemSessions', what: 'system sessions' },
  { role: 'operator', path: '/api/cloud/tenants', what: 'tenants' },
  { role: 'viewer', path: '/api/cloud/failoverSessions', what: 'failover sessions' },
]

/**
 * Logs on to Enterprise Manager as somebody else, finds out what they may read, and logs off again. It has connections
 * of its own and never touches the monitor's logon. What was typed is forgotten when it returns.
 * @returns a function that throws {@link ReadError} for every fault that is not an answer
 */
export function createAccountCheck(
  settings: Pick<EmSettings, 'url' | 'caPem' | 'certSha256' | 'timeoutMs' | 'now' | 'log'>,
): AccountCheck {
  const { log, now = Date.now } = settings
  const base = toEmBase(settings.url)
  return async ({ username, password }) => {
    const credentials = { url: base.origin + base.prefix, username, password }
    const redactor = createRedactor([toBasic(credentials).slice('Basic '.length), password])
    const transport = createTransport({
      base,
      caPem: settings.caPem,
      certSha256: settings.certSha256,
      timeoutMs: settings.timeoutMs,
      maxReplyBytes: MAX_REPLY_BYTES,
      now,
      schedule: scheduleUnref,
      log,
      certificateSeen: () => undefined,
      answered: () => undefined,
    })
    let session: LogonSession | null = null
    try {
      const answer = await requestLogon(transport, credentials, base, redactor, now)
      if ('refused' in answer) return { kind: 'refused' }
      session = answer
      const role = await findRole(transport, session, { redactor, origin: base.origin })
      const { userName } = session
      return role === null ? { kind: 'no_failover_right', userName } : { kind: 'accepted', userName, role }
    } finally {
      transport.stop()
      if (session !== null) await logOff(transport, session, log)
      await transport.close()
    }
  }
}

async function findRole(
  transport: Transport,
  session: LogonSession,
  context: Parameters<typeof toReplyError>[2],
): Promise<Role | null> {
  for (const { role, path, what } of PROBES) {
    const reply = await transport.send({
      method: 'GET',
      path,
      headers: toTokenHeaders(session),
      what,
      priority: 'optional',
    })
    if (isSuccess(reply)) return role
    // 404: this build, or an Enterprise Manager without Cloud Connect, does not have it; that gives no right either.
    if (reply.status !== 403 && reply.status !== 401 && reply.status !== 404)
      throw toReplyError(reply, what, context)
  }
  return null
}
