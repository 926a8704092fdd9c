import type { AnyEntityKind } from '../resources/entity-kind'
import type { ReplyContext } from '../resources/reply-context'
import { toHref } from '../wire/em-address'
import {
  type WireDocument,
  type WireLink,
  type WireMember,
  attribute,
  links,
  own,
  toReference,
} from '../wire/wire-node'
import { compareBy, compileFilter } from './query-evaluator'
import { QueryError } from './query-error'
import { findField } from './query-field'
import { parseFilter } from './query-grammar'
import { type QueryRequest, toQueryString } from './query-request'

/** All lists a JSON answer names, null but for one; two are misspelt by EM itself (api.md §5.4). */
const ENTITY_LISTS = [
  'Jobs',
  'FailoverPlans',
  'Backups',
  'Replicas',
  'Repositories',
  'RestorePoints',
  'VmRestorePoints',
  'VAppRestorePoints',
  'VmReplicaPoints',
  'BackupJobSessions',
  'ReplicaJobSessions',
  'ReplicaTaskSessions',
  'RestoreSessions',
  'HierarchyRoots',
  'BackupTaskSessions',
  'BackupServers',
  'ManagedServers',
  'EnterpiseRoles',
  'EnterpiseAccounts',
  'WanAccelerators',
  'CloudGateways',
  'CloudTenants',
  'CloudReplicas',
  'VCloudOrganizationConfigs',
  'BackupFiles',
  'VSphereSelfServiceConfigs',
  'CloudPublicIps',
  'CloudHardwarePlans',
  'CloudVmReplicaPoints',
  'AgentRestorePoints',
  'AgentBackupJob',
  'CloudGatewayPools',
  'CloudFailoverPlans',
  'ExternalRepositories',
  'VlanConfigurations',
  'CloudFailoverSessions',
  'AgentProtectionGroups',
  'DiscoveredComputers',
  'FileServers',
  'NASJobs',
  'CdpReplicas',
  'CdpReplicaVms',
  'CdpPolicies',
  'CdpReplicaSessions',
  'CdpReplicaTaskSessions',
  'VAppReplicaPoints',
  'VmCdpReplicas',
  'VAppCdpReplicas',
  'VAppCdpReplicaVms',
  'SystemSessions',
] as const

/** One page of a query, as references or entities, with the links to the others (api.md §5.4). */
export function toQueryDocument(
  kind: AnyEntityKind,
  request: QueryRequest,
  context: ReplyContext,
): WireDocument {
  const found = select(kind, request, context)
  const pagesCount = Math.max(1, Math.ceil(found.length / request.pageSize))
  const first = (request.page - 1) * request.pageSize
  const items = found.slice(first, first + request.pageSize)
  return {
    node: {
      tag: 'QueryResult',
      members: [
        own('Refs', request.format === null ? toReferences(kind, items, context) : null),
        own('Entities', request.format === null ? null : toEntities(kind, items, context)),
        own('Resources', null),
        own('Links', null),
        own('PagingInfo', {
          tag: 'PagingInfo',
          members: [
            links(toPageLinks(request, pagesCount)),
            attribute('PageNum', request.page),
            attribute('PageSize', request.pageSize),
            attribute('PagesCount', pagesCount),
          ],
        }),
      ],
    },
  }
}

function select(kind: AnyEntityKind, request: QueryRequest, context: ReplyContext): unknown[] {
  const matches =
    request.filter === null ? () => true : compileFilter(parseFilter(request.filter), kind.fields, context)
  const found = kind.list(context).filter((item) => matches(item))
  if (request.sort === null) return found
  const field = findField(kind.fields, request.sort.by)
  if (field === null) throw new QueryError(`Query parameter is not supported: ${request.sort.by}`)
  const compare = compareBy(field, context)
  return found.sort(request.sort.descending ? (left, right) => compare(right, left) : compare)
}

const toReferences = (kind: AnyEntityKind, items: readonly unknown[], context: ReplyContext) => ({
  itemTag: 'Ref',
  items: items.map((item) => toReference(kind.identity(item), kind.upLinks(item, context))),
})

const toEntities = (kind: AnyEntityKind, items: readonly unknown[], context: ReplyContext) => ({
  tag: 'Entities',
  members: ENTITY_LISTS.map((name): WireMember =>
    own(
      name,
      name === kind.listTag
        ? { itemTag: kind.itemTag, items: items.map((item) => kind.entity(item, context, kind.itemTag)) }
        : null,
    ),
  ),
})

function toPageLinks(request: QueryRequest, pagesCount: number): WireLink[] {
  const link = (rel: string, page: number): WireLink => ({
    rel,
    href: toHref(`/query?${toQueryString(request, page)}`),
  })
  return [
    link('First', 1),
    ...(request.page > 1 ? [link('Previous', request.page - 1)] : []),
    ...(request.page < pagesCount ? [link('Next', request.page + 1)] : []),
    link('Last', pagesCount),
  ]
}
