import 'server-only'
import type { Kysely } from 'kysely'
import type { SessionWrite } from './session-write'
import type { Tables } from './tables'
import { writeSession } from './write-sessions'
import type { ReplicaPointId, SessionId } from '@/lib/failover/ids'

/**
 * Writes an invented session into every table that a look fills, and takes it back. Where that succeeds, the database
 * takes looks, and one that it refuses is itself at fault.
 * @throws the database's error
 */
export async function rehearseWrite(db: Kysely<Tables>, emId: number, nowMs: number): Promise<void> {
  const takenBack = new Error('the rehearsal is over')
  try {
    await db.transaction().execute(async (transaction) => {
      await writeSession(transaction, emId, toInvented(nowMs))
      throw takenBack
    })
  } catch (error) {
    if (error !== takenBack) throw error
  }
}

// No GUID, so that it can be nobody's.
const ID = 'rehearsal'

function toInvented(nowMs: number): SessionWrite {
  const head = {
    creationTimeUtc: new Date(nowMs).toISOString(),
    endTimeUtc: null,
    state: 'Working',
    result: 'None',
    progress: 0,
    failureMessage: null,
  }
  const pointId = ID as ReplicaPointId // safe: it is taken back before anybody can read it
  const counts = { total: 1, waiting: 0, working: 1, succeeded: 0, warning: 0, failed: 0, unknown: 0 }
  const change = { taskNo: 0, field: 'state', atMs: nowMs, notBeforeMs: null, emTimeUtc: null } as const
  return {
    session: { ...head, uid: ID, id: ID as SessionId, name: ID, jobType: null, backupServer: null }, // safe: as above
    outcome: { kind: 'running', failedSoFar: 0, warningSoFar: 0 },
    counts,
    plan: null,
    tenant: null,
    tasksFrom: 'em',
    rowsChangedAtMs: nowMs,
    rowsSeenAtMs: nowMs,
    movedAtMs: nowMs,
    observedAtMs: nowMs,
    inEnterpriseManager: true,
    tasks: [
      {
        no: 1,
        place: 0,
        task: { ...head, key: ID, vmName: ID, vmReplicaPoint: { id: pointId, name: null } },
      },
    ],
    sample: { progress: 0 },
    taskSamples: [{ no: 1, progress: 0 }],
    transitions: [{ ...change, from: null, to: 'Working' }],
    points: [
      {
        id: pointId,
        name: null,
        vmDisplayName: null,
        creationTimeUtc: null,
        pointType: null,
        state: null,
        observedAtMs: nowMs,
      },
    ],
    gaps: [{ fromMs: nowMs, toMs: nowMs, code: 'not_recorded' }],
  }
}
