import 'server-only'
import type { Kysely } from 'kysely'
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

/** As many values as one statement takes on either engine, with room to spare. */
const MOST_VALUES = 1_000
/** So many series between two pauses. */
const SERIES_AT_ONCE = 50

/**
 * One series after the other, each read along its key: what it costs does not depend on how a database plans a join of
 * a table with itself, which PostgreSQL does badly for rows that it has not counted yet.
 */
async function thinSession(db: Kysely<Tables>, no: number, step: number, everyMs: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await thinSeries(transaction, { table: 'session_samples', of: { session_no: no } }, everyMs)
    const tasks = await transaction
      .selectFrom('task_samples')
      .select('task_no')
      .distinct()
      .where('session_no', '=', no)
      .execute()
    for (const [index, task] of tasks.entries()) {
      await thinSeries(transaction, { table: 'task_samples', of: { session_no: no, ...task } }, everyMs)
      if (index % SERIES_AT_ONCE === SERIES_AT_ONCE - 1) await breathe()
    }
    await transaction.updateTable('sessions').set({ thinned: step }).where('no', '=', no).execute()
  })
}

/** The run's own, or that of one VM in it. */
type Series =
  | { table: 'session_samples'; of: { session_no: number } }
  | { table: 'task_samples'; of: { session_no: number; task_no: number } }

async function thinSeries(db: Kysely<Tables>, { table, of }: Series, everyMs: number): Promise<void> {
  const series = await db
    .selectFrom(table)
    .select('at_ms')
    .where((eb) => eb.and(of))
    .orderBy('at_ms')
    .execute()
  for (const surplus of toSurplus(series, everyMs))
    await db
      .deleteFrom(table)
      .where((eb) => eb.and(of))
      .where('at_ms', 'in', surplus)
      .execute()
}

/** Moments that go, in parts: those with a later one in their span, but never the first of a series. @param series in order */
function toSurplus(series: readonly { at_ms: number }[], everyMs: number): number[][] {
  const spanOf = (atMs: number): number => Math.floor(atMs / everyMs)
  const surplus = series.flatMap(({ at_ms: atMs }, index) => {
    const next = series[index + 1]
    return index > 0 && next !== undefined && spanOf(next.at_ms) === spanOf(atMs) ? [atMs] : []
  })
  const parts: number[][] = []
  for (let from = 0; from < surplus.length; from += MOST_VALUES)
    parts.push(surplus.slice(from, from + MOST_VALUES))
  return parts
}
