import type {
  CollectionView,
  HealthReply,
  ReplicaPointReply,
  SessionListReply,
  SessionReply,
  SessionSummary,
  TargetView,
  TaskView,
} from '@/lib/api/replies'
import type { Freshness, Problem } from '@/lib/failover/freshness'
import { toCounts, toOutcome, toTaskStanding } from '@/lib/failover/outcome'
import { MAY_NOTHING, NOTHING_SAID, NOTHING_SAID_IN_SHORT } from '../samples/teamwork'

/** Replies with invented data, as one moment of a run. Times are relative to {@link NOW_MS}. */
export const NOW_MS = Date.parse('2026-11-23T12:04:31.000Z')
export const SESSION_ID = 'a986d473-bc6a-4f55-a6f5-c8f1e70ee393'

export const utc = (ms: number): string => new Date(ms).toISOString()
const ago = (minutes: number, nowMs: number): string => utc(nowMs - minutes * 60_000)
const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

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
    ...rest,
  }
}

const working = (progress: number | null): TaskSpec => ({
  state: 'Working',
  result: 'None',
  progress,
  endTimeUtc: null,
})
const waiting: TaskSpec = {
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

type SessionSpec = Partial<SessionReply['session']> & {
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

type SummarySpec = SessionSpec & { summaryRecovery?: Partial<SessionSummary['recovery']> }

export function makeSummary({ summaryRecovery, ...spec }: SummarySpec = {}, nowMs = NOW_MS): SessionSummary {
  const { session, outcome, counts, freshness, inEnterpriseManager, tag } = makeSessionReply(spec, nowMs)
  const { tasks, tasksFrom: _from, tasksRecordedAtUtc: _at, ...head } = session
  return {
    session: head,
    outcome,
    counts,
    freshness,
    inEnterpriseManager,
    tag,
    ...NOTHING_SAID_IN_SHORT,
    unacknowledged: counts.failed,
    failing: tasks
      .filter((task) => toTaskStanding(task) === 'failed')
      .map(({ key }) => ({ key, open: true })),
    attempt: null,
    recovery: { rtoTargetMs: null, rpoTargetMs: null, worstRpoMs: null, ...summaryRecovery },
  }
}

const finished = (result: string, minutesAgo: number, tookMinutes: number, nowMs: number): SessionSpec => ({
  state: 'Stopped',
  result,
  creationTimeUtc: ago(minutesAgo, nowMs),
  endTimeUtc: ago(minutesAgo - tookMinutes, nowMs),
})

export function makeTotals(
  nowMs = NOW_MS,
  spec: Partial<SessionListReply['totals']> = {},
): SessionListReply['totals'] {
  const dayMs = 86_400_000
  return {
    running: 3,
    needAttention: 1,
    finishedToday: 6,
    vmsFailedOverToday: 118,
    days: Array.from({ length: 30 }, (_, n) => ({
      dayUtc: utc(nowMs - (29 - n) * dayMs).slice(0, 10),
      succeeded: n % 7 === 3 ? 0 : 3 + (n % 3),
      warning: n % 10 === 5 ? 1 : 0,
      failed: n % 11 === 6 ? 1 : 0,
      unknown: 0,
    })),
    succeeded30: 96,
    ended30: 101,
    history: 6,
    incomplete: false,
    ...spec,
  }
}

export function makeListReply(nowMs = NOW_MS, freshness: Partial<Freshness> = {}): SessionListReply {
  const good = (count: number): TaskView[] =>
    Array.from({ length: count }, (_, index) => makeTask(index + 1, {}, nowMs))
  const sessions = [
    makeSummary({}, nowMs),
    makeSummary(
      {
        id: guid(501),
        name: 'UCM Full Site',
        tenant: { id: guid(2), name: 'UCM & Söhne' },
        creationTimeUtc: ago(33, nowMs),
        tasks: [
          ...good(19),
          ...[20, 21, 22].map((n) => makeTask(n, { result: 'Warning' }, nowMs)),
          makeTask(23, working(80), nowMs),
        ],
      },
      nowMs,
    ),
    makeSummary(
      {
        id: guid(502),
        name: 'CRM stack',
        tenant: null,
        creationTimeUtc: ago(6, nowMs),
        tasks: [
          ...good(3),
          ...[4, 5, 6].map((n) => makeTask(n, working(30), nowMs)),
          ...[7, 8, 9].map((n) => makeTask(n, waiting, nowMs)),
        ],
      },
      nowMs,
    ),
    ...(
      [
        ['ERP', 'テナント株式会社', 'Success', 44, 41, 12],
        ['Webshop', 'Hansen Logistik', 'Success', 122, 22, 8],
        ['File services', 'Orchard Clinics', 'Failed', 203, 9, 6],
        ['Terminal farm', 'UCM & Söhne', 'Warning', 350, 28, 14],
        ['Domain controllers', 'ABC Company', 'None', 366, 4, 0],
        ['SAP landscape', 'Brückner AG', 'Success', 1500, 66, 31],
      ] as const
    ).map(([name, tenant, result, minutesAgo, took, vms], index) =>
      makeSummary(
        {
          id: guid(600 + index),
          name,
          tenant: { id: guid(700 + index), name: tenant },
          tasks: good(vms),
          ...finished(result, minutesAgo, took, nowMs),
        },
        nowMs,
      ),
    ),
  ]
  const isRunning = (it: SessionSummary): boolean => it.outcome.kind === 'running'
  const history = sessions.filter((it) => !isRunning(it))
  return {
    sessions: history,
    page: 1,
    pages: 1,
    total: history.length,
    unreadable: 0,
    recordUnavailable: false,
    live: sessions.filter(isRunning),
    fitting: sessions.filter(isRunning).map(({ session }) => session.id),
    also: [],
    code: null,
    totals: makeTotals(nowMs, { history: history.length }),
    freshness: makeFreshness(freshness, nowMs),
    emClockAheadMs: 0,
    collection: makeCollection(),
    pollAfterMs: 3000,
    may: { collect: false },
  }
}

export function makePointReply(nowMs = NOW_MS): ReplicaPointReply {
  return {
    replicaPoint: {
      uid: `urn:veeam:VmReplicaPoint:${guid(4)}`,
      id: guid(4),
      name: 'sql02@2026-11-23 11:30:09',
      vmDisplayName: 'sql02',
      creationTimeUtc: ago(34, nowMs),
      pointType: 'Snapshot',
      state: 'Failover',
      backupServer: { id: guid(900), name: 'sp-vbr-01.tech.local' },
      replica: { id: guid(903), name: 'sql02_replica', platform: 'VMware', unreadable: null },
    },
    inEnterpriseManager: true,
    pointFrom: 'em',
    otherPoints: [
      {
        id: guid(41),
        name: 'sql02@2026-11-23 11:00:12',
        creationTimeUtc: ago(64, nowMs),
        pointType: 'Snapshot',
        state: 'Ready',
      },
      { id: guid(42), name: null, creationTimeUtc: null, pointType: null, state: null },
    ],
    otherPointsUnreadable: null,
    otherPointsLeftOut: 3,
    otherPointsOfOtherVms: 12,
    otherPointsReadAtUtc: utc(nowMs - 60_000),
    usedByUnread: false,
    usedBy: [
      {
        sessionId: SESSION_ID,
        sessionName: 'ABC Company Failover Plan',
        vmName: 'sql02',
        creationTimeUtc: utc(nowMs - 18 * 60_000 - 4000),
      },
    ],
    freshness: makeFreshness({ collectedAtUtc: null }, nowMs),
    pollAfterMs: 30_000,
  }
}

export function makeRecording(
  spec: Partial<HealthReply['recording']> = {},
  nowMs = NOW_MS,
): HealthReply['recording'] {
  return {
    state: 'recording',
    engine: 'sqlite',
    location: '/var/lib/failover-monitor/record.sqlite',
    lastWrittenAtUtc: utc(nowMs - 2000),
    waiting: 0,
    setAside: 0,
    sessions: 1284,
    sizeBytes: 41_260_000,
    problem: null,
    ...spec,
  }
}

export function makeHealthReply(nowMs = NOW_MS, problem: Problem | null = null): HealthReply {
  const features = [
    'sessions',
    'query',
    'plans',
    'replica_points',
    'replicas',
    'tenants',
    'backup_servers',
    'collections',
  ] as const
  return {
    connection: {
      url: 'https://em.example:9398',
      userName: 'EXAMPLE\\failover-monitor',
      loggedOnSinceUtc: ago(95, nowMs),
      logonPausedUntilUtc: problem?.code === 'logon_refused' ? problem.nextTryAtUtc : null,
      lastAnswerMs: 41.7,
      lastAnswerAtUtc: utc(nowMs),
      supportedVersions: ['v1_6', 'v1_7'],
      cloudConnect: true,
      role: 'administrator',
      emClockAheadMs: 0,
      problem,
    },
    features: features.map((feature) => ({
      feature,
      state: feature === 'collections' ? 'forbidden' : 'allowed',
      problem:
        feature === 'collections'
          ? makeProblem({ code: 'forbidden', message: '403', nextTryAtUtc: null }, nowMs)
          : null,
    })),
    certificate: {
      subject: 'CN=em.example',
      issuer: 'CN=Example Issuing CA 2, O=Example',
      validFromUtc: ago(60 * 24 * 200, nowMs),
      validToUtc: ago(-60 * 24 * 165, nowMs),
      sha256: Array.from({ length: 32 }, (_, n) => (n * 7 + 16).toString(16).padStart(2, '0').slice(-2))
        .join(':')
        .toUpperCase(),
    },
    collection: {
      collectedAtUtc: ago(1, nowMs),
      newestHadWarnings: false,
      runningSinceUtc: null,
      failedAtUtc: null,
    },
    watching: { sessions: 3 },
    recording: makeRecording({}, nowMs),
    build: '0.1.0',
    checkedAtUtc: utc(nowMs),
  }
}
