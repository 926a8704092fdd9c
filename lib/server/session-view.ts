import 'server-only'
import type { RunTagView, SessionReply, SessionSummary, Unreadable } from '@/lib/api/replies'
import type {
  FailoverPlan,
  FailoverSession,
  ReplicaPoint,
  TaskSession,
} from '@/lib/failover/failover-session'
import { toFreshness, type Freshness } from '@/lib/failover/freshness'
import { toCounts, toOutcome } from '@/lib/failover/outcome'
import type { RecordedPoint, RecordedSummary } from '@/lib/failover/recorded-session'
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

export function freshnessOf(snapshot: Snapshot<unknown>, ended: boolean, around: Surroundings): Freshness {
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

export function toSessionSummary(
  snapshot: Snapshot<SeenSession>,
  around: Surroundings,
  record: SessionRecord | null,
): SessionSummary {
  const { tasks, ...session } = snapshot.value.session
  const counts = toCounts(tasks)
  const inEnterpriseManager = isInEnterpriseManager(snapshot, record)
  return {
    session: { ...session, ...toJoin(snapshot.value.session, around, record) },
    outcome:
      inEnterpriseManager || isEnded(session)
        ? toOutcome(session, counts)
        : // EM dropped it before it was seen to end: it is not running as far as anybody can say.
          { kind: 'unknown', reported: session.state ?? '' },
    counts,
    freshness: freshnessOf(snapshot, isEnded(session), around),
    inEnterpriseManager,
    tag: toTagView(record?.tag ?? null),
  }
}

export const toTagView = (tag: RunTag | null): RunTagView | null =>
  tag && { kind: tag.kind, setAtUtc: utc(tag.setAtMs), setBy: tag.setBy }

/** A session that only the record has. */
export function toRecordedSummary(recorded: RecordedSummary): SessionSummary {
  const { session, plan, tenant, tag, outcome, counts, observedAtMs, inEnterpriseManager } = recorded
  return {
    session: { ...session, plan, tenant },
    outcome,
    counts,
    freshness: { level: 'final', observedAtUtc: utc(observedAtMs), collectedAtUtc: null, problem: null },
    inEnterpriseManager,
    tag: toTagView(tag),
  }
}

export function toSessionReply(
  snapshot: Snapshot<SeenSession>,
  around: Surroundings,
  beside: {
    pointOf: (task: TaskSession) => Detail<ReplicaPoint> | null
    record: SessionRecord | null
    recovery: SessionReply['recovery']
  },
): SessionReply {
  const { record, recovery, pointOf } = beside
  const summary = toSessionSummary(snapshot, around, record)
  const { session, tasksFrom, rowsChangedAtMs, rowsSeenAtMs } = snapshot.value
  const tasks = session.tasks.map((task) =>
    toTaskView(task, pointOf(task), recordedPoint(task, record), around.emClockAheadMs),
  )
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
    recovery,
    emClockAheadMs: around.emClockAheadMs,
    unreadable: summary.session.plan ? { ...around.unreadable, plan: null } : around.unreadable,
    // What is being read will be there soon, also for a session that is itself read seldom.
    pollAfterMs: tasks.some((task) => task.vmReplicaPoint?.unreadable === 'pending')
      ? Math.min(snapshot.intervalMs, around.pollActiveMs)
      : snapshot.intervalMs,
    // What the asker may do is for the route to say, which knows who asks.
    may: { share: false, tag: false, target: false, collect: false },
  }
}

const recordedPoint = ({ vmReplicaPoint }: TaskSession, record: SessionRecord | null): RecordedPoint | null =>
  (vmReplicaPoint && record?.points.get(vmReplicaPoint.id)) ?? null

function toTaskView(
  task: TaskSession,
  point: Detail<ReplicaPoint> | null,
  recorded: RecordedPoint | null,
  emClockAheadMs: number,
): SessionReply['session']['tasks'][number] {
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
      unreadable: known ? null : point ? toUnreadable(point) : 'pending',
    },
  }
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
