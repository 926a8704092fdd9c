import 'server-only'
import type { Kysely, Selectable } from 'kysely'
import { lockSession } from './lock-session'
import { toText } from './rows'
import type { Tables } from './tables'
import type { Finalisation, FinalOutcome } from '@/lib/failover/finalisation'
import type { SessionId } from '@/lib/failover/ids'

/** `overtaken`: somebody else has recorded something since; nothing was written. */
export type FinalisationChange = {
  kind: 'recorded' | 'same' | 'overtaken'
  before: Finalisation | null
  now: Finalisation | null
}

/**
 * Records what became of a failover; earlier words stay beneath it.
 * @param said `seenAtMs`: when that was recorded which the person saw, null: nothing; undefined: whatever there is
 * @returns null if the run is not written down (yet)
 */
export async function recordFinalisation(
  db: Kysely<Tables>,
  emId: number,
  said: {
    id: SessionId
    outcome: FinalOutcome | null
    note: string | null
    by: string
    atMs: number
    seenAtMs: number | null | undefined
  },
): Promise<FinalisationChange | null> {
  return db.transaction().execute(async (transaction) => {
    const sessionNo = await lockSession(transaction, emId, said.id)
    if (sessionNo === null) return null
    const row = await transaction
      .selectFrom('finalisations')
      .selectAll()
      .where('session_no', '=', sessionNo)
      .orderBy('no', 'desc')
      .limit(1)
      .executeTakeFirst()
    const before = row === undefined ? null : toFinalisation(row)
    if (said.seenAtMs !== undefined && said.seenAtMs !== (before?.atMs ?? null))
      return { kind: 'overtaken', before, now: before }
    const note = toText(said.note)
    if (said.outcome === (before?.outcome ?? null) && note === (before?.note ?? null))
      return { kind: 'same', before, now: before }
    const written = {
      em_id: emId,
      session_no: sessionNo,
      outcome: said.outcome,
      // The moment names what a person has seen: two in one moment, or a clock set back, must not share it.
      at_ms: Math.max(said.atMs, (row?.at_ms ?? 0) + 1),
      recorded_by: toText(said.by) ?? '',
      note,
    }
    await transaction.insertInto('finalisations').values(written).execute()
    return { kind: 'recorded', before, now: toFinalisation(written) }
  })
}

/** What was recorded last of each run; a run of which nothing counts any more is not among them. */
export async function listFinalisations(
  db: Kysely<Tables>,
  emId: number,
): Promise<Map<SessionId, Finalisation>> {
  const rows = await db
    .selectFrom('finalisations')
    .innerJoin('sessions', 'sessions.no', 'finalisations.session_no')
    .selectAll('finalisations')
    .select('sessions.id as session_id')
    .where('finalisations.em_id', '=', emId)
    .where('finalisations.no', 'in', (eb) =>
      eb
        .selectFrom('finalisations as newest')
        .select((newest) => newest.fn.max('newest.no').as('no'))
        .groupBy('newest.session_no'),
    )
    .execute()
  const found = new Map<SessionId, Finalisation>()
  for (const row of rows) {
    const finalisation = toFinalisation(row)
    if (finalisation) found.set(row.session_id as SessionId, finalisation) // safe: only ids were ever written there
  }
  return found
}

function toFinalisation(
  row: Pick<Selectable<Tables['finalisations']>, 'outcome' | 'at_ms' | 'recorded_by' | 'note'>,
): Finalisation | null {
  if (row.outcome === null) return null
  return { outcome: row.outcome, atMs: row.at_ms, by: row.recorded_by, note: row.note }
}
