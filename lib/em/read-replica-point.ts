import 'server-only'
import type { ReplicaPoint } from '@/lib/failover/failover-session'
import { parseGuid, parseReplicaPointId, type ReplicaPointId } from '@/lib/failover/ids'
import { ReadError } from '@/lib/failover/read-error'
import type { Listed } from './em-client'
import type { EmGet } from './em-get'
import { toIdentity, toRootItems, toSingle, toUpLink, type EntityKind } from './entity'
import { hasName, textOf, timeOf, wordOf, type WireNode } from './wire-node'

const POINT: EntityKind = { type: 'CloudVmReplicaPoint', segment: 'vmReplicaPoints', what: 'replica point' }
const POINTS_WHAT = 'replica points of a replica'

/** @throws {ReadError} `not_found` also for a point that retention has removed while a session still links it */
export async function readReplicaPoint(
  get: EmGet,
  id: ReplicaPointId,
  signal?: AbortSignal,
): Promise<ReplicaPoint> {
  const path = `/api/cloud/vmReplicaPoints/${id}?format=Entity`
  const document = await get({ path, what: POINT.what, priority: 'optional', signal })
  return toSingle(document, POINT, toReplicaPoint, id)
}

/** The list is read as references: only ids and names are asked for. */
export async function readReplicaPointsOfReplica(
  get: EmGet,
  replicaId: string,
  signal?: AbortSignal,
): Promise<Listed<{ id: ReplicaPointId; name: string | null }>> {
  const id = parseGuid(replicaId)
  if (id === null) throw new ReadError('not_found', 'There is no replica with such an id')
  const path = `/api/cloud/replicas/${id}/vmReplicaPoints`
  const document = await get({ path, what: POINTS_WHAT, priority: 'optional', signal })
  const references = toRootItems(document, ['EntityReferences', 'Refs'], POINTS_WHAT)
  const items = new Map<ReplicaPointId, { id: ReplicaPointId; name: string | null }>()
  let unreadable = 0
  for (const node of references) {
    if (node.name !== null && !hasName(node, 'Ref')) continue
    const identity = toIdentity(node, POINT)
    const pointId = identity === null ? null : parseReplicaPointId(identity.id)
    if (identity === null || pointId === null) unreadable += 1
    else if (!items.has(pointId)) items.set(pointId, { id: pointId, name: identity.name })
  }
  return { items: [...items.values()], unreadable }
}

/** @returns null if the node holds no id */
export function toReplicaPoint(node: WireNode): ReplicaPoint | null {
  const identity = toIdentity(node, POINT)
  const id = identity === null ? null : parseReplicaPointId(identity.id)
  if (identity === null || id === null) return null
  return {
    uid: identity.uid,
    id,
    name: identity.name,
    vmDisplayName: textOf(node, 'VmDisplayName'),
    creationTimeUtc: timeOf(node, 'CreationTimeUTC'),
    pointType: wordOf(node, 'PointType'),
    state: wordOf(node, 'State'),
    backupServer: toUpLink(node, 'backupServers'),
    replica: toUpLink(node, 'replicas'),
  }
}
