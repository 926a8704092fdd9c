import 'server-only'
import type { ScreenCodes } from './screen-codes'
import {
  NO_TEAMWORK,
  toRecordedTeamwork,
  toTeamworkReply,
  toTeamworkSummary,
  type Teamwork,
} from './teamwork-view'
import type { AttemptsView } from '@/lib/api/attempt-replies'
import type { RunTagView, SessionReply, SessionSummary, TaskView, Unreadable } from '@/lib/api/replies'
import type {
  FailoverPlan,
  FailoverSession,
  ReplicaPoint,
  TaskSession,
} from '@/lib/failover/failover-session'
import { toFreshness, type Freshness } from '@/lib/failover/freshness'
import { newestMomentMs } from '@/lib/failover/newest-moment'
import { toPointEvidence, type PointEvidence } from '@/lib/failover/finalisation'
import { toCounts, toOutcome, toTaskStanding, type Counts, type Outcome } from '@/lib/failover/outcome'
import { toRunPlan, type EarlierVm } from '@/lib/failover/planned-vms'
import type { RecordedPoint, RecordedSummary } from '@/lib/failover/recorded-session'
import { toTaskRpo, toWorst, type RecoveryTarget } from '@/lib/failover/recovery'
import type { RunTag } from '@/lib/failover/run-tag'
import type { SeenSession } from '@/lib/failover/seen-session'
import { isEnded } from '@/lib/failover/words'
import type { Detail } from '@/lib/poller/once-reader'
import type { Snapshot } from '@/lib/poller/poller'
import type { SessionRecord } from '@/lib/recorder/recorder'

/** What is known besides the session itself. */
export type Surroundings = {
  nowMs: number
  collectedAtMs: number | null
  collectionLateMs: number
  emClockAheadMs: number
  /** The pace of active sessions. */
  pollActiveMs: number
  plan: FailoverPlan | null
  unreadable: SessionReply['unreadable']
}

const utc = (ms: number): string => new Date(ms).toISOString()
const toUtc = (ms: number | undefined): string | null => (ms === undefined ? null : utc(ms))

/** @param dated what the snapshot holds that has times; nothing for a list, whose rows have ages of their own */
export function freshnessOf(
  snapshot: Snapshot<unknown>,
  ended: boolean,
  around: Surroundings,
  dated: Parameters<typeof newestMomentMs>[0] = [],
): Freshness {
  return toFreshness({
    nowMs: around.nowMs,
    observedAtMs: snapshot.observedAtMs,
    intervalMs: snapshot.intervalMs,
    ended,
    problem: snapshot.problem,
    inFlightSinceMs: snapshot.inFlightSinceMs,
    collectedAtMs: around.collectedAtMs,
    collectionLateMs: around.collectionLateMs,
    emClockAheadMs: around.emClockAheadMs,
    newestMs: newestMomentMs(dated, {
      observedAtMs: snapshot.observedAtMs,
      emClockAheadMs: around.emClockAheadMs,
    }),
  })
}

/**
 * Whether EM still has the session. What was only recalled, and not read by this process yet, is as the record says.
 */
function isInEnterpriseManager(snapshot: Snapshot<SeenSession>, record: SessionRecord | null): boolean {
  if (snapshot.problem?.code === 'not_found') return false
  const isRead = snapshot.problem === null && snapshot.inFlightSinceMs === null
  return isRead || (record?.inEnterpriseManager ?? true)
}

/** The join of the time of the run outlives its plan: once it has ended, a plan that was edited since says nothing. */
function toJoin(session: FailoverSession, around: Surroundings, record: SessionRecord | null) {
  const now = around.plan && {
    plan: { id: around.plan.id, name: around.plan.name },
    tenant: around.plan.tenant,
  }
  const then = record?.plan ? { plan: record.plan, tenant: record.tenant } : null
  return (isEnded(session) ? (then ?? now) : (now ?? then)) ?? { plan: null, tenant: null }
}

/** What a list says of recovery beside the run itself. */
export type Goals = { target: RecoveryTarget | null; worstRpoMs: number | null }
const NO_GOALS: Goals = { target: null, worstRpoMs: null }

const toSummaryRecovery = ({ target, worstRpoMs }: Goals): SessionSummary['recovery'] => ({
  rtoTargetMs: target?.rtoMs ?? null,
  rpoTargetMs: target?.rpoMs ?? null,
  worstRpoMs,
})

/** The plan of a run, as lists and pages show it. */
export const toPlanId = (
  session: FailoverSession,
  around: Surroundings,
  record: SessionRecord | null,
): string | null => toJoin(session, around, record).plan?.id ?? null

/** The largest data loss window among a run's VMs, ms; null while no point of any is known. */
export function toWorstRpoMs(
  session: FailoverSession,
  pointOf: (task: TaskSession) => Detail<ReplicaPoint> | null,
  record: SessionRecord | null,
): number | null {
  const { worst } = toWorst(session.tasks, (task) => {
    const known = pointOf(task)?.value ?? recordedPoint(task, record)
    const vmReplicaPoint = known && { creationTimeUtc: known.creationTimeUtc, unreadable: null }
    return toTaskRpo({ vmReplicaPoint }, session.creationTimeUtc)
  })
  return worst?.ms ?? null
}
/** A run by itself, without what people have said of several. */
export type RunSummary = Omit<SessionSummary, 'attempt'>

export const toRunOutcome = (
  session: Pick<FailoverSession, 'state' | 'result' | 'endTimeUtc'>,
  counts: Counts,
  inEnterpriseManager: boolean,
): Outcome =>
  inEnterpriseManager || isEnded(session)
    ? toOutcome(session, counts)
    : // EM dropped it before it was seen to end: it is not running as far as anybody can say.
      { kind: 'unknown', reported: session.state ?? '' }

export function toSessionSummary(
  snapshot: Snapshot<SeenSession>,
  around: Surroundings,
  record: SessionRecord | null,
  goals: Goals = NO_GOALS,
  teamwork: Teamwork = NO_TEAMWORK,
): RunSummary {
  const head = toHead(snapshot, around, record, goals)
  const said = toTeamworkSummary(teamwork, {
    ...toRun(snapshot, head),
    evidence: toEvidence(snapshot.value.session, (task) => recordedPoint(task, record), around),
  })
  return { ...head, ...said }
}

type Head = Omit<RunSummary, keyof ReturnType<typeof toTeamworkSummary>>

function toHead(
  snapshot: Snapshot<SeenSession>,
  around: Surroundings,
  record: SessionRecord | null,
  goals: Goals,
): Head {
  const { tasks, ...session } = snapshot.value.session
  const counts = toCounts(tasks)
  const inEnterpriseManager = isInEnterpriseManager(snapshot, record)
  return {
    session: { ...session, ...toJoin(snapshot.value.session, around, record) },
    outcome: toRunOutcome(session, counts, inEnterpriseManager),
    counts,
    freshness: freshnessOf(snapshot, isEnded(session), around, [session, ...tasks]),
    inEnterpriseManager,
    tag: toTagView(record?.tag ?? null),
    recovery: toSummaryRecovery(goals),
  }
}

const toRun = (snapshot: Snapshot<SeenSession>, { outcome, counts, tag }: Head) => ({
  session: snapshot.value.session,
  outcome,
  counts,
  kind: tag?.kind ?? null,
})

/** What the points of the VMs that failed over tell of them, each by a read after the end of the run. */
function toEvidence(
  { tasks, endTimeUtc }: FailoverSession,
  pointOf: (task: TaskSession) => { state: string | null; observedAtMs: number } | null,
  { emClockAheadMs }: Surroundings,
): (PointEvidence | null)[] {
  if (endTimeUtc === null) return []
  const endMs = Date.parse(endTimeUtc) - emClockAheadMs
  return tasks.flatMap((task) => {
    const standing = toTaskStanding(task)
    if (standing !== 'succeeded' && standing !== 'warning') return []
    const point = pointOf(task)
    return [point && toPointEvidence(point.state, point.observedAtMs - endMs)]
  })
}

export const toTagView = (tag: RunTag | null): RunTagView | null =>
  tag && { kind: tag.kind, setAtUtc: utc(tag.setAtMs), setBy: tag.setBy }

/** Of what EM no longer has: nothing newer will come. */
export const toFinal = (observedAtMs: number): Freshness => ({
  level: 'final',
  observedAtUtc: utc(observedAtMs),
  collectedAtUtc: null,
  problem: null,
})

/** A session that only the record has. @param failed rows of its VMs that failed; null: not known */
export function toRecordedSummary(
  recorded: RecordedSummary,
  targetOf: (planId: string) => RecoveryTarget | null,
  teamwork: Teamwork = NO_TEAMWORK,
  failed: readonly TaskSession[] | null = null,
): RunSummary {
  const { session, plan, tenant, tag, outcome, counts, observedAtMs, inEnterpriseManager } = recorded
  return {
    session: { ...session, plan, tenant },
    outcome,
    counts,
    freshness: toFinal(observedAtMs),
    inEnterpriseManager,
    tag: toTagView(tag),
    ...toRecordedTeamwork(teamwork, recorded, failed),
    recovery: toSummaryRecovery({ target: plan && targetOf(plan.id), worstRpoMs: recorded.worstRpoMs }),
  }
}

export function toSessionReply(
  snapshot: Snapshot<SeenSession>,
  around: Surroundings,
  beside: {
    pointOf: (task: TaskSession) => Detail<ReplicaPoint> | null
    record: SessionRecord | null
    recovery: SessionReply['recovery']
    attempts: AttemptsView | null
    keptApart?: SessionReply['keptApart']
    /** Every VM by its latest outcome in earlier attempts of the same failover. */
    earlierVms?: readonly EarlierVm[]
    collection: SessionReply['collection']
    teamwork?: Teamwork
    /** Null while no screen shows codes in place of names. */
    codes?: ScreenCodes | null
  },
): SessionReply {
  const { record, recovery, attempts, collection, pointOf } = beside
  const { teamwork = NO_TEAMWORK, keptApart = [], earlierVms = [], codes = null } = beside
  const summary = toHead(snapshot, around, record, NO_GOALS)
  const { session, tasksFrom, rowsChangedAtMs, rowsSeenAtMs, goneRows } = snapshot.value
  const tasks = session.tasks.map((task) => ({
    ...toTaskView(task, pointOf(task), recordedPoint(task, record), around.emClockAheadMs),
    lastSeenAtUtc: toUtc(goneRows.get(task.key)),
  }))
  // "em" rows carry the time of their last change, so that an unchanged reply keeps its ETag.
  const recordedAtMs = tasksFrom === 'em' ? rowsChangedAtMs : rowsSeenAtMs
  return {
    ...summary,
    session: {
      ...summary.session,
      tasks,
      tasksFrom,
      tasksRecordedAtUtc: recordedAtMs === null ? null : utc(recordedAtMs),
    },
    ...toTeamworkReply(teamwork, {
      ...toRun(snapshot, summary),
      evidence: toEvidence(
        session,
        (task) => toKnownPoint(pointOf(task), recordedPoint(task, record)),
        around,
      ),
    }),
    ...toPlanned(summary, around.plan, tasks, earlierVms),
    recovery,
    attempts,
    keptApart,
    screenCodes: codes && codes.of(summary.session),
    collection,
    emClockAheadMs: around.emClockAheadMs,
    unreadable: summary.session.plan ? { ...around.unreadable, plan: null } : around.unreadable,
    // What is being read will be there soon, and another attempt goes on, also where the session itself is read seldom.
    pollAfterMs:
      tasks.some((task) => task.vmReplicaPoint?.unreadable === 'pending') ||
      (attempts?.kind === 'confirmed' && attempts.outcome.kind === 'running')
        ? Math.min(snapshot.intervalMs, around.pollActiveMs)
        : snapshot.intervalMs,
    // What the asker may do is for the route to say, which knows who asks.
    may: NOTHING,
  }
}

const NOTHING: SessionReply['may'] = {
  share: false,
  tag: false,
  target: false,
  collect: false,
  acknowledge: false,
  note: false,
  finalise: false,
  attempts: false,
}

/** The newest that is known of a point. */
function toKnownPoint(point: Detail<ReplicaPoint> | null, recorded: RecordedPoint | null) {
  if (point?.value == null || point.observedAtMs === null) return recorded
  return { state: point.value.state, observedAtMs: point.observedAtMs }
}

/** Once a run is over, or gone from EM unseen, nothing of it waits; its report says what the plan had and it did not. */
function toPlanned(
  { outcome, inEnterpriseManager, tag }: Pick<SessionSummary, 'outcome' | 'inEnterpriseManager' | 'tag'>,
  plan: FailoverPlan | null,
  tasks: readonly TaskView[],
  earlier: readonly EarlierVm[],
): Pick<SessionReply, 'planned' | 'plannedLeftOut'> {
  if (outcome.kind !== 'running' || !inEnterpriseManager) return { planned: [], plannedLeftOut: null }
  if (plan === null) return { planned: null, plannedLeftOut: null }
  const rowNames = tasks.map(({ vmName }) => vmName)
  const { planned, leftOut } = toRunPlan(plan.vms, rowNames, { kind: tag?.kind ?? null, earlier })
  return { planned, plannedLeftOut: leftOut }
}

const recordedPoint = ({ vmReplicaPoint }: TaskSession, record: SessionRecord | null): RecordedPoint | null =>
  (vmReplicaPoint && record?.points.get(vmReplicaPoint.id)) ?? null

function toTaskView(
  task: TaskSession,
  point: Detail<ReplicaPoint> | null,
  recorded: RecordedPoint | null,
  emClockAheadMs: number,
): Omit<TaskView, 'lastSeenAtUtc'> {
  const { vmReplicaPoint: link } = task
  if (link === null) return { ...task, vmReplicaPoint: null }
  const known = point?.value ?? recorded
  const isRecorded = known !== null && known === recorded
  return {
    ...task,
    // A name can be missing from the task; then the point's display name stands for it.
    vmName: task.vmName ?? known?.vmDisplayName ?? null,
    vmReplicaPoint: {
      ...link,
      creationTimeUtc: known?.creationTimeUtc ?? null,
      pointType: known?.pointType ?? null,
      state: known?.state ?? null,
      // A state out of the record is never one of now.
      stateAsOfUtc: isRecorded
        ? utc(recorded.observedAtMs)
        : point
          ? stateAsOf(point, task, emClockAheadMs)
          : null,
      stateReadAtUtc: toReadAt(point, isRecorded ? recorded : null),
      unreadable: known ? null : point ? toUnreadable(point) : 'pending',
    },
  }
}

/** When what is shown of a point was read. */
function toReadAt(point: Detail<ReplicaPoint> | null, recorded: RecordedPoint | null): string | null {
  if (recorded !== null) return utc(recorded.observedAtMs)
  return point?.value == null || point.observedAtMs === null ? null : utc(point.observedAtMs)
}

/** A point is read once and again at the end of the run: until then its state may be the one before the failover. */
function stateAsOf(point: Detail<ReplicaPoint>, task: TaskSession, emClockAheadMs: number): string | null {
  if (point.value === null || point.observedAtMs === null) return null
  const endMs = task.endTimeUtc === null ? Number.POSITIVE_INFINITY : Date.parse(task.endTimeUtc)
  return point.observedAtMs + emClockAheadMs <= endMs ? utc(point.observedAtMs) : null
}

/** Why a detail is not there; null when it is. Other faults than missing rights or a missing thing are "unreachable". */
export function toUnreadable(detail: Detail<unknown>): Unreadable | null {
  if (detail.value !== null) return null
  if (detail.error === null) return 'pending'
  const { code } = detail.error
  return code === 'forbidden' || code === 'not_found' ? code : 'unreachable'
}
