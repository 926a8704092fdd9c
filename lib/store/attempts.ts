import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { groupBy } from './chunks'
import { toText } from './rows'
import type { Tables } from './tables'
import type { SessionId } from '@/lib/failover/ids'

/** A run that is an attempt of a failover, who said so and when. Moments are ms since 1970. */
export type StoredAttempt = { sessionId: SessionId; startMs: number; joinedMs: number; joinedBy: string }

/** Runs that a person has said to be attempts of one failover, in the order of their starts; two at least. */
export type AttemptGroup = { id: string; runs: StoredAttempt[] }

/** Two runs that a person has said not to be attempts of one failover; the smaller id first. */
export type DeclinedPair = { one: SessionId; other: SessionId }

export type By = { by: string; atMs: number }

/** All that people have said of attempts. They do so seldom, so it is little and read whole. */
export async function readAttempts(
  db: Kysely<Tables>,
  emId: number,
): Promise<{ groups: AttemptGroup[]; declined: DeclinedPair[] }> {
  const runs = await db
    .selectFrom('attempt_runs')
    .selectAll()
    .where('em_id', '=', emId)
    .orderBy('start_ms')
    .orderBy('session_id')
    .execute()
  const pairs = await db
    .selectFrom('attempt_declines')
    .select(['session_id', 'other_id'])
    .where('em_id', '=', emId)
    .orderBy('session_id')
    .orderBy('other_id')
    .execute()
  const groups = groupBy(runs, (run) => run.group_id)
  return {
    groups: [...groups].map(([id, rows]) => ({
      id,
      runs: rows.map((row) => ({
        sessionId: row.session_id as SessionId, // safe: only a SessionId was ever written into the column
        startMs: row.start_ms,
        joinedMs: row.joined_ms,
        joinedBy: row.joined_by,
      })),
    })),
    declined: pairs.map((row) => ({
      one: row.session_id as SessionId, // safe: as above
      other: row.other_id as SessionId, // safe: as above
    })),
  }
}

/**
 * Makes runs attempts of one failover. Groups that some of them belong to already become one; who said so first of a run
 * stands. What was declined between them is declined no longer.
 * @returns how many runs were in no group before
 */
export async function joinAttempts(
  db: Kysely<Tables>,
  emId: number,
  runs: readonly Pick<StoredAttempt, 'sessionId' | 'startMs'>[],
  { by, atMs }: By,
): Promise<number> {
  const ids = runs.map(({ sessionId }) => sessionId)
  if (new Set(ids).size < 2) return 0
  return db.transaction().execute(async (transaction) => {
    const known = await transaction
      .selectFrom('attempt_runs')
      .select(['session_id', 'group_id'])
      .where('em_id', '=', emId)
      .where('session_id', 'in', ids)
      .execute()
    const groupId = known[0]?.group_id ?? randomUUID()
    const others = new Set(known.map((row) => row.group_id).filter((id) => id !== groupId))
    if (others.size > 0) {
      await transaction
        .updateTable('attempt_runs')
        .set({ group_id: groupId })
        .where('em_id', '=', emId)
        .where('group_id', 'in', [...others])
        .execute()
    }
    const result = await transaction
      .insertInto('attempt_runs')
      .values(
        runs.map(({ sessionId, startMs }) => ({
          em_id: emId,
          session_id: sessionId,
          group_id: groupId,
          start_ms: startMs,
          joined_ms: atMs,
          joined_by: toText(by) ?? '',
        })),
      )
      .onConflict((conflict) => conflict.columns(['em_id', 'session_id']).doNothing())
      .executeTakeFirst()
    await transaction
      .deleteFrom('attempt_declines')
      .where('em_id', '=', emId)
      .where('session_id', 'in', ids)
      .where('other_id', 'in', ids)
      .execute()
    return Number(result.numInsertedOrUpdatedRows ?? 0n)
  })
}

/**
 * Takes a run out of its group; a group of one is none.
 * @returns the runs it was together with; null if it was in no group
 */
export async function separateAttempt(
  db: Kysely<Tables>,
  emId: number,
  sessionId: SessionId,
): Promise<string[] | null> {
  return db.transaction().execute(async (transaction) => {
    const own = await transaction
      .deleteFrom('attempt_runs')
      .where('em_id', '=', emId)
      .where('session_id', '=', sessionId)
      .returning('group_id')
      .executeTakeFirst()
    if (own === undefined) return null
    const rest = await transaction
      .selectFrom('attempt_runs')
      .select('session_id')
      .where('em_id', '=', emId)
      .where('group_id', '=', own.group_id)
      .orderBy('start_ms')
      .orderBy('session_id')
      .execute()
    if (rest.length === 1) {
      await transaction
        .deleteFrom('attempt_runs')
        .where('em_id', '=', emId)
        .where('group_id', '=', own.group_id)
        .execute()
    }
    return rest.map((row) => row.session_id)
  })
}

/** Notes of a run that it is no attempt of the same failover as each of the others; who said so first stands. */
export async function declineAttempts(
  db: Kysely<Tables>,
  emId: number,
  sessionId: SessionId,
  others: readonly SessionId[],
  { by, atMs }: By,
): Promise<void> {
  const pairs = others.filter((other) => other !== sessionId)
  if (pairs.length === 0) return
  await db
    .insertInto('attempt_declines')
    .values(
      pairs.map((other) => ({
        em_id: emId,
        session_id: sessionId < other ? sessionId : other,
        other_id: sessionId < other ? other : sessionId,
        declined_ms: atMs,
        declined_by: toText(by) ?? '',
      })),
    )
    .onConflict((conflict) => conflict.columns(['em_id', 'session_id', 'other_id']).doNothing())
    .execute()
}
