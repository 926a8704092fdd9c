import 'server-only'
import type { BackupServer } from '@/lib/failover/failover-session'
import type { Listed } from './em-client'
import type { EmGet } from './em-get'
import { toIdentity, toListed, type EntityKind } from './entity'
import { wordOf, type WireNode } from './wire-node'

const SERVER: EntityKind = { type: 'BackupServer', segment: 'backupServers', what: 'backup servers' }

/** @throws {ReadError} `forbidden` for restore operators (§4) */
export async function readBackupServers(get: EmGet, signal?: AbortSignal): Promise<Listed<BackupServer>> {
  const path = '/api/backupServers?format=Entity'
  return toListed(
    await get({ path, what: SERVER.what, priority: 'optional', signal }),
    SERVER,
    toBackupServer,
  )
}

/** @returns null without an id */
export function toBackupServer(node: WireNode): BackupServer | null {
  const identity = toIdentity(node, SERVER)
  return identity === null ? null : { ...identity, version: wordOf(node, 'Version') }
}
