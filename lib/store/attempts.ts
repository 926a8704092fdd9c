import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { chunks, groupBy } from './chunks'
import { toText } from './rows'
import type { Tables } from './tables'
import type { SessionId } from '@/lib/failover/ids'

/** A run that is an attempt of a failover, who said so and when. Moments are ms since 1970. */
export type StoredAttempt = { sessionId: SessionId; startMs: number; joinedMs: number; joinedBy: string }

/** Runs that a person has said to be attempts of one failover, in the order of their starts; two at least. */
export type AttemptGroup = { id: string; runs: StoredAttempt[] }

/** Two runs that a person has said not to be attempts of one failover; the smaller id first. Who said so first stands. */
export type DeclinedPair = { one: SessionId; other: SessionId; declinedMs: number; declinedBy: string }

/** `joined`: how many runs were in no group before. `keptApart`: those of which that had not been said of all others. */
export type JoinedAttempts = { joined: number; keptApart: SessionId[] }

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
    .selectAll()
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
      declinedMs: row.declined_ms,
      declinedBy: row.declined_by,
    })),
  }
}

/**
 * Makes runs attempts of one failover. Groups that some of them belong to already become one; who said so first of a run
 * stands. What was declined between them is declined no longer.
 * @param apart runs that the same person keeps out: each is noted to be no attempt of the same failover as any of the others
 * @returns null, and nothing is done, where one of those has been joined with one of the others before
 */
export async function joinAttempts(
  db: Kysely<Tables>,
  emId: number,
  runs: readonly Pick<StoredAttempt, 'sessionId' | 'startMs'>[],
  said: By,
  apart: readonly SessionId[] = [],
): Promise<JoinedAttempts | null> {
  const { by, atMs } = said
  const ids = runs.map(({ sessionId }) => sessionId)
  if (new Set(ids).size < 2) return { joined: 0, keptApart: [] }
  return db.transaction().execute(async (transaction) => {
    const known = await transaction
      .selectFrom('attempt_runs')
      .select(['session_id', 'group_id'])
      .where('em_id', '=', emId)
      .where('session_id', 'in', ids)
      .execute()
    const groupIds = [...new Set(known.map((row) => row.group_id))]
    if (apart.length > 0 && groupIds.length > 0) {
      const entangled = await transaction
        .selectFrom('attempt_runs')
        .select('session_id')
        .where('em_id', '=', emId)
        .where('group_id', 'in', groupIds)
        .where('session_id', 'in', apart)
        .executeTakeFirst()
      if (entangled !== undefined) return null
    }
    const groupId = groupIds[0] ?? randomUUID()
    const others = groupIds.slice(1)
    if (others.length > 0) {
      await transaction
        .updateTable('attempt_runs')
        .set({ group_id: groupId })
        .where('em_id', '=', emId)
        .where('group_id', 'in', others)
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
    const pairs = apart.flatMap((one) => ids.map((other) => toPair(one, other)))
    const declined = new Set(await insertPairs(transaction, emId, pairs, said))
    return {
      joined: Number(result.numInsertedOrUpdatedRows ?? 0n),
      keptApart: apart.filter((id) => declined.has(id)),
    }
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
  said: By,
): Promise<void> {
  const pairs = others.filter((other) => other !== sessionId).map((other) => toPair(sessionId, other))
  await insertPairs(db, emId, pairs, said)
}

/**
 * Takes back of a run, and of those it is joined with, that they are no attempts of the same failover as others.
 * @returns those others; null if there are none
 */
export async function withdrawDeclines(
  db: Kysely<Tables>,
  emId: number,
  sessionId: SessionId,
): Promise<string[] | null> {
  return db.transaction().execute(async (transaction) => {
    const group = await transaction
      .selectFrom('attempt_runs')
      .select('session_id')
      .where('em_id', '=', emId)
      .where('group_id', 'in', (from) =>
        from
          .selectFrom('attempt_runs')
          .select('group_id')
          .where('em_id', '=', emId)
          .where('session_id', '=', sessionId),
      )
      .execute()
    const ids = new Set<string>([sessionId, ...group.map((row) => row.session_id)])
    const gone = await transaction
      .deleteFrom('attempt_declines')
      .where('em_id', '=', emId)
      .where((is) => is.or([is('session_id', 'in', [...ids]), is('other_id', 'in', [...ids])]))
      .returning(['session_id', 'other_id'])
      .execute()
    const others = new Set(gone.flatMap((row) => [row.session_id, row.other_id]).filter((id) => !ids.has(id)))
    return others.size === 0 ? null : [...others].toSorted()
  })
}

type Pair = { session_id: SessionId; other_id: SessionId }
/** One and the same, whichever of the two a person said it of. */
const toPair = (one: SessionId, other: SessionId): Pair =>
  one < other ? { session_id: one, other_id: other } : { session_id: other, other_id: one }

/** @returns the runs of those pairs that were not there before */
async function insertPairs(
  db: Kysely<Tables>,
  emId: number,
  pairs: readonly Pair[],
  { by, atMs }: By,
): Promise<string[]> {
  const added: string[] = []
  for (const part of chunks(pairs)) {
    const rows = await db
      .insertInto('attempt_declines')
      .values(
        part.map((pair) => ({ em_id: emId, ...pair, declined_ms: atMs, declined_by: toText(by) ?? '' })),
      )
      .onConflict((conflict) => conflict.columns(['em_id', 'session_id', 'other_id']).doNothing())
      .returning(['session_id', 'other_id'])
      .execute()
    added.push(...rows.flatMap((row) => [row.session_id, row.other_id]))
  }
  return added
}
