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

/**
 * The points of one replica with their facts, in one read. A server that answers with references all the same gives ids
 * and names, and the facts are null.
 * @throws {ReadError} `not_found` if EM does not know the replica, or if it is no id
 * @see EM wire reference §6.3
 */
export async function readReplicaPointsOfReplica(
  get: EmGet,
  replicaId: string,
  signal?: AbortSignal,
): Promise<Listed<ReplicaPoint>> {
  const id = parseGuid(replicaId)
  if (id === null) throw new ReadError('not_found', 'There is no replica with such an id')
  const path = `/api/cloud/replicas/${id}/vmReplicaPoints?format=Entity`
  const document = await get({ path, what: POINTS_WHAT, priority: 'optional', signal })
  const items = new Map<ReplicaPointId, ReplicaPoint>()
  let unreadable = 0
  for (const node of toRootItems(document, LIST_NAMES, POINTS_WHAT)) {
    if (node.name !== null && !ITEM_NAMES.some((name) => hasName(node, name))) continue
    const point = isPoint(node) ? toReplicaPoint(node) : null
    if (point === null) unreadable += 1
    else if (!items.has(point.id)) items.set(point.id, point)
  }
  return { items: [...items.values()], unreadable }
}

/** Entities first, then references; EM tags the entities as replicas (§6.3). */
const LIST_NAMES = ['CloudVmReplicaPoints', 'CloudVmReplicaPointList', 'EntityReferences', 'Refs'] as const
const ITEM_NAMES = ['CloudReplica', POINT.type, 'Ref'] as const

/** Only the Type tells a point from a replica under the same tag; where it is missing, the list's name has to do. */
function isPoint(node: WireNode): boolean {
  const type = wordOf(node, 'Type')?.toLowerCase() ?? null
  return type === null || type.startsWith(POINT.type.toLowerCase())
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
