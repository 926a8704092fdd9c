import 'server-only'
import type { Kysely } from 'kysely'
import { chunks, groupBy } from './chunks'
import { toSortName, toSummary, toTask, toText } from './rows'
import type { Tables } from './tables'
import type { TaskSession } from '@/lib/failover/failover-session'
import type { SessionId } from '@/lib/failover/ids'
import type { RunKind } from '@/lib/failover/role'
import type { RecordedSummary } from '@/lib/failover/recorded-session'

export type EarlierRun = RecordedSummary & { tasks: TaskSession[] }

/** Runs looked at to find like ones: a plan that is tested daily has that many in a month. */
const MOST_LOOKED_AT = 30

/**
 * Ended runs of the same plan and kind that began before this one, newest first, with their rows: a test is like other
 * tests, and one that nobody has tagged like others that nobody has. The plan is the one of the same name on the same backup server; where both runs could be joined to a plan, it must be the same one too.
 */
export async function readEarlierRuns(
  db: Kysely<Tables>,
  emId: number,
  run: {
    id: SessionId
    name: string
    backupServerId: string
    planId: string | null
    /** What the run is tagged as; null: nothing. */
    kind: RunKind | null
    startedAtMs: number
  },
): Promise<EarlierRun[]> {
  const rows = await db
    .selectFrom('sessions')
    .selectAll()
    .where('em_id', '=', emId)
    .where('backup_server_id', '=', run.backupServerId)
    .where('sort_name', '=', toSortName(run.name))
    .where('name', '=', toText(run.name))
    .where('sort_ms', '<', run.startedAtMs)
    .where('id', '!=', run.id)
    .where('ended', '=', 1)
    .where((eb) => (run.kind === null ? eb('kind', 'is', null) : eb('kind', '=', run.kind)))
    .orderBy('sort_ms', 'desc')
    .orderBy('id')
    .limit(MOST_LOOKED_AT)
    .execute()
  const same = rows.filter((row) => run.planId === null || row.plan_id === null || row.plan_id === run.planId)
  const tasks = []
  for (const part of chunks(same)) {
    tasks.push(
      ...(await db
        .selectFrom('task_sessions')
        .selectAll()
        .where(
          'session_no',
          'in',
          part.map((row) => row.no),
        )
        .orderBy('session_no')
        .orderBy('place')
        .execute()),
    )
  }
  const tasksOf = groupBy(tasks, (task) => task.session_no)
  return same.map((row) => ({
    ...toSummary(row),
    tasks: (tasksOf.get(row.no) ?? []).map(toTask),
  }))
}
