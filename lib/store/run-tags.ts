import 'server-only'
import type { Kysely } from 'kysely'
import { toTag, toText } from './rows'
import type { Tables } from './tables'
import type { SessionId } from '@/lib/failover/ids'
import type { RunKind } from '@/lib/failover/role'
import type { RunTag } from '@/lib/failover/run-tag'

/** What a run was tagged as before, and what it is now. */
export type TagChange = { before: RunTag | null; now: RunTag | null }

/**
 * Tags a run, or takes its tag away (`kind` null). Saying the same once more leaves who said it first.
 * @returns null if the run is not written down (yet)
 */
export async function tagRun(
  db: Kysely<Tables>,
  emId: number,
  tag: { id: SessionId; kind: RunKind | null; setBy: string; setAtMs: number },
): Promise<TagChange | null> {
  return db.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom('sessions')
      .select(['no', 'kind', 'kind_ms', 'kind_by'])
      .where('em_id', '=', emId)
      .where('id', '=', tag.id)
      .executeTakeFirst()
    if (row === undefined) return null
    const before = toTag(row)
    if (row.kind === tag.kind) return { before, now: before }
    const columns =
      tag.kind === null
        ? { kind: null, kind_ms: null, kind_by: null }
        : { kind: tag.kind, kind_ms: tag.setAtMs, kind_by: toText(tag.setBy) }
    await transaction.updateTable('sessions').set(columns).where('no', '=', row.no).execute()
    return { before, now: toTag(columns) }
  })
}
