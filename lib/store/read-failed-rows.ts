import 'server-only'
import { sql, type Kysely } from 'kysely'
import { chunks, groupBy } from './chunks'
import { toTask } from './rows'
import type { Tables } from './tables'
import type { TaskSession } from '@/lib/failover/failover-session'

/** The VMs that failed in these runs, in the order of their rows: `most` of each run at the most. Runs without are left out. */
export async function readFailedRows(
  db: Kysely<Tables>,
  emId: number,
  { ids, most }: { ids: readonly string[]; most: number },
): Promise<Map<string, TaskSession[]>> {
  const found = new Map<string, TaskSession[]>()
  for (const part of chunks(ids)) {
    const rows = await db
      .selectFrom(
        db
          .selectFrom('task_sessions as task')
          .innerJoin('sessions as run', 'run.no', 'task.session_no')
          .selectAll('task')
          .select('run.id as run_id')
          .select(
            sql<number>`row_number() over (partition by task.session_no order by task.place, task.no)`.as(
              'at',
            ),
          )
          .where('run.em_id', '=', emId)
          .where('run.id', 'in', part)
          // As parseSessionResult reads the word, whose letters are of either case.
          .where(sql<string>`lower(trim(task.result))`, '=', 'failed')
          .as('failed'),
      )
      .selectAll()
      .where('at', '<=', most)
      .orderBy('session_no')
      .orderBy('at')
      .execute()
    for (const [id, own] of groupBy(rows, (row) => row.run_id)) found.set(id, own.map(toTask))
  }
  return found
}
