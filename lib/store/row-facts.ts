import 'server-only'
import type { Kysely } from 'kysely'
import { toText } from './rows'
import type { Tables } from './tables'

/** No run has so many VMs that more could be of use; a name of any length must not fill the record. */
const MOST_TEXT = 200_000

/**
 * What a list needs to know of a run's VMs: their names for the search, in lower case, and the largest known data loss
 * window in ms, as {@link toTaskRpo} measures it. Kept beside the run, so that no list has to read rows.
 */
export async function toRowFacts(
  db: Kysely<Tables>,
  sessionNo: number,
): Promise<{ search_vms: string; worst_rpo_ms: number | null }> {
  const rows = await db
    .selectFrom('task_sessions as task')
    .innerJoin('sessions as session', 'session.no', 'task.session_no')
    .leftJoin('replica_points as point', (join) =>
      join.onRef('point.session_no', '=', 'task.session_no').onRef('point.point_id', '=', 'task.point_id'),
    )
    .select([
      'task.vm_name as vmName',
      'point.vm_display_name as displayName',
      'point.creation_ms as pointMs',
      'session.creation_ms as startMs',
    ])
    .where('task.session_no', '=', sessionNo)
    .orderBy('task.no')
    .execute()
  const names = new Set(rows.flatMap((row) => [row.vmName ?? [], row.displayName ?? []].flat()))
  let worst: number | null = null
  for (const { pointMs, startMs } of rows) {
    if (pointMs === null || startMs === null || pointMs > startMs) continue
    worst = Math.max(worst ?? 0, startMs - pointMs)
  }
  const text = [...names].join('\n').toLowerCase().slice(0, MOST_TEXT)
  return { search_vms: toText(text) ?? '', worst_rpo_ms: worst }
}
