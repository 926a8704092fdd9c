import 'server-only'
import { sql, type Kysely } from 'kysely'
import { chunks } from './chunks'
import type { Tables } from './tables'
import { countUnlisted } from './write-sessions'

/**
 * Notes that EM's whole list was read, and which sessions it no longer held. A session that had not been seen to end is
 * over then, as far as anybody can say, and nobody knows how.
 * @throws the database's error
 */
export async function writeList(
  db: Kysely<Tables>,
  emId: number,
  list: { observedAtMs: number; goneIds: readonly string[] },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const ids of chunks(list.goneIds)) {
      const gone = await transaction
        .updateTable('sessions')
        .set({ in_em: 0, outcome: sql`case when ended = 1 then outcome else 'unknown' end` })
        .where('em_id', '=', emId)
        .where('in_em', '=', 1)
        .where('observed_ms', '<=', list.observedAtMs)
        .where('id', 'in', ids)
        .returning('no')
        .execute()
      if (gone.length === 0) continue
      await countUnlisted(transaction, emId, gone.length)
      // Nothing more can come of them, so no gap of theirs goes on.
      await transaction
        .updateTable('gaps')
        .set({ to_ms: list.observedAtMs })
        .where('to_ms', 'is', null)
        .where(
          'session_no',
          'in',
          gone.map((row) => row.no),
        )
        .execute()
    }
    await transaction
      .updateTable('enterprise_managers')
      .set({ list_observed_ms: list.observedAtMs })
      .where('id', '=', emId)
      .execute()
  })
}
