import 'server-only'
import type { Kysely, Selectable } from 'kysely'
import { chunks, groupBy } from './chunks'
import { toHead, toPoint, toTag, toTask } from './rows'
import type { SessionsTable, Tables } from './tables'
import type { SessionId } from '@/lib/failover/ids'
import type { RecordedSession } from '@/lib/failover/recorded-session'

/** As recorded, and whether it was ever seen to run. */
export type StoredSession = RecordedSession & { watched: boolean }

/** One session with everything but its history; null if nothing is recorded of it. */
export async function readRecordedSession(
  db: Kysely<Tables>,
  emId: number,
  id: SessionId,
): Promise<StoredSession | null> {
  const row = await db
    .selectFrom('sessions')
    .selectAll()
    .where('em_id', '=', emId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return null
  return (await withDetails(db, [row]))[0] ?? null
}

/** The sessions of EM's list when it was last read whole, in no order; null if it never was. */
export async function readListedSessions(
  db: Kysely<Tables>,
  emId: number,
): Promise<{ observedAtMs: number; sessions: StoredSession[] } | null> {
  const { list_observed_ms: observedAtMs } = await db
    .selectFrom('enterprise_managers')
    .select('list_observed_ms')
    .where('id', '=', emId)
    .executeTakeFirstOrThrow()
  if (observedAtMs === null) return null
  const rows = await db
    .selectFrom('sessions')
    .selectAll()
    .where('em_id', '=', emId)
    .where('in_em', '=', 1)
    .execute()
  return { observedAtMs, sessions: await withDetails(db, rows) }
}

async function withDetails(
  db: Kysely<Tables>,
  rows: readonly Selectable<SessionsTable>[],
): Promise<StoredSession[]> {
  const found: StoredSession[] = []
  for (const part of chunks(rows)) {
    const numbers = part.map((row) => row.no)
    const [tasks, points, gaps, watched] = [
      await db
        .selectFrom('task_sessions')
        .selectAll()
        .where('session_no', 'in', numbers)
        .orderBy('session_no')
        .orderBy('place')
        .orderBy('no')
        .execute(),
      await db.selectFrom('replica_points').selectAll().where('session_no', 'in', numbers).execute(),
      await db
        .selectFrom('gaps')
        .selectAll()
        .where('session_no', 'in', numbers)
        .where('to_ms', 'is', null)
        .orderBy('from_ms')
        .execute(),
      await db
        .selectFrom('transitions')
        .select('session_no')
        .distinct()
        .where('session_no', 'in', numbers)
        .where('task_no', '=', 0)
        .execute(),
    ]
    const wordedOf = await readWordedAt(
      db,
      part.flatMap((row) => (row.rows_from === 'record' && row.ended === 0 ? [row.no] : [])),
    )
    const watchedNumbers = new Set(watched.map((row) => row.session_no))
    const tasksOf = groupBy(tasks, (task) => task.session_no)
    const pointsOf = groupBy(points, (point) => point.session_no)
    const gapsOf = groupBy(gaps, (gap) => gap.session_no)
    for (const row of part) {
      const own = tasksOf.get(row.no) ?? []
      found.push({
        session: { ...toHead(row), tasks: own.map(toTask) },
        plan: row.plan_id === null ? null : { id: row.plan_id, name: row.plan_name },
        tenant: row.tenant_id === null ? null : { id: row.tenant_id, name: row.tenant_name },
        tag: toTag(row),
        tasksFrom: row.rows_from,
        rowsChangedAtMs: row.rows_changed_ms,
        rowsSeenAtMs: row.rows_seen_ms,
        rowsWordedAtMs: toWordedAt(own, wordedOf.get(row.no)),
        movedAtMs: row.moved_ms,
        firstSeenAtMs: row.first_seen_ms,
        observedAtMs: row.observed_ms,
        inEnterpriseManager: row.in_em === 1,
        watched: watchedNumbers.has(row.no),
        taskNumbers: new Map(own.map((task) => [task.key, task.no])),
        points: new Map((pointsOf.get(row.no) ?? []).map(toPoint).map((point) => [point.id, point])),
        openGaps: new Map((gapsOf.get(row.no) ?? []).map((gap) => [gap.code, gap.from_ms])),
      })
    }
  }
  return found
}

type WordedAt = { task_no: number; at_ms: number }

/** The newest change that is recorded of each row of these sessions, by the session's number. */
async function readWordedAt(
  db: Kysely<Tables>,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, WordedAt[]>> {
  if (numbers.length === 0) return new Map()
  const changes = await db
    .selectFrom((from) =>
      from
        .selectFrom('transitions')
        .select(['session_no', 'task_no', 'at_ms'])
        .where('session_no', 'in', numbers)
        .where('task_no', '>', 0)
        .unionAll(
          from
            .selectFrom('task_samples')
            .select(['session_no', 'task_no', 'at_ms'])
            .where('session_no', 'in', numbers),
        )
        .as('changes'),
    )
    .select(({ fn }) => ['session_no', 'task_no', fn.max('at_ms').as('at_ms')])
    .groupBy(['session_no', 'task_no'])
    .execute()
  return groupBy(changes, (change) => change.session_no)
}

function toWordedAt(
  tasks: readonly { key: string; no: number }[],
  changes: readonly WordedAt[] = [],
): ReadonlyMap<string, number> {
  const keys = new Map(tasks.map(({ key, no }) => [no, key]))
  return new Map(
    changes.flatMap(({ task_no, at_ms }) => {
      const key = keys.get(task_no)
      return key === undefined ? [] : [[key, at_ms] as const]
    }),
  )
}
