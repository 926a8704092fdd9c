import type { LogonSession, LogonSessions } from '../logon-sessions'
import { toToken } from '../logon-sessions'
import { toLogonSessionNode } from '../resources/logon-session-document'
import { SUPPORTED_VERSIONS } from '../resources/root-document'
import { ApiError, methodNotAllowed } from './api-error'
import type { ApiRequest } from './api-request'
import { type HttpReply, type ReplyFormat, toDocumentReply } from './http-reply'

const TOKEN_HEADER = 'X-RestSvcSessionId'
const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data']

/** `POST /api/sessionMngr/?v=…` (api.md §2.3). */
export function answerLogon(request: ApiRequest, logons: LogonSessions, format: ReplyFormat): HttpReply {
  if (request.method !== 'POST') throw methodNotAllowed(request.method)
  const contentType = (request.headers['content-type'] ?? '').toLowerCase()
  if (request.body !== '' && FORM_TYPES.some((type) => contentType.startsWith(type))) {
    throw new ApiError(415, 'The content type of the request is not supported')
  }
  const version = request.parameters.get('v')?.toLowerCase() ?? 'latest'
  if (![...SUPPORTED_VERSIONS, 'latest'].includes(version)) {
    throw new ApiError(400, `Version ${version} is not supported`)
  }
  const credentials = readTenantCredentials(request.body) ?? readBasicCredentials(request)
  const session = credentials === null ? null : logons.logOn(credentials.username, credentials.password)
  if (session === null) throw new ApiError(401, 'Incorrect user name or password.')
  const token = toToken(session.id)
  return toDocumentReply(201, { node: toLogonSessionNode(session) }, format, {
    [TOKEN_HEADER]: token,
    'Set-Cookie': `${TOKEN_HEADER}=${token}; Path=/api;`,
  })
}

/** The logon session of a request, renewed. A cookie beats the header, even a stale one (api.md §2.3). */
export function readLogonSession(request: ApiRequest, logons: LogonSessions): LogonSession {
  const header = request.headers[TOKEN_HEADER.toLowerCase()]
  const token = readCookie(request.headers.cookie ?? '') ?? (Array.isArray(header) ? header[0] : header)
  const session = token === undefined ? null : logons.use(token)
  if (session === null) throw new ApiError(401, 'Logon session has expired or does not exist.')
  return session
}

function readCookie(header: string): string | null {
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=')
    if (equals > 0 && pair.slice(0, equals).trim().toLowerCase() === TOKEN_HEADER.toLowerCase()) {
      return pair.slice(equals + 1).trim()
    }
  }
  return null
}

type Credentials = { username: string; password: string }

function readBasicCredentials(request: ApiRequest): Credentials | null {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (encoded === undefined) return null
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? null : { username: text.slice(0, colon), password: text.slice(colon + 1) }
}

/** `LoginSpec` of a tenant's logon. */
function readTenantCredentials(body: string): Credentials | null {
  const element = (name: string): string | undefined =>
    new RegExp(`<(?:\\w+:)?${name}>([^<]*)</`).exec(body)?.[1]
  const [username, password] = [element('Username'), element('Password')]
  if (!/<(?:\w+:)?TenantCredentials>/.test(body) || username === undefined || password === undefined)
    return null
  return { username: unescapeXml(username), password: unescapeXml(password) }
}

const unescapeXml = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
