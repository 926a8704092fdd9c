import 'server-only'
import type { EmGet } from './em-get'
import { toReplyError, type ReplyContext } from './error-reply'
import type { Logon } from './logon'
import type { LogonPause } from './logon-pause'
import { toTokenHeaders, type LogonSession } from './logon-request'
import { parseReply } from './parse-reply'
import type { Transport, WireReply, WireRequest } from './transport'

export type AuthorisedRequest = (request: WireRequest) => Promise<WireReply>

/**
 * Sends a request with the logon session's token. A refused token is renewed once and the request repeated once;
 * a second refusal is a matter of rights and pauses further logons, or a server that refuses all tokens would be
 * logged on to for ever (§2.4). A refused request has had no effect, so a POST may be repeated too.
 * @param touched is called when a token has been accepted, which renews its 15 minutes
 */
export function createAuthorisedRequest(
  transport: Transport,
  logon: Logon,
  pause: LogonPause,
  touched: () => void,
): AuthorisedRequest {
  const sendAs = (session: LogonSession, request: WireRequest): Promise<WireReply> =>
    transport.send({ ...request, headers: { ...request.headers, ...toTokenHeaders(session) } })

  function accepted(reply: WireReply): WireReply {
    touched()
    if (isSuccess(reply)) pause.tokenAccepted()
    return reply
  }

  return async (request) => {
    const session = await logon.current(request.signal)
    const reply = await sendAs(session, request)
    if (reply.status !== 401) return accepted(reply)
    const renewed = await logon.renew(session, request.signal)
    const repeated = await sendAs(renewed, request)
    if (repeated.status !== 401) return accepted(repeated)
    throw pause.tokenRefused()
  }
}

export function isSuccess(reply: WireReply): boolean {
  return reply.status >= 200 && reply.status < 300
}

/** Reads documents: whatever is no success is an error, whatever is no document too. */
export function createEmGet(send: AuthorisedRequest, context: ReplyContext): EmGet {
  return async ({ path, what, priority, signal }) => {
    const reply = await send({ method: 'GET', path, what, priority, signal })
    if (!isSuccess(reply)) throw toReplyError(reply, what, context)
    return parseReply(reply.body, what)
  }
}
