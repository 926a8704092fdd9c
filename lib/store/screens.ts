import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Kysely, Selectable } from 'kysely'
import { toText } from './rows'
import type { Tables } from './tables'

/** A wall display that somebody has approved. Withdrawn ones stay, so that it can be said since when. */
export type Screen = {
  id: string
  name: string
  /** JSON; its form is the business of lib/auth/screen-scope. */
  scope: string
  createdAtMs: number
  createdBy: string
  contactAtMs: number | null
  client: string | null
  revokedAtMs: number | null
  revokedBy: string | null
  /** JSON, see lib/api/screen-settings; null: as they are from the start. */
  settings: string | null
  /** JSON of what it last said of itself. */
  report: string | null
}

const toScreen = (row: Selectable<Tables['screens']>): Screen => ({
  id: row.id,
  name: row.name,
  scope: row.scope,
  createdAtMs: row.created_ms,
  createdBy: row.created_by,
  contactAtMs: row.contact_ms,
  client: row.client,
  revokedAtMs: row.revoked_ms,
  revokedBy: row.revoked_by,
  settings: row.settings,
  report: row.report,
})

/**
 * Makes the device that shows a code a screen: what it holds becomes the screen's token, and the code is used up.
 * @returns null if no device shows the code, or no longer
 */
export async function approveScreen(
  db: Kysely<Tables>,
  emId: number,
  approval: { codeHash: string; name: string; scope: string; by: string; atMs: number },
): Promise<Screen | null> {
  const { codeHash, name, scope, by, atMs } = approval
  return db.transaction().execute(async (transaction) => {
    // Taking the row away is what only one of two approvals can do.
    const pairing = await transaction
      .deleteFrom('screen_pairings')
      .where('em_id', '=', emId)
      .where('code_hash', '=', codeHash)
      .where('expires_ms', '>', atMs)
      .returning(['token_hash', 'client'])
      .executeTakeFirst()
    if (pairing === undefined) return null
    const row = await transaction
      .insertInto('screens')
      .values({
        em_id: emId,
        id: randomUUID(),
        name: toText(name) ?? '',
        scope: toText(scope) ?? '',
        token_hash: pairing.token_hash,
        created_ms: atMs,
        created_by: toText(by) ?? '',
        contact_ms: null,
        client: pairing.client,
        revoked_ms: null,
        revoked_by: null,
        settings: null,
        report: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    return toScreen(row)
  })
}

export async function findScreen(
  db: Kysely<Tables>,
  emId: number,
  tokenHash: string,
): Promise<Screen | null> {
  const row = await db
    .selectFrom('screens')
    .selectAll()
    .where('em_id', '=', emId)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row === undefined ? null : toScreen(row)
}

/** Those in force first, by name; then the withdrawn ones, newest first. */
export async function listScreens(db: Kysely<Tables>, emId: number): Promise<Screen[]> {
  const rows = await db
    .selectFrom('screens')
    .selectAll()
    .where('em_id', '=', emId)
    .orderBy('revoked_ms', (order) => order.desc().nullsFirst())
    .orderBy('name')
    .orderBy('no')
    .execute()
  return rows.map(toScreen)
}

/** @returns the screen as it was and as it is; null if there is none in force */
export async function changeScreen(
  db: Kysely<Tables>,
  emId: number,
  id: string,
  change: { name?: string | undefined; scope?: string | undefined; settings?: string | undefined },
): Promise<{ before: Screen; after: Screen } | null> {
  return db.transaction().execute(async (transaction) => {
    const before = await transaction
      .selectFrom('screens')
      .selectAll()
      .where('em_id', '=', emId)
      .where('id', '=', id)
      .where('revoked_ms', 'is', null)
      .executeTakeFirst()
    if (before === undefined) return null
    const after = {
      name: toText(change.name ?? before.name) ?? '',
      scope: toText(change.scope ?? before.scope) ?? '',
      settings: toText(change.settings ?? before.settings),
    }
    const { numUpdatedRows } = await transaction
      .updateTable('screens')
      .set(after)
      .where('no', '=', before.no)
      .where('revoked_ms', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows === 0n
      ? null
      : { before: toScreen(before), after: toScreen({ ...before, ...after }) }
  })
}

/** @returns null if there is no such screen in force */
export async function revokeScreen(
  db: Kysely<Tables>,
  emId: number,
  id: string,
  { by, atMs }: { by: string; atMs: number },
): Promise<Screen | null> {
  const row = await db
    .updateTable('screens')
    .set({ revoked_ms: atMs, revoked_by: toText(by) })
    .where('em_id', '=', emId)
    .where('id', '=', id)
    .where('revoked_ms', 'is', null)
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? null : toScreen(row)
}

/** Notes that the screen has asked, with what, and what it said of itself; null leaves what it said before. */
export async function touchScreen(
  db: Kysely<Tables>,
  emId: number,
  id: string,
  contact: { atMs: number; client: string; report: string | null },
): Promise<void> {
  await db
    .updateTable('screens')
    .set({
      contact_ms: contact.atMs,
      client: toText(contact.client),
      ...(contact.report === null ? {} : { report: toText(contact.report) }),
    })
    .where('em_id', '=', emId)
    .where('id', '=', id)
    .execute()
}
