import type { EntityLink, TaskSession } from '@/lib/failover/failover-session'
import { parseReplicaPointId, parseSessionId, type ReplicaPointId, type SessionId } from '@/lib/failover/ids'
import { toCounts, toOutcome } from '@/lib/failover/outcome'
import type { RecordedPoint } from '@/lib/failover/recorded-session'
import type { Store } from '@/lib/store/create-store'
import type { SessionWrite } from '@/lib/store/session-write'

/** Invented sessions and looks at them. Times are relative to {@link START_MS}. */
export const START_MS = Date.parse('2026-11-23T12:00:00.000Z')
export const SECOND = 1_000
export const MINUTE = 60_000
export const DAY = 86_400_000

export const utc = (ms: number): string => new Date(ms).toISOString()
export const at = (seconds: number): number => START_MS + seconds * SECOND

const guid = (kind: string, n: number): string =>
  `${kind.padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`

export function sessionId(n: number): SessionId {
  const id = parseSessionId(guid('a', n))
  if (id === null) throw new Error('not a session id')
  return id
}

export function pointId(n: number): ReplicaPointId {
  const id = parseReplicaPointId(guid('b', n))
  if (id === null) throw new Error('not a point id')
  return id
}

export const SERVER: EntityLink = { id: guid('c', 1), name: 'sp-vbr-01.tech.local' }
export const PLAN: EntityLink = { id: guid('d', 1), name: 'ABC Company Failover Plan' }
export const TENANT: EntityLink = { id: guid('e', 1), name: 'ABC Company' }

export function makeTask(n: number, over: Partial<TaskSession> = {}): TaskSession {
  return {
    key: pointId(n),
    vmName: `vm${String(n).padStart(2, '0')}`,
    vmReplicaPoint: { id: pointId(n), name: `vm${n}@2026-11-23 11:30:09` },
    creationTimeUtc: utc(at(n)),
    endTimeUtc: null,
    state: 'Working',
    result: 'None',
    progress: 10,
    failureMessage: null,
    ...over,
  }
}

export const makeTasks = (count: number): TaskSession[] =>
  Array.from({ length: count }, (_, index) => makeTask(index + 1))

export function makePoint(n: number, over: Partial<RecordedPoint> = {}): RecordedPoint {
  return {
    id: pointId(n),
    name: `vm${n}@2026-11-23 11:30:09`,
    vmDisplayName: `vm${n}_replica`,
    creationTimeUtc: utc(at(-1_800)),
    pointType: 'Snapshot',
    state: 'Failover',
    observedAtMs: at(1),
    ...over,
  }
}

export type WriteSpec = Partial<Omit<SessionWrite, 'session' | 'tasks'>> & {
  session?: Partial<SessionWrite['session']>
  /** Numbered from 1 and placed in this order. */
  tasks?: readonly TaskSession[]
}

/** Session n as one look at it brought it: running, with its head only unless `spec` says more. */
export function makeWrite(n: number, spec: WriteSpec = {}): SessionWrite {
  const { session: head, tasks = [], ...rest } = spec
  const session: SessionWrite['session'] = {
    uid: `urn:veeam:CloudFailoverSession:${sessionId(n)}`,
    id: sessionId(n),
    name: 'ABC Company Failover Plan',
    jobType: 'FailoverPlan',
    creationTimeUtc: utc(START_MS),
    endTimeUtc: null,
    state: 'Working',
    result: 'None',
    progress: 10,
    failureMessage: null,
    backupServer: SERVER,
    ...head,
  }
  const counts = toCounts(tasks)
  return {
    session,
    outcome: toOutcome(session, counts),
    counts,
    plan: null,
    tenant: null,
    tasksFrom: 'em',
    rowsChangedAtMs: null,
    rowsSeenAtMs: null,
    movedAtMs: null,
    observedAtMs: at(1),
    inEnterpriseManager: true,
    tasks: tasks.map((task, index) => ({ no: index + 1, place: index, task })),
    sample: null,
    taskSamples: [],
    transitions: [],
    points: [],
    gaps: [],
    ...rest,
  }
}

/** A run that has ended, `minutes` long. */
export const ENDED = (startMs: number, minutes = 10, result = 'Success') => ({
  creationTimeUtc: utc(startMs),
  endTimeUtc: utc(startMs + minutes * MINUTE),
  state: 'Stopped',
  result,
  progress: 100,
})

/** A session that EM no longer lists. */
export const makeUnlisted = (n: number, spec: WriteSpec = {}): SessionWrite =>
  makeWrite(n, { inEnterpriseManager: false, ...spec })

/** A look that fills every table but those of reports and targets. */
export function makeFullWrite(n: number, tasks = makeTasks(3)): SessionWrite {
  const observedAtMs = at(1.234)
  return makeWrite(n, {
    session: { failureMessage: 'first one failed', progress: 37 },
    tasks,
    plan: PLAN,
    tenant: TENANT,
    rowsChangedAtMs: at(0.5),
    rowsSeenAtMs: at(1.001),
    movedAtMs: at(0.999),
    observedAtMs,
    sample: { progress: 37 },
    taskSamples: tasks.map((task, index) => ({ no: index + 1, progress: task.progress })),
    transitions: [
      {
        taskNo: 0,
        field: 'state',
        atMs: observedAtMs,
        notBeforeMs: null,
        emTimeUtc: utc(START_MS),
        from: null,
        to: 'Working',
      },
      ...tasks.map((task, index) => ({
        taskNo: index + 1,
        field: 'state' as const,
        atMs: observedAtMs,
        notBeforeMs: at(0.321),
        emTimeUtc: task.creationTimeUtc,
        from: null,
        to: task.state,
      })),
    ],
    points: tasks.map((_, index) => makePoint(index + 1)),
    gaps: [{ fromMs: at(-60), toMs: null, code: 'unreachable' }],
  })
}

export async function readWhole(store: Store, id: SessionId) {
  return { session: await store.readSession(id), history: await store.readHistory(id) }
}
