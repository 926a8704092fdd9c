import 'server-only'
import { ReadError } from '@/lib/failover/read-error'
import { linksOf } from './entity'
import { toEmMessage, toReplyError, type ReplyContext } from './error-reply'
import { rebaseHref, type EmBase } from './href'
import type { Credentials } from './logon-fingerprint'
import { badReply, parseReplyOrNull } from './parse-reply'
import type { Redactor } from './redact'
import type { Transport, WireReply } from './transport'
import { hasName, wordOf, type WireNode } from './wire-node'

const WHAT = 'logon'
const TOKEN_HEADER = 'X-RestSvcSessionId'

export type LogonSession = {
  /** Opaque, whatever it may decode to. */
  token: string
  /** As secret as the token; null if the body could not be read. */
  sessionId: string | null
  userName: string | null
  /** null if the body could not be read. */
  cloudConnect: boolean | null
  sinceMs: number
}

/** Enterprise Manager refused the user name or password, or the account has no role. Not yet an error: it needs a pause. */
export type LogonRefusal = { refused: string }

/**
 * One logon. No body and no Content-Type; the slash before `?` is how the server itself writes it.
 * @throws {ReadError} for every fault that is not a refusal
 * @see EM wire reference §2.3
 */
export async function requestLogon(
  transport: Transport,
  credentials: Credentials,
  base: EmBase,
  redactor: Redactor,
  now: () => number,
): Promise<LogonSession | LogonRefusal> {
  const reply = await transport.send({
    method: 'POST',
    path: '/api/sessionMngr/?v=latest',
    headers: { authorization: toBasic(credentials) },
    what: WHAT,
    priority: 'session',
  })
  if (reply.status === 401 || reply.status === 403) {
    const said = toEmMessage(reply.body, redactor)
    const fault =
      reply.status === 401
        ? 'Enterprise Manager refuses the user name or password in EM_USERNAME and EM_PASSWORD'
        : 'Enterprise Manager refuses the account: it needs an Enterprise Manager role'
    return { refused: said === null ? fault : `${fault} ("${said}")` }
  }
  if (reply.status !== 201 && reply.status !== 200)
    throw toLogonError(reply, { redactor, origin: base.origin })
  const token = reply.header(TOKEN_HEADER)?.trim() ?? ''
  if (token === '') throw badReply(WHAT, 'brings no logon session; EM_URL may name another server')
  redactor.add(token)
  return toLogonSession(parseReplyOrNull(reply.body), token, base, redactor, now())
}

/** What a read sends to be let in. Never a cookie: it would win over the header (§2.3). */
export function toTokenHeaders(session: LogonSession): Record<string, string> {
  return { 'x-restsvcsessionid': session.token }
}

/** UTF-8; the charset of the header is not specified. */
export function toBasic({ username, password }: Pick<Credentials, 'username' | 'password'>): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`
}

/** A 404 here is no missing entity but a wrong address. */
function toLogonError(reply: WireReply, context: ReplyContext): ReadError {
  if (reply.status !== 404) return toReplyError(reply, WHAT, context)
  return badReply(WHAT, 'is 404; EM_URL may name another server')
}

/** A token in the header is enough to read with, so an unreadable body only costs what it would have told. */
function toLogonSession(
  body: WireNode | null,
  token: string,
  base: EmBase,
  redactor: Redactor,
  sinceMs: number,
): LogonSession {
  if (body === null || (body.form === 'element' && !hasName(body, 'LogonSession'))) {
    return { token, sessionId: null, userName: null, cloudConnect: null, sinceMs }
  }
  const sessionId = wordOf(body, 'SessionId')
  if (sessionId !== null) redactor.add(sessionId)
  return {
    token,
    sessionId,
    userName: wordOf(body, 'UserName'),
    cloudConnect: hasCloudConnect(body, base),
    sinceMs,
  }
}

/** The link is there only if a connected backup server holds a provider's licence (§1). */
function hasCloudConnect(body: WireNode, base: EmBase): boolean {
  return linksOf(body).some((link) => {
    const path = rebaseHref(wordOf(link, 'Href') ?? '', base)
    return wordOf(link, 'Rel')?.toLowerCase() === 'down' && /^\/api\/cloud\/?$/i.test(path ?? '')
  })
}
