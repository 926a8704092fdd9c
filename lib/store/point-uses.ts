import 'server-only'
import type { Kysely } from 'kysely'
import { toUtc } from './rows'
import type { Tables } from './tables'
import type { ReplicaPointId } from '@/lib/failover/ids'

export type PointUse = {
  sessionId: string
  sessionName: string | null
  vmName: string | null
  creationTimeUtc: string | null
}

const MOST_USES = 200

/** The recorded sessions in which a VM was started from the point, newest first. */
export async function readPointUses(
  db: Kysely<Tables>,
  emId: number,
  pointId: ReplicaPointId,
): Promise<PointUse[]> {
  const rows = await db
    .selectFrom('task_sessions')
    .innerJoin('sessions', 'sessions.no', 'task_sessions.session_no')
    .select(['sessions.id', 'sessions.name', 'sessions.creation_ms', 'task_sessions.vm_name'])
    .where('task_sessions.em_id', '=', emId)
    .where('task_sessions.point_id', '=', pointId)
    .orderBy('sessions.sort_ms', 'desc')
    .orderBy('sessions.id')
    .limit(MOST_USES)
    .execute()
  return rows.map((row) => ({
    sessionId: row.id,
    sessionName: row.name,
    vmName: row.vm_name,
    creationTimeUtc: toUtc(row.creation_ms),
  }))
}
