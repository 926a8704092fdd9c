import type { IncomingHttpHeaders } from 'node:http'
import { formatInstant } from '../em-instant'
import { QueryError } from '../query/query-error'
import { toQueryDocument } from '../query/query-reply'
import { parseQueryRequest } from '../query/query-request'
import { toAsyncTaskList, toAsyncTaskNode } from '../resources/async-task-document'
import { toCloudServiceDocument } from '../resources/cloud-service-document'
import type { ReplyContext } from '../resources/reply-context'
import { toLogonSessionList, toLogonSessionNode } from '../resources/logon-session-document'
import { toRootDocument } from '../resources/root-document'
import { toSystemSessionNode, toSystemSessions } from '../resources/system-session-document'
import { type Right, hasRight } from '../roles'
import { ApiError, accessDenied, methodNotAllowed, noSuchResource } from './api-error'
import { type ApiRequest, parseApiRequest, wantsJson } from './api-request'
import type { ApiVisit, EmServices } from './em-services'
import { ENTITY_KINDS, type RouteAnswer, answerEntityRoute } from './entity-routes'
import { type HttpReply, type ReplyFormat, toDocumentReply, toErrorReply, toHttpSysReply } from './http-reply'
import { answerLogon, readLogonSession } from './logon-route'

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export type RawRequest = { method: string; url: string; headers: IncomingHttpHeaders; body: string }

/**
 * Answers one request of EM's API.
 * @param skewMs shifts every time that EM tells (fault `clock-skew`)
 */
export function answerApi(raw: RawRequest, services: EmServices, skewMs: number): HttpReply {
  const format: ReplyFormat = { json: wantsJson(raw.headers), keyCase: services.settings.jsonKeyCase }
  const hasBody = raw.method === 'POST' || raw.method === 'PUT'
  if (
    hasBody &&
    raw.headers['content-length'] === undefined &&
    raw.headers['transfer-encoding'] === undefined
  ) {
    return toHttpSysReply(411)
  }
  try {
    const request = parseApiRequest(raw)
    if (request === null) return toHttpSysReply(404)
    if (hasBody) refuseJsonTrap(request)
    return answerRequest(request, services, skewMs, format)
  } catch (error) {
    if (error instanceof ApiError) return toErrorReply(error.status, error.message, format)
    if (error instanceof QueryError) return toErrorReply(400, error.message, format)
    throw error
  }
}

/** If JSON is accepted anywhere, EM reads the body as JSON too (api.md §2.5). An empty body passes. */
function refuseJsonTrap(request: ApiRequest): void {
  if (
    request.body.trim() === '' ||
    !(request.headers.accept ?? '').toLowerCase().includes('application/json')
  )
    return
  try {
    JSON.parse(request.body)
  } catch (cause) {
    throw Object.assign(new ApiError(400, 'Node [root] does not exist.'), { cause })
  }
}

function answerRequest(
  request: ApiRequest,
  services: EmServices,
  skewMs: number,
  format: ReplyFormat,
): HttpReply {
  const [first] = request.segments
  if (first === undefined) {
    if (request.method !== 'GET') throw methodNotAllowed(request.method)
    return toDocumentReply(200, toRootDocument(), format)
  }
  if (first.toLowerCase() === 'sessionmngr' && request.segments.length === 1) {
    return answerLogon(request, services.logons, format)
  }
  const session = readLogonSession(request, services.logons)
  const context: ReplyContext = {
    database: services.database,
    collection: services.collection,
    nowMs: services.clock.nowMs(),
    time: (atMs) => formatInstant(services.clock.toRealMs(atMs), skewMs),
    toScenarioMs: (realMs) => services.clock.toScenarioMs(realMs),
    onlyTenantId: session.role === 'tenant' ? (services.database.estate.plans[0]?.tenantId ?? '') : null,
  }
  const visit: ApiVisit = { request, session, context, services }
  const answer = answerOwnRoute(visit) ?? answerEntityRoute(visit)
  if (answer === null) throw noSuchResource()
  if (answer.document === null) return { status: answer.status, headers: {}, body: '' }
  return toDocumentReply(answer.status, answer.document, format)
}

/** The paths that are not lists of entities; null if it is none of them. */
function answerOwnRoute(visit: ApiVisit): RouteAnswer | null {
  const [first, id] = visit.request.segments
  if (visit.request.segments.length > 2) return null
  switch (first?.toLowerCase()) {
    case 'logonsessions':
      return answerLogonSessions(id, visit)
    case 'tasks':
      return answerTasks(id, visit)
    case 'systemsessions':
      return answerSystemSessions(id, visit)
    case 'query':
      return id === undefined ? answerQuery(visit) : null
    case 'cloud':
      if (id !== undefined) return null
      allow(visit, 'cloud-service')
      return { status: 200, document: toCloudServiceDocument(visit.session) }
    default:
      return null
  }
}

function allow({ request, session }: ApiVisit, right: Right, methods: readonly string[] = ['GET']): void {
  if (!methods.includes(request.method)) throw methodNotAllowed(request.method)
  if (!hasRight(session.role, right)) throw accessDenied()
}

function answerLogonSessions(id: string | undefined, visit: ApiVisit): RouteAnswer {
  const { logons } = visit.services
  allow(visit, 'logon-sessions', id === undefined ? ['GET'] : ['GET', 'DELETE'])
  if (id === undefined) return { status: 200, document: toLogonSessionList(logons.list()) }
  if (!GUID.test(id)) throw new ApiError(400, ` ID ${id} is invalid. Type: LogonSession`)
  const found = logons.list().find((session) => session.id === id.toLowerCase())
  if (found === undefined) throw new ApiError(404, `Cannot find logon session [${id}]`)
  if (visit.request.method === 'GET') return { status: 200, document: { node: toLogonSessionNode(found) } }
  logons.logOff(found.id)
  return { status: 204, document: null }
}

function answerTasks(id: string | undefined, visit: ApiVisit): RouteAnswer {
  const { services, session, context } = visit
  allow(visit, 'tasks', id === undefined ? ['GET'] : ['GET', 'DELETE'])
  if (id === undefined) {
    return { status: 200, document: toAsyncTaskList(services.tasks.list(session.id), context.nowMs) }
  }
  const task = services.tasks.find(session.id, id)
  if (task === null) throw new ApiError(404, `Cannot find task [${id}]`)
  if (visit.request.method === 'GET') {
    return { status: 200, document: { node: toAsyncTaskNode(task, context.nowMs) } }
  }
  services.tasks.remove(task)
  return { status: 204, document: null }
}

function answerSystemSessions(id: string | undefined, visit: ApiVisit): RouteAnswer {
  const { services, context } = visit
  allow(visit, 'system-sessions')
  const sessions = toSystemSessions(services.clock.startMs, context)
  if (id === undefined) {
    return {
      status: 200,
      document: {
        listTag: 'SystemSessions',
        list: {
          itemTag: 'Sessions',
          items: sessions.map((session) => toSystemSessionNode(session, context, 'Sessions')),
        },
      },
    }
  }
  if (!GUID.test(id)) throw new ApiError(400, ` ID ${id} is invalid. Type: SystemSession`)
  const found = sessions.find((session) => session.id === id.toLowerCase())
  if (found === undefined) throw new ApiError(404, `Cannot find system session [${id.toLowerCase()}]`)
  return { status: 200, document: { node: toSystemSessionNode(found, context, 'SystemSession') } }
}

function answerQuery(visit: ApiVisit): RouteAnswer {
  const { request, session, services, context } = visit
  if (request.method !== 'GET') throw methodNotAllowed(request.method)
  const query = parseQueryRequest(request.parameters, services.pageSizeMax)
  const kind = ENTITY_KINDS.find((candidate) => candidate.type.toLowerCase() === query.type.toLowerCase())
  if (kind === undefined) throw new ApiError(400, `Query type is not supported: ${query.type}`)
  const right = kind.type === 'BackupServer' ? 'query-backup-servers' : 'query-cloud'
  if (!hasRight(session.role, right)) throw accessDenied()
  return { status: 200, document: toQueryDocument(kind, query, context) }
}
