import type { AsyncTask } from '../async-tasks'
import type { Plan } from '../estate/estate'
import { toAsyncTaskNode } from '../resources/async-task-document'
import { backupServerKind } from '../resources/backup-server-kind'
import type { AnyEntityKind, EntityKind } from '../resources/entity-kind'
import type { ReplyContext } from '../resources/reply-context'
import { failoverPlanKind, toInclude, toIncludes } from '../resources/failover-plan-kind'
import { failoverSessionKind } from '../resources/failover-session-kind'
import { replicaKind, replicaPointKind } from '../resources/replica-kinds'
import { tenantKind } from '../resources/tenant-kind'
import { type Right, hasRight } from '../roles'
import { type WireDocument, toReference } from '../wire/wire-node'
import { ApiError, accessDenied, methodNotAllowed, noSuchResource } from './api-error'
import { wantsEntity } from './api-request'
import type { ApiVisit } from './em-services'

/** All kinds that can be listed, read and queried. */
export const ENTITY_KINDS: readonly AnyEntityKind[] = [
  failoverSessionKind,
  replicaPointKind,
  replicaKind,
  failoverPlanKind,
  tenantKind,
  backupServerKind,
]

export type RouteAnswer = { status: number; document: WireDocument | null }

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Answers a path of one of the kinds; null if it belongs to none. */
export function answerEntityRoute(visit: ApiVisit): RouteAnswer | null {
  const path = visit.request.segments.map((segment) => segment.toLowerCase())
  for (const kind of ENTITY_KINDS) {
    const own = kind.path.toLowerCase().split('/').slice(1)
    if (own.every((segment, index) => segment === path[index])) {
      return answerKind(kind, visit.request.segments.slice(own.length), visit)
    }
  }
  return null
}

function answerKind(kind: AnyEntityKind, rest: readonly string[], visit: ApiVisit): RouteAnswer {
  const [id, ...parts] = rest
  if (id !== undefined && parts.length === 0 && visit.request.method === 'POST')
    return answerAction(kind, id, visit)
  if (visit.request.method !== 'GET') throw methodNotAllowed(visit.request.method)
  const right: Right =
    kind.type === 'CloudReplica' && parts[0]?.toLowerCase() === 'vmreplicapoints'
      ? 'replica-points'
      : kind.right
  if (!hasRight(visit.session.role, right)) throw accessDenied()
  if (id === undefined) return toList(kind, kind.list(visit.context), visit)
  if (parts.length > 0) return answerPart(kind, id, parts, visit)
  const item = find(kind, id, visit.context)
  return ok({
    node: wantsEntity(visit.request)
      ? kind.entity(item, visit.context, kind.type)
      : toReference(kind.identity(item), kind.upLinks(item, visit.context), 'EntityRef'),
  })
}

const ok = (document: WireDocument): RouteAnswer => ({ status: 200, document })

function toList<T>(kind: EntityKind<T>, items: readonly T[], { request, context }: ApiVisit): RouteAnswer {
  if (wantsEntity(request)) {
    return ok({
      listTag: kind.listTag,
      list: { itemTag: kind.itemTag, items: items.map((item) => kind.entity(item, context, kind.itemTag)) },
    })
  }
  return ok({
    listTag: 'EntityReferences',
    list: {
      itemTag: 'Ref',
      items: items.map((item) => toReference(kind.identity(item), kind.upLinks(item, context))),
    },
  })
}

/** @throws {ApiError} 400 if the id is no GUID, 404 if EM does not know it */
function find<T>(kind: EntityKind<T>, id: string, context: ReplyContext): T {
  // The leading space is EM's own (api.md §5.6).
  if (!GUID.test(id)) throw new ApiError(400, ` ID ${id} is invalid. Type: ${kind.type}`)
  const item = kind.find(id.toLowerCase(), context)
  if (item === null) throw new ApiError(404, `Cannot find ${kind.noun} [${id.toLowerCase()}]`)
  return item
}

/** What lies below one replica or plan. */
function answerPart(kind: AnyEntityKind, id: string, rest: readonly string[], visit: ApiVisit): RouteAnswer {
  const part = rest[0]?.toLowerCase()
  if (kind.type === replicaKind.type && part === 'vmreplicapoints' && rest.length === 1) {
    return toList(replicaPointKind, find(replicaKind, id, visit.context).points, visit)
  }
  if (kind.type === failoverPlanKind.type && part === 'includes' && rest.length <= 2) {
    return answerIncludes(find(failoverPlanKind, id, visit.context), rest[1])
  }
  throw noSuchResource()
}

function answerIncludes(plan: Plan, vmId: string | undefined): RouteAnswer {
  if (vmId === undefined) return ok({ listTag: 'Includes', list: toIncludes(plan) })
  if (!GUID.test(vmId)) throw new ApiError(400, ` ID ${vmId} is invalid. Type: ${plan.vmTag}`)
  const order = plan.vms.findIndex((vm) => vm.id === vmId.toLowerCase())
  const vm = plan.vms[order]
  if (vm === undefined) throw new ApiError(404, `Cannot find failover plan VM [${vmId.toLowerCase()}]`)
  return ok({ node: toInclude(plan, vm, order) })
}

/** `POST …/{id}?action=…` → 202 and a task (api.md §6.10). */
function answerAction(kind: AnyEntityKind, id: string, visit: ApiVisit): RouteAnswer {
  const action = visit.request.parameters.get('action')?.toLowerCase()
  if (kind.type === 'CloudFailoverPlan' && action !== undefined) return answerPlanAction(id, action, visit)
  if (kind.type === 'BackupServer' && action !== undefined) {
    if (action !== 'collect') throw new ApiError(501, `Action ${action} is not supported`)
    demand(visit, 'backup-servers-collect')
    find(backupServerKind, id, visit.context)
    return accepted(visit.services.actions.collect(visit.session.id, visit.context.nowMs), visit)
  }
  throw methodNotAllowed(visit.request.method)
}

function answerPlanAction(id: string, action: string, visit: ApiVisit): RouteAnswer {
  const { services, session, context } = visit
  if (action !== 'start' && action !== 'test' && action !== 'undo') {
    throw new ApiError(501, `Action ${action} is not supported`)
  }
  demand(visit, action === 'test' ? 'failover-plans-test' : 'failover-plans-start-undo')
  const plan = find(failoverPlanKind, id, context)
  const task =
    action === 'undo'
      ? services.actions.undo(plan, session.id, context.nowMs)
      : services.actions.start(plan, action === 'start' ? 'failover' : 'test', session.id, context.nowMs)
  return accepted(task, visit)
}

function demand(visit: ApiVisit, right: Right): void {
  if (!hasRight(visit.session.role, right)) throw accessDenied()
}

const accepted = (task: AsyncTask, visit: ApiVisit): RouteAnswer => ({
  status: 202,
  document: { node: toAsyncTaskNode(task, visit.context.nowMs) },
})
