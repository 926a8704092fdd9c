import 'server-only'
import type { Kysely } from 'kysely'
import type { Tables } from './tables'
import type { SessionId } from '@/lib/failover/ids'

export type KeptReport = { sha256: string; json: string; final: boolean; asOfMs: number }

/** Reports of a run that still went on are no evidence of it; the newest few stay for those who hold a link. */
const UNFINISHED_KEPT = 20

/**
 * Keeps a report under its checksum, so that whoever holds a print can be shown the very same text. Equal reports are
 * one. @returns false if nothing is recorded of the session
 */
export async function keepReport(
  db: Kysely<Tables>,
  emId: number,
  id: SessionId,
  report: KeptReport & { keptAtMs: number },
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const session = await transaction
      .selectFrom('sessions')
      .select('no')
      .where('em_id', '=', emId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (session === undefined) return false
    await transaction
      .insertInto('reports')
      .values({
        em_id: emId,
        session_no: session.no,
        sha256: report.sha256,
        json: report.json,
        final: report.final ? 1 : 0,
        as_of_ms: report.asOfMs,
        kept_ms: report.keptAtMs,
      })
      .onConflict((conflict) => conflict.columns(['session_no', 'sha256']).doNothing())
      .execute()
    const surplus = await transaction
      .selectFrom('reports')
      .select('sha256')
      .where('session_no', '=', session.no)
      .where('final', '=', 0)
      .orderBy('kept_ms', 'desc')
      .orderBy('sha256')
      .offset(UNFINISHED_KEPT)
      // SQLite takes an offset only with a limit.
      .limit(1_000)
      .execute()
    if (surplus.length > 0) {
      await transaction
        .deleteFrom('reports')
        .where('session_no', '=', session.no)
        .where(
          'sha256',
          'in',
          surplus.map((row) => row.sha256),
        )
        .execute()
    }
    return true
  })
}

export async function findReport(
  db: Kysely<Tables>,
  emId: number,
  id: SessionId,
  sha256: string,
): Promise<KeptReport | null> {
  const row = await db
    .selectFrom('reports')
    .innerJoin('sessions', 'sessions.no', 'reports.session_no')
    .select(['reports.sha256', 'reports.json', 'reports.final', 'reports.as_of_ms'])
    .where('sessions.em_id', '=', emId)
    .where('sessions.id', '=', id)
    .where('reports.sha256', '=', sha256)
    .executeTakeFirst()
  return row === undefined
    ? null
    : { sha256: row.sha256, json: row.json, final: row.final === 1, asOfMs: row.as_of_ms }
}
