import 'server-only'
import type { Kysely } from 'kysely'
import { toCountColumns, toUtc } from './rows'
import type { Tables } from './tables'
import type { GapCode } from '@/lib/failover/gap'
import type { SessionId } from '@/lib/failover/ids'
import type { Counts } from '@/lib/failover/outcome'

export type RecordedHistory = {
  firstSeenAtMs: number
  observedAtMs: number
  /** Ended, or dropped by EM without an end: nothing more comes. */
  isOver: boolean
  samples: { atMs: number; progress: number | null; counts: Counts }[]
  taskSamples: { atMs: number; key: string; progress: number | null }[]
  transitions: {
    atMs: number
    notBeforeMs: number | null
    emTimeUtc: string | null
    key: string | null
    field: 'state' | 'result'
    from: string | null
    to: string | null
  }[]
  gaps: { fromMs: number; toMs: number | null; code: GapCode }[]
}

/**
 * Everything recorded of one run, each series by time. What it costs depends on that run alone: every table is read
 * along its key.
 * @returns null if nothing is recorded of the session
 */
export async function readRecordedHistory(
  db: Kysely<Tables>,
  emId: number,
  id: SessionId,
): Promise<RecordedHistory | null> {
  const session = await db
    .selectFrom('sessions')
    .select(['no', 'first_seen_ms', 'observed_ms', 'ended', 'in_em'])
    .where('em_id', '=', emId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (session === undefined) return null
  const { no } = session
  const tasks = await db
    .selectFrom('task_sessions')
    .select(['no', 'key'])
    .where('session_no', '=', no)
    .execute()
  const keyOf = new Map(tasks.map((task) => [task.no, task.key]))
  const samples = await db
    .selectFrom('session_samples')
    .selectAll()
    .where('session_no', '=', no)
    .orderBy('at_ms')
    .execute()
  const taskSamples = await db
    .selectFrom('task_samples')
    .select(['task_no', 'at_ms', 'progress'])
    .where('session_no', '=', no)
    .orderBy('task_no')
    .orderBy('at_ms')
    .execute()
  const transitions = await db
    .selectFrom('transitions')
    .selectAll()
    .where('session_no', '=', no)
    .orderBy('at_ms')
    .orderBy('task_no')
    .orderBy('field', 'desc')
    .execute()
  const gaps = await db
    .selectFrom('gaps')
    .selectAll()
    .where('session_no', '=', no)
    .orderBy('from_ms')
    .orderBy('code')
    .execute()
  return {
    firstSeenAtMs: session.first_seen_ms,
    observedAtMs: session.observed_ms,
    isOver: session.ended === 1 || session.in_em === 0,
    samples: samples.map((row) => ({
      atMs: row.at_ms,
      progress: row.progress,
      counts: toCountColumns(row),
    })),
    taskSamples: taskSamples.flatMap((row) => {
      const key = keyOf.get(row.task_no)
      return key === undefined ? [] : { atMs: row.at_ms, key, progress: row.progress }
    }),
    transitions: transitions.map((row) => ({
      atMs: row.at_ms,
      notBeforeMs: row.not_before_ms,
      emTimeUtc: toUtc(row.em_ms),
      key: keyOf.get(row.task_no) ?? null,
      field: row.field,
      from: row.from_word,
      to: row.to_word,
    })),
    gaps: gaps.map((row) => ({ fromMs: row.from_ms, toMs: row.to_ms, code: row.code })),
  }
}
