import 'server-only'
import type { Replica } from '@/lib/failover/failover-session'
import { parseGuid } from '@/lib/failover/ids'
import { ReadError } from '@/lib/failover/read-error'
import type { EmGet } from './em-get'
import { toIdentity, toSingle, toUpLink, type EntityKind } from './entity'
import { wordOf, type WireNode } from './wire-node'

const REPLICA: EntityKind = { type: 'CloudReplica', segment: 'replicas', what: 'replica' }

/** @throws {ReadError} `not_found` if EM does not know the id, or if it is none */
export async function readReplica(get: EmGet, replicaId: string, signal?: AbortSignal): Promise<Replica> {
  const id = parseGuid(replicaId)
  if (id === null) throw new ReadError('not_found', 'There is no replica with such an id')
  const path = `/api/cloud/replicas/${id}?format=Entity`
  const document = await get({ path, what: REPLICA.what, priority: 'optional', signal })
  return toSingle(document, REPLICA, toReplica, id)
}

/** @returns null if the node holds no id */
export function toReplica(node: WireNode): Replica | null {
  const identity = toIdentity(node, REPLICA)
  if (identity === null) return null
  return { ...identity, platform: wordOf(node, 'Platform'), backupServer: toUpLink(node, 'backupServers') }
}
