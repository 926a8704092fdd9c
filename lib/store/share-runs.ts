import 'server-only'
import type { Kysely } from 'kysely'
import type { Tables } from './tables'
import type { SessionId } from '@/lib/failover/ids'

/** Shows one more run by a link, as its newest. @returns why it could not */
export async function addShareRun(
  db: Kysely<Tables>,
  emId: number,
  linkNo: number,
  run: { sessionId: SessionId; by: string; atMs: number },
): Promise<'added' | 'there_already'> {
  return db.transaction().execute(async (transaction) => {
    const { newest } = await transaction
      .selectFrom('share_runs')
      .select((eb) => eb.fn.max('added_ms').as('newest'))
      .where('link_no', '=', linkNo)
      .executeTakeFirstOrThrow()
    const result = await transaction
      .insertInto('share_runs')
      .values({
        em_id: emId,
        link_no: linkNo,
        session_id: run.sessionId,
        // The order tells which one tenants see: two in one moment, or a clock set back, must not turn it round.
        added_ms: Math.max(run.atMs, (newest ?? 0) + 1),
        added_by: run.by,
      })
      .onConflict((conflict) => conflict.columns(['link_no', 'session_id']).doNothing())
      .executeTakeFirst()
    return (result.numInsertedOrUpdatedRows ?? 0n) > 0n ? 'added' : 'there_already'
  })
}

/** Takes a run from a link, which keeps at least one. */
export async function removeShareRun(
  db: Kysely<Tables>,
  emId: number,
  linkNo: number,
  sessionId: SessionId,
): Promise<'removed' | 'not_there' | 'last_one'> {
  return db.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom('share_runs')
      .select('session_id')
      .where('em_id', '=', emId)
      .where('link_no', '=', linkNo)
      .execute()
    if (!rows.some((row) => row.session_id === sessionId)) return 'not_there'
    if (rows.length === 1) return 'last_one'
    await transaction
      .deleteFrom('share_runs')
      .where('link_no', '=', linkNo)
      .where('session_id', '=', sessionId)
      .execute()
    return 'removed'
  })
}
