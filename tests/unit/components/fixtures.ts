import type { CollectionView, SessionReply, TargetView, TaskView } from '@/lib/api/replies'
import type { Freshness, Problem } from '@/lib/failover/freshness'
import { toCounts, toOutcome } from '@/lib/failover/outcome'
import { MAY_NOTHING, NOTHING_SAID } from '../samples/teamwork'

/** A reply with invented data, as one moment of a run. Times are relative to {@link NOW_MS}. */
export const NOW_MS = Date.parse('2026-11-23T12:04:31.000Z')
export const SESSION_ID = 'a986d473-bc6a-4f55-a6f5-c8f1e70ee393'

export const utc = (ms: number): string => new Date(ms).toISOString()
export const ago = (minutes: number, nowMs: number): string => utc(nowMs - minutes * 60_000)
export const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

export type TaskSpec = Partial<Omit<TaskView, 'key'>> & { pointAgeMinutes?: number }

/** A VM that was started without a flaw; `spec` says what is different. */
export function makeTask(n: number, spec: TaskSpec = {}, nowMs = NOW_MS): TaskView {
  const { pointAgeMinutes = 16, ...rest } = spec
  const startMs = nowMs - 18 * 60_000
  return {
    key: guid(n),
    vmName: `vm${String(n).padStart(2, '0')}`,
    vmReplicaPoint: {
      id: guid(n),
      name: `vm${n}@2026-11-23 11:30:09`,
      creationTimeUtc: utc(startMs - pointAgeMinutes * 60_000),
      pointType: 'Snapshot',
      state: 'Failover',
      stateAsOfUtc: null,
      stateReadAtUtc: null,
      unreadable: null,
    },
    creationTimeUtc: utc(startMs + n * 20_000),
    endTimeUtc: utc(startMs + n * 20_000 + 200_000),
    state: 'Stopped',
    result: 'Success',
    progress: 100,
    failureMessage: null,
    lastSeenAtUtc: null,
    ...rest,
  }
}

export const working = (progress: number | null): TaskSpec => ({
  state: 'Working',
  result: 'None',
  progress,
  endTimeUtc: null,
})
export const waiting: TaskSpec = {
  state: 'Starting',
  result: 'None',
  progress: 0,
  endTimeUtc: null,
  creationTimeUtc: null,
}

export const POWER_ON_FAILED =
  'Failed to power on replica: host esx-07 does not have enough memory resources to start sql02_replica. Requested 64 GB, available 41 GB.'

/** Fourteen VMs: 6 started, 1 with a warning, 1 failed, 5 under way, 1 waiting. */
export function makeRunningTasks(nowMs = NOW_MS): TaskView[] {
  const specs: TaskSpec[] = [
    { vmName: 'dc01', pointAgeMinutes: 31 },
    { vmName: 'dc02', pointAgeMinutes: 31 },
    { vmName: 'sql01', pointAgeMinutes: 46 },
    { vmName: 'sql02', result: 'Failed', failureMessage: POWER_ON_FAILED },
    { vmName: 'fs01' },
    { vmName: 'fs02' },
    { vmName: 'exch01', result: 'Warning', failureMessage: 'Network mapping is missing for adapter 2.' },
    { vmName: 'app01' },
    { vmName: 'app02', ...working(88) },
    { vmName: 'app03', ...working(71) },
    { vmName: 'web01', ...working(54) },
    { vmName: 'web02', ...working(null) },
    { vmName: 'web03', ...working(22) },
    { vmName: 'rds01', ...waiting, pointAgeMinutes: 31 },
  ]
  return specs.map((spec, index) => makeTask(index + 1, spec, nowMs))
}

export function makeFreshness(spec: Partial<Freshness> = {}, nowMs = NOW_MS): Freshness {
  return {
    level: 'live',
    observedAtUtc: utc(nowMs),
    collectedAtUtc: utc(nowMs - 41_000),
    problem: null,
    ...spec,
  }
}

export function makeProblem(spec: Partial<Problem> = {}, nowMs = NOW_MS): Problem {
  return {
    code: 'unreachable',
    message: 'connect ECONNREFUSED em.example:9398',
    sinceUtc: ago(2, nowMs),
    nextTryAtUtc: utc(nowMs + 20_000),
    ...spec,
  }
}

export type SessionSpec = Partial<SessionReply['session']> & {
  freshness?: Partial<Freshness>
  unreadable?: SessionReply['unreadable']
  inEnterpriseManager?: boolean
  recovery?: Partial<SessionReply['recovery']>
  outcome?: SessionReply['outcome']
  attempts?: SessionReply['attempts']
  planned?: SessionReply['planned']
  plannedLeftOut?: SessionReply['plannedLeftOut']
}

const MINUTE_MS = 60_000

export function makeTarget(rtoMinutes: number | null, rpoMinutes: number | null): TargetView {
  const ms = (minutes: number | null): number | null => minutes && minutes * MINUTE_MS
  return {
    rtoMs: ms(rtoMinutes),
    rpoMs: ms(rpoMinutes),
    setAtUtc: '2026-11-20T08:00:00.000Z',
    setBy: 'Mia Kern',
  }
}

/** Targets of 60 min each, and an end foretold by five earlier runs of 30 to 36 min. */
export function makeRecovery(spec: Partial<SessionReply['recovery']> = {}): SessionReply['recovery'] {
  return {
    target: makeTarget(60, 60),
    eta: { kind: 'range', leastMs: 30 * MINUTE_MS, mostMs: 36 * MINUTE_MS, runs: 5 },
    targetUnread: false,
    noProgressSinceUtc: null,
    ...spec,
  }
}

export const makeCollection = (spec: Partial<CollectionView> = {}): CollectionView => ({
  mode: 'off',
  everyMs: null,
  progress: { state: 'idle' },
  nextAtUtc: null,
  unknown: null,
  ...spec,
})

export function makeSessionReply(spec: SessionSpec = {}, nowMs = NOW_MS): SessionReply {
  const {
    freshness,
    unreadable = { plan: null, collection: null },
    inEnterpriseManager = true,
    recovery,
    outcome,
    attempts = null,
    planned = [],
    plannedLeftOut = null,
    ...rest
  } = spec
  const session: SessionReply['session'] = {
    uid: `urn:veeam:CloudFailoverSession:${SESSION_ID}`,
    id: SESSION_ID,
    name: 'ABC Company Failover Plan',
    jobType: 'FailoverPlan',
    creationTimeUtc: utc(nowMs - 18 * 60_000 - 4000),
    endTimeUtc: null,
    state: 'Working',
    result: 'None',
    progress: 52,
    failureMessage: null,
    backupServer: { id: guid(900), name: 'sp-vbr-01.tech.local' },
    plan: { id: guid(901), name: 'ABC Company Failover Plan' },
    tenant: { id: guid(902), name: 'ABC Company' },
    tasks: makeRunningTasks(nowMs),
    tasksFrom: 'em',
    tasksRecordedAtUtc: utc(nowMs),
    ...rest,
  }
  const counts = toCounts(session.tasks)
  return {
    session,
    outcome: outcome ?? toOutcome(session, counts),
    counts,
    freshness: makeFreshness(freshness, nowMs),
    inEnterpriseManager,
    planned,
    plannedLeftOut,
    recovery: makeRecovery(recovery),
    attempts,
    keptApart: [],
    screenCodes: null,
    emClockAheadMs: 0,
    unreadable,
    collection: makeCollection(),
    pollAfterMs: 3000,
    tag: null,
    ...NOTHING_SAID,
    // Nobody has acknowledged anything of it.
    unacknowledged: counts.failed,
    may: MAY_NOTHING,
  }
}
