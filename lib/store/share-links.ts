import 'server-only'
import { randomUUID } from 'node:crypto'
import type { ExpressionBuilder, Insertable, Kysely, Transaction, Updateable } from 'kysely'
import type { ShareLinksTable } from './access-tables'
import { loadShareLinks, type StoredShareLink } from './load-share-links'
import { writeAliases } from './share-aliases'
import { toText } from './rows'
import type { Tables } from './tables'
import type { EntityLink } from '@/lib/failover/failover-session'
import type { SessionId } from '@/lib/failover/ids'

/** What can be set on a link; undefined leaves it. */
export type ShareLinkChange = {
  label?: string | undefined
  language?: string | undefined
  timeZone?: string | undefined
  expiresMs?: number | null | undefined
  /** Null takes it away. Either way what was unlocked is locked again. */
  passcodeHash?: string | null | undefined
  showVms?: ShareLinksTable['show_vms'] | undefined
  showFailures?: ShareLinksTable['show_failures'] | undefined
  failureNote?: string | null | undefined
  message?: string | null | undefined
  next?: string | null | undefined
  providerName?: string | null | undefined
  contact?: string | null | undefined
  accent?: string | null | undefined
  /** VM name → alias; others stay. */
  aliases?: ReadonlyMap<string, string> | undefined
}

export type NewShareLink = ShareLinkChange & {
  label: string
  language: string
  timeZone: string
  afterEndHours: number
  showVms: ShareLinksTable['show_vms']
  showFailures: ShareLinksTable['show_failures']
  tenant: EntityLink | null
  sessionId: SessionId
  tokenHash: string
}

type By = { by: string; atMs: number }

/** @returns the id of the link */
export async function createShareLink(
  db: Kysely<Tables>,
  emId: number,
  link: NewShareLink,
  { by, atMs }: By,
): Promise<string> {
  const id = randomUUID()
  await db.transaction().execute(async (transaction) => {
    const row: Insertable<ShareLinksTable> = {
      em_id: emId,
      id,
      label: toText(link.label) ?? '',
      language: link.language,
      time_zone: link.timeZone,
      after_end_hours: link.afterEndHours,
      show_vms: link.showVms,
      show_failures: link.showFailures,
      tenant_id: link.tenant?.id ?? null,
      tenant_name: toText(link.tenant?.name ?? null),
      state: 'active',
      state_ms: atMs,
      state_by: by,
      created_ms: atMs,
      created_by: by,
    }
    const { no } = await transaction
      .insertInto('share_links')
      .values(row)
      .returning('no')
      .executeTakeFirstOrThrow()
    const columns = toColumns(link, atMs)
    if (Object.keys(columns).length > 0)
      await transaction.updateTable('share_links').set(columns).where('no', '=', no).execute()
    await insertToken(transaction, emId, no, link.tokenHash, atMs)
    await transaction
      .insertInto('share_runs')
      .values({ em_id: emId, link_no: no, session_id: link.sessionId, added_ms: atMs, added_by: by })
      .execute()
    if (link.aliases) await writeAliases(transaction, emId, no, link.aliases)
  })
  return id
}

/** @returns the link that the token ever belonged to, and whether another token has taken its place */
export async function findShareLinkByToken(
  db: Kysely<Tables>,
  emId: number,
  tokenHash: string,
): Promise<{ link: StoredShareLink; replaced: boolean } | null> {
  const token = await db
    .selectFrom('share_tokens')
    .select(['link_no', 'ended_ms'])
    .where('em_id', '=', emId)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  if (token === undefined) return null
  const row = await db
    .selectFrom('share_links')
    .selectAll()
    .where('no', '=', token.link_no)
    .executeTakeFirstOrThrow()
  const [link] = await loadShareLinks(db, [row])
  return link === undefined ? null : { link, replaced: token.ended_ms !== null }
}

export async function findShareLink(
  db: Kysely<Tables>,
  emId: number,
  id: string,
): Promise<StoredShareLink | null> {
  const rows = await db
    .selectFrom('share_links')
    .selectAll()
    .where('em_id', '=', emId)
    .where('id', '=', id)
    .execute()
  return (await loadShareLinks(db, rows))[0] ?? null
}

/** All links, newest first. */
export async function listShareLinks(db: Kysely<Tables>, emId: number): Promise<StoredShareLink[]> {
  const rows = await db
    .selectFrom('share_links')
    .selectAll()
    .where('em_id', '=', emId)
    .orderBy('created_ms', 'desc')
    .orderBy('no', 'desc')
    .execute()
  return loadShareLinks(db, rows)
}

/** @returns false if there is no such link, or it was revoked */
export async function changeShareLink(
  db: Kysely<Tables>,
  emId: number,
  id: string,
  change: ShareLinkChange,
  atMs: number,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const no = await lockLink(transaction, emId, id)
    if (no === null) return false
    const columns = toColumns(change, atMs)
    if (Object.keys(columns).length > 0)
      await transaction.updateTable('share_links').set(columns).where('no', '=', no).execute()
    if (change.passcodeHash !== undefined) {
      await transaction
        .updateTable('share_links')
        .set((eb) => ({ passcode_version: eb('passcode_version', '+', 1) }))
        .where('no', '=', no)
        .execute()
    }
    if (change.aliases) await writeAliases(transaction, emId, no, change.aliases)
    return true
  })
}

/** Gives the link another token; the old one is known as replaced. @returns false as changeShareLink */
export async function replaceShareToken(
  db: Kysely<Tables>,
  emId: number,
  id: string,
  tokenHash: string,
  atMs: number,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const no = await lockLink(transaction, emId, id)
    if (no === null) return false
    await endTokens(transaction, no, atMs)
    await insertToken(transaction, emId, no, tokenHash, atMs)
    return true
  })
}

/** Pauses a link that is active. Its token stays in use, so that its address says so. @returns false if it was not */
export async function pauseShareLink(
  db: Kysely<Tables>,
  emId: number,
  id: string,
  { by, atMs }: By,
): Promise<boolean> {
  const result = await db
    .updateTable('share_links')
    .set({ state: 'paused', state_ms: atMs, state_by: by })
    .where('em_id', '=', emId)
    .where('id', '=', id)
    .where('state', '=', 'active')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Makes a paused link active again, always under another token. @returns false if it was not paused */
export async function resumeShareLink(
  db: Kysely<Tables>,
  emId: number,
  id: string,
  tokenHash: string,
  { by, atMs }: By,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('share_links')
      .set({ state: 'active', state_ms: atMs, state_by: by })
      .where('em_id', '=', emId)
      .where('id', '=', id)
      .where('state', '=', 'paused')
      .returning('no')
      .executeTakeFirst()
    if (row === undefined) return false
    await endTokens(transaction, row.no, atMs)
    await insertToken(transaction, emId, row.no, tokenHash, atMs)
    return true
  })
}

/** For good. @returns false if there is no such link, or it was revoked before */
export async function revokeShareLink(
  db: Kysely<Tables>,
  emId: number,
  id: string,
  { by, atMs }: By,
): Promise<boolean> {
  const result = await db
    .updateTable('share_links')
    .set({ state: 'revoked', state_ms: atMs, state_by: by })
    .where('em_id', '=', emId)
    .where('id', '=', id)
    .where('state', '!=', 'revoked')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Pauses or revokes all links of a tenant at once. @returns those that were changed */
export async function setShareLinksOfTenant(
  db: Kysely<Tables>,
  emId: number,
  tenantId: string,
  state: 'paused' | 'revoked',
  { by, atMs }: By,
): Promise<{ id: string; label: string }[]> {
  return db
    .updateTable('share_links')
    .set({ state, state_ms: atMs, state_by: by })
    .where('em_id', '=', emId)
    .where((eb) =>
      eb.or([
        eb('tenant_id', '=', tenantId),
        // Made before it was known whose run it is; the record has learnt it since.
        eb.and([eb('tenant_id', 'is', null), eb(firstTenantOf(eb), '=', tenantId)]),
      ]),
    )
    .where('state', 'in', state === 'paused' ? ['active'] : ['active', 'paused'])
    .returning(['id', 'label'])
    .execute()
}

const firstTenantOf = (eb: ExpressionBuilder<Tables, 'share_links'>) =>
  eb
    .selectFrom('share_runs')
    .leftJoin('sessions', (join) =>
      join
        .onRef('sessions.em_id', '=', 'share_runs.em_id')
        .onRef('sessions.id', '=', 'share_runs.session_id'),
    )
    .select('sessions.tenant_id')
    .whereRef('share_runs.link_no', '=', 'share_links.no')
    .orderBy('share_runs.added_ms')
    .limit(1)

/** Null: the link is not there or revoked. The row stays locked until the transaction has ended. */
async function lockLink(transaction: Transaction<Tables>, emId: number, id: string): Promise<number | null> {
  // A change that changes nothing takes the row's lock on both engines; SQLite has no "for update".
  const row = await transaction
    .updateTable('share_links')
    .set((eb) => ({ label: eb.ref('label') }))
    .where('em_id', '=', emId)
    .where('id', '=', id)
    .where('state', '!=', 'revoked')
    .returning('no')
    .executeTakeFirst()
  return row?.no ?? null
}

const endTokens = (transaction: Transaction<Tables>, linkNo: number, atMs: number) =>
  transaction
    .updateTable('share_tokens')
    .set({ ended_ms: atMs })
    .where('link_no', '=', linkNo)
    .where('ended_ms', 'is', null)
    .execute()

const insertToken = (
  transaction: Transaction<Tables>,
  emId: number,
  linkNo: number,
  tokenHash: string,
  atMs: number,
) =>
  transaction
    .insertInto('share_tokens')
    .values({ em_id: emId, link_no: linkNo, token_hash: tokenHash, made_ms: atMs })
    .execute()

function toColumns(change: ShareLinkChange, atMs: number): Updateable<ShareLinksTable> {
  const text = (value: string | null): string | null => toText(value)
  return {
    ...(change.label !== undefined && { label: toText(change.label) ?? '' }),
    ...(change.language !== undefined && { language: change.language }),
    ...(change.timeZone !== undefined && { time_zone: change.timeZone }),
    ...(change.expiresMs !== undefined && { expires_ms: change.expiresMs }),
    ...(change.passcodeHash !== undefined && { passcode_hash: change.passcodeHash }),
    ...(change.showVms !== undefined && { show_vms: change.showVms }),
    ...(change.showFailures !== undefined && { show_failures: change.showFailures }),
    ...(change.failureNote !== undefined && {
      failure_note: text(change.failureNote),
      failure_note_ms: change.failureNote === null ? null : atMs,
    }),
    ...(change.message !== undefined && {
      message: text(change.message),
      message_ms: change.message === null ? null : atMs,
    }),
    ...(change.next !== undefined && { next_text: text(change.next) }),
    ...(change.providerName !== undefined && { provider_name: text(change.providerName) }),
    ...(change.contact !== undefined && { contact: text(change.contact) }),
    ...(change.accent !== undefined && { accent: change.accent }),
  }
}
