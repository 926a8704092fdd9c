import 'server-only'
import { sql, type Kysely } from 'kysely'
import { breathe } from './breathe'
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
      // Not by `<=`: only with single values does the index lead on to the moment.
      .where('thinned', 'in', from === 0 ? [0] : [0, 1])
      .where('observed_ms', '<', beforeMs)
      .limit(MOST_AT_ONCE)
      .execute()
    for (const { no } of due) {
      await thinSession(db, no, from + 1, everyMs)
      await breathe()
    }
    if (due.length > 0) return { thinned: due.length }
  }
  return { thinned: 0 }
}

/** Each sample costs two steps along the key, however many there are: one that has a later one in its span, and an earlier one. */
async function thinSession(db: Kysely<Tables>, no: number, step: number, everyMs: number): Promise<void> {
  const every = sql.lit(everyMs)
  await db.transaction().execute(async (transaction) => {
    await sql`
      delete from session_samples where session_no = ${no}
        and exists (select 1 from session_samples as later where later.session_no = ${no}
          and later.at_ms > session_samples.at_ms
          and later.at_ms < (session_samples.at_ms / ${every} + 1) * ${every})
        and exists (select 1 from session_samples as earlier where earlier.session_no = ${no}
          and earlier.at_ms < session_samples.at_ms)`.execute(transaction)
    await sql`
      delete from task_samples where session_no = ${no}
        and exists (select 1 from task_samples as later where later.session_no = ${no}
          and later.task_no = task_samples.task_no
          and later.at_ms > task_samples.at_ms
          and later.at_ms < (task_samples.at_ms / ${every} + 1) * ${every})
        and exists (select 1 from task_samples as earlier where earlier.session_no = ${no}
          and earlier.task_no = task_samples.task_no
          and earlier.at_ms < task_samples.at_ms)`.execute(transaction)
    await transaction.updateTable('sessions').set({ thinned: step }).where('no', '=', no).execute()
  })
}
