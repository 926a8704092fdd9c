import 'server-only'
import type { Client } from './client'
import type { Log } from './log'
import type { Principal } from '@/lib/auth/principal'
import type { AuditAction } from '@/lib/failover/audit'
import type { AuditDetail, AuditEntry } from '@/lib/store/audit-events'
import type { StoreDoor } from '@/lib/store/store-door'

export type AuditNote = {
  action: AuditAction
  /** Who did it; a visitor is somebody without a name, `system` the monitor itself. */
  by: Principal | { kind: 'visitor'; name: string | null } | { kind: 'system' }
  client: Client | null
  object?: { kind: string; id: string; name?: string | null }
  detail?: AuditDetail
}

export type Audit = {
  /**
   * Writes down what happened. It never fails what it tells of: a person who withdraws a link must not be stopped by a
   * full disk. What could not be written stands in the log.
   */
  note: (note: AuditNote) => Promise<void>
}

export function createAudit(door: Pick<StoreDoor, 'use'>, log: Log, now: () => number): Audit {
  return {
    async note({ action, by, client, object, detail = {} }) {
      const entry: AuditEntry = {
        atMs: now(),
        actor: toActor(by),
        address: client?.kept ?? null,
        action,
        object: object ? { kind: object.kind, id: object.id, name: object.name ?? null } : null,
        detail,
      }
      try {
        await door.use((store) => store.appendAudit(entry))
      } catch (error) {
        log({
          level: 'error',
          event: 'audit_not_written',
          message: error instanceof Error ? error.message : String(error),
          entry: JSON.stringify(entry),
        })
      }
    },
  }
}

function toActor(by: AuditNote['by']): AuditEntry['actor'] {
  switch (by.kind) {
    case 'staff':
      return { kind: 'staff', id: by.personId, name: by.name }
    case 'share':
      return { kind: 'share', id: by.linkId, name: null }
    case 'screen':
      return { kind: 'screen', id: by.screenId, name: by.name }
    case 'visitor':
      return { kind: 'visitor', id: null, name: by.name }
    case 'system':
      return { kind: 'system', id: null, name: null }
    case 'nobody':
      return { kind: 'visitor', id: null, name: null }
    default:
      return by satisfies never
  }
}
