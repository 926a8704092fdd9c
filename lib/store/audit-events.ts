import 'server-only'
import type { Kysely } from 'kysely'
import { toText } from './rows'
import type { Tables } from './tables'
import type { AuditAction, AuditActorKind } from '@/lib/failover/audit'

export type AuditDetail = Record<string, string | number | boolean | null>

export type AuditEntry = {
  atMs: number
  actor: { kind: AuditActorKind; id: string | null; name: string | null }
  /** As much of it as the settings keep. */
  address: string | null
  action: AuditAction
  object: { kind: string; id: string; name: string | null } | null
  detail: AuditDetail
}

export type AuditEvent = Omit<AuditEntry, 'action'> & { no: number; action: string }

/** Adds to the book. Nothing takes away from it: the database refuses. */
export async function appendAudit(db: Kysely<Tables>, emId: number, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit_events')
    .values({
      em_id: emId,
      at_ms: entry.atMs,
      actor_kind: entry.actor.kind,
      actor_id: entry.actor.id,
      actor_name: toText(entry.actor.name),
      address: entry.address,
      action: entry.action,
      object_kind: entry.object?.kind ?? null,
      object_id: toText(entry.object?.id ?? null),
      object_name: toText(entry.object?.name ?? null),
      detail: toText(JSON.stringify(entry.detail)) ?? '{}',
    })
    .execute()
}

/** Whether exactly this was noted before, by whomever `actorId` names. */
export async function holdsAudit(
  db: Kysely<Tables>,
  emId: number,
  asked: { action: AuditAction; actorId: string; objectId: string; detail: AuditDetail },
): Promise<boolean> {
  const row = await db
    .selectFrom('audit_events')
    .select('no')
    .where('em_id', '=', emId)
    .where('action', '=', asked.action)
    .where('actor_id', '=', asked.actorId)
    .where('object_id', '=', asked.objectId)
    .where('detail', '=', toText(JSON.stringify(asked.detail)))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Everybody on the staff who ever did something, by the name of the last time, for the filter of the book. */
export async function listAuditPeople(
  db: Kysely<Tables>,
  emId: number,
): Promise<{ id: string; name: string | null }[]> {
  const newest = db
    .selectFrom('audit_events')
    .select((eb) => eb.fn.max('no').as('no'))
    .where('em_id', '=', emId)
    .where('actor_kind', '=', 'staff')
    .where('actor_id', 'is not', null)
    .groupBy('actor_id')
  const rows = await db
    .selectFrom('audit_events')
    .select(['actor_id', 'actor_name'])
    .where('no', 'in', newest)
    .execute()
  return rows
    .map((row) => ({ id: row.actor_id ?? '', name: row.actor_name }))
    .sort((a, b) => (a.name ?? '').localeCompare(b.name ?? ''))
}

/** Newest first; `before` is the number of the last event that the asker has. */
export async function listAudit(
  db: Kysely<Tables>,
  emId: number,
  asked: {
    limit: number
    before?: number | undefined
    action?: string | undefined
    actor?: string | undefined
  },
): Promise<AuditEvent[]> {
  let query = db.selectFrom('audit_events').selectAll().where('em_id', '=', emId)
  if (asked.before !== undefined) query = query.where('no', '<', asked.before)
  if (asked.action !== undefined) query = query.where('action', '=', asked.action)
  if (asked.actor !== undefined) query = query.where('actor_id', '=', asked.actor)
  const rows = await query.orderBy('no', 'desc').limit(asked.limit).execute()
  return rows.map((row) => ({
    no: row.no,
    atMs: row.at_ms,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    address: row.address,
    action: row.action,
    object:
      row.object_kind === null
        ? null
        : { kind: row.object_kind, id: row.object_id ?? '', name: row.object_name },
    detail: JSON.parse(row.detail) as AuditDetail, // safe: written above
  }))
}
