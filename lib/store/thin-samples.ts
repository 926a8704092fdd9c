import 'server-only'
import { sql, type Kysely } from 'kysely'
import type { Tables } from './tables'

/** How long samples are kept how densely. Transitions, rows, gaps and reports are kept whole and for good. */
export type Retention = {
  /** Every sample is kept for so many days after the end of a run; */
  fullDays: number
  /** then one a minute for so many days; then one in ten minutes, for good. */
  minuteDays: number
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Runs handled in one go, so that the recorder never waits long for it. */
const MOST_AT_ONCE = 10

/**
 * Thins the samples of some runs that are due, and says whether there may be more. The first and last sample of each
 * series stay, as does the last one of each span.
 */
export async function thinSamples(
  db: Kysely<Tables>,
  emId: number,
  retention: Retention,
  nowMs: number,
): Promise<{ thinned: number }> {
  const steps = [
    { from: 1, everyMs: 10 * MINUTE_MS, beforeMs: nowMs - retention.minuteDays * DAY_MS },
    { from: 0, everyMs: MINUTE_MS, beforeMs: nowMs - retention.fullDays * DAY_MS },
  ]
  for (const { from, everyMs, beforeMs } of steps) {
    const due = await db
      .selectFrom('sessions')
      .select('no')
      .where('em_id', '=', emId)
      // Ended, or dropped by EM without an end: nothing more comes.
      .where((eb) => eb.or([eb('ended', '=', 1), eb('in_em', '=', 0)]))
      .where('thinned', '<=', from)
      .where('observed_ms', '<', beforeMs)
      .limit(MOST_AT_ONCE)
      .execute()
    for (const { no } of due) await thinSession(db, no, from + 1, everyMs)
    if (due.length > 0) return { thinned: due.length }
  }
  return { thinned: 0 }
}

async function thinSession(db: Kysely<Tables>, no: number, step: number, everyMs: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`
      delete from session_samples where session_no = ${no} and at_ms not in (
        select max(at_ms) from session_samples where session_no = ${no} group by at_ms / ${sql.lit(everyMs)}
        union select min(at_ms) from session_samples where session_no = ${no})`.execute(transaction)
    await sql`
      delete from task_samples where session_no = ${no} and (task_no, at_ms) not in (
        select task_no, max(at_ms) from task_samples where session_no = ${no}
          group by task_no, at_ms / ${sql.lit(everyMs)}
        union select task_no, min(at_ms) from task_samples where session_no = ${no} group by task_no)`.execute(
      transaction,
    )
    await transaction.updateTable('sessions').set({ thinned: step }).where('no', '=', no).execute()
  })
}
