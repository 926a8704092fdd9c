import type { Replica, ReplicaPoint } from '../estate/estate'
import { toHref, toUid } from '../wire/em-address'
import { type WireLink, attribute, own, toEntity } from '../wire/wire-node'
import { type EntityKind, toAlternateLink, toServerLink, toServerName } from './entity-kind'
import type { ReplyContext } from './reply-context'

const replicaIdentity = (replica: Replica) => ({
  type: 'CloudReplica',
  href: toHref(`/cloud/replicas/${replica.id}?format=Entity`),
  name: replica.name,
  uid: toUid('CloudReplica', replica.id),
})

const isVisible =
  (context: ReplyContext) =>
  (item: { tenantId: string }): boolean =>
    context.onlyTenantId === null || item.tenantId === context.onlyTenantId

export const replicaKind: EntityKind<Replica> = {
  type: 'CloudReplica',
  listTag: 'CloudReplicas',
  itemTag: 'CloudReplica',
  path: '/cloud/replicas',
  right: 'replicas',
  noun: 'cloud replica',
  list: (context) => context.database.estate.replicas.filter(isVisible(context)),
  find: (id, context) => replicaKind.list(context).find((replica) => replica.id === id) ?? null,
  identity: replicaIdentity,
  upLinks: (replica, context) => [toServerLink(replica.serverId, context)],
  entity: (replica, context, tag) =>
    toEntity(
      replicaIdentity(replica),
      [
        toServerLink(replica.serverId, context),
        toAlternateLink(replicaIdentity(replica)),
        {
          rel: 'Down',
          href: toHref(`/cloud/replicas/${replica.id}/vmReplicaPoints`),
          type: 'CloudVmReplicaPointReferenceList',
        },
      ],
      [own('Platform', replica.platform)],
      tag,
    ),
  fields: {
    UID: { kind: 'uid', read: (replica) => replicaIdentity(replica).uid },
    Name: { kind: 'text', read: (replica) => replica.name },
    Platform: {
      kind: 'enum',
      words: ['VMware', 'HyperV', 'vCloud'],
      read: (replica) => replica.platform,
    },
  },
}

const pointIdentity = (point: ReplicaPoint) => ({
  type: 'CloudVmReplicaPoint',
  href: toHref(`/cloud/vmReplicaPoints/${point.id}?format=Entity`),
  name: point.name,
  uid: toUid('CloudVmReplicaPoint', point.id),
})

const replicaName = (point: ReplicaPoint, context: ReplyContext): string =>
  context.database.estate.replicaById.get(point.replicaId)?.name ?? point.vmName

const pointUpLinks = (point: ReplicaPoint, context: ReplyContext): WireLink[] => [
  toServerLink(point.serverId, context),
  {
    rel: 'Up',
    href: toHref(`/cloud/replicas/${point.replicaId}`),
    type: 'CloudReplicaReference',
    name: replicaName(point, context),
  },
]

export const replicaPointKind: EntityKind<ReplicaPoint> = {
  type: 'CloudVmReplicaPoint',
  listTag: 'CloudVmReplicaPoints',
  // EM tags the items of a list as replicas; only the Type attribute tells (api.md §6.3).
  itemTag: 'CloudReplica',
  path: '/cloud/vmReplicaPoints',
  right: 'replica-points',
  noun: 'cloud VM replica point',
  list: (context) => context.database.estate.points.filter(isVisible(context)),
  find: (id, context) => {
    const point = context.database.estate.pointById.get(id)
    return point !== undefined && isVisible(context)(point) ? point : null
  },
  identity: pointIdentity,
  upLinks: pointUpLinks,
  entity: (point, context, tag) =>
    toEntity(
      pointIdentity(point),
      [...pointUpLinks(point, context), toAlternateLink(pointIdentity(point))],
      [
        own('CreationTimeUTC', context.time(point.createdAtMs)),
        own('VmName', null),
        own('PointType', point.pointType),
        own('State', context.database.pointState(point, context.nowMs)),
        attribute('VmDisplayName', point.vmName),
      ],
      tag,
    ),
  fields: {
    UID: { kind: 'uid', read: (point) => pointIdentity(point).uid },
    Name: { kind: 'text', read: (point) => point.name },
    CreationTime: { kind: 'instant', read: (point) => point.createdAtMs },
    VmName: { kind: 'text', read: (point) => point.vmName },
    VmDisplayName: { kind: 'text', read: (point) => point.vmName },
    Type: {
      kind: 'enum',
      words: ['CDP', 'Full', 'ReverseIncrement', 'Increment', 'Snapshot'],
      read: (point) => point.pointType,
    },
    ReplicaUid: { kind: 'uid', read: (point) => toUid('CloudReplica', point.replicaId) },
    ReplicaName: { kind: 'text', read: replicaName },
    BackupServerUid: { kind: 'uid', read: (point) => toUid('BackupServer', point.serverId) },
    BackupServerName: { kind: 'text', read: (point, context) => toServerName(point.serverId, context) },
    State: {
      kind: 'enum',
      words: ['Unknown', 'Ready', 'Failover', 'Failback', 'PermanentFailover'],
      read: (point, context) => context.database.pointState(point, context.nowMs),
    },
  },
}
