import 'server-only'
import type { Kysely } from 'kysely'
import { toPoint } from './rows'
import type { Tables } from './tables'
import type { EntityLink } from '@/lib/failover/failover-session'
import type { ReplicaPointId } from '@/lib/failover/ids'
import type { RecordedPoint } from '@/lib/failover/recorded-session'

/** A replica point as it was last read, with the backup server of the run that used it; null if it never was. */
export async function readRecordedPoint(
  db: Kysely<Tables>,
  emId: number,
  pointId: ReplicaPointId,
): Promise<(RecordedPoint & { backupServer: EntityLink | null }) | null> {
  // By way of the rows: they have an index of points, and the points' own key begins with the session.
  const row = await db
    .selectFrom('task_sessions')
    .innerJoin('replica_points', (join) =>
      join
        .onRef('replica_points.session_no', '=', 'task_sessions.session_no')
        .onRef('replica_points.point_id', '=', 'task_sessions.point_id'),
    )
    .innerJoin('sessions', 'sessions.no', 'task_sessions.session_no')
    .selectAll('replica_points')
    .select(['sessions.backup_server_id', 'sessions.backup_server_name'])
    .where('task_sessions.em_id', '=', emId)
    .where('task_sessions.point_id', '=', pointId)
    .orderBy('replica_points.observed_ms', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  const backupServer =
    row.backup_server_id === null ? null : { id: row.backup_server_id, name: row.backup_server_name }
  return { ...toPoint(row), backupServer }
}
