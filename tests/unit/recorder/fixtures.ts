import type { FailoverSession, TaskSession } from '@/lib/failover/failover-session'
import { parseReplicaPointId, parseSessionId, type ReplicaPointId, type SessionId } from '@/lib/failover/ids'
import { toSeenSession, type SeenSession } from '@/lib/failover/seen-session'
import type { Look } from '@/lib/recorder/to-session-write'

export const START = Date.parse('2026-11-24T12:00:00Z')
export const utc = (ms: number): string => new Date(ms).toISOString()

const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

export function idOf(n: number): SessionId {
  const id = parseSessionId(guid(n))
  if (id === null) throw new Error('no GUID')
  return id
}

export function pointIdOf(n: number): ReplicaPointId {
  const id = parseReplicaPointId(guid(1_000 + n))
  if (id === null) throw new Error('no GUID')
  return id
}

export function makeTask(n: number, over: Partial<TaskSession> = {}): TaskSession {
  return {
    key: pointIdOf(n),
    vmName: `vm${n}`,
    vmReplicaPoint: { id: pointIdOf(n), name: `vm${n}@2026-11-24 11:00:00` },
    creationTimeUtc: utc(START + n * 1_000),
    endTimeUtc: null,
    state: 'Working',
    result: 'None',
    progress: 0,
    failureMessage: null,
    ...over,
  }
}

export const done = (atMs: number, result = 'Success'): Partial<TaskSession> => ({
  state: 'Stopped',
  result,
  progress: 100,
  endTimeUtc: utc(atMs),
})

export function makeSession(tasks: TaskSession[], over: Partial<FailoverSession> = {}): FailoverSession {
  return {
    uid: `urn:veeam:CloudFailoverSession:${idOf(1)}`,
    id: idOf(1),
    name: 'ABC',
    jobType: 'FailoverPlan',
    creationTimeUtc: utc(START),
    endTimeUtc: null,
    state: 'Working',
    result: 'None',
    progress: 0,
    failureMessage: null,
    backupServer: { id: guid(9), name: 'vbr' },
    tasks,
    ...over,
  }
}

export const seenAt = (
  atMs: number,
  tasks: TaskSession[],
  over: Partial<FailoverSession> = {},
): SeenSession => toSeenSession(makeSession(tasks, over), atMs)

export function makeLook(seen: SeenSession, observedAtMs: number, over: Partial<Look> = {}): Look {
  return {
    seen,
    observedAtMs,
    plan: null,
    tenant: null,
    points: [],
    beginGaps: [],
    endGaps: [],
    listed: false,
    ...over,
  }
}
