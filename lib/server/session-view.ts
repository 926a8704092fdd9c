import 'server-only'
import type { SessionReply, SessionSummary, Unreadable } from '@/lib/api/replies'
import type {
  FailoverPlan,
  FailoverSession,
  ReplicaPoint,
  TaskSession,
} from '@/lib/failover/failover-session'
import { toFreshness, type Freshness } from '@/lib/failover/freshness'
import { toCounts, toOutcome } from '@/lib/failover/outcome'
import { isEnded } from '@/lib/failover/words'
import type { Detail } from '@/lib/poller/once-reader'
import type { Snapshot } from '@/lib/poller/poller'

/** A session with its rows as far as they were ever seen. */
export type SeenSession = {
  session: FailoverSession
  tasksFrom: 'em' | 'record'
  /** When the rows took their present form. */
  rowsChangedAtMs: number | null
  /** When all rows last stood in a reply of EM. */
  rowsSeenAtMs: number | null
}

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

export function toSessionSummary(snapshot: Snapshot<SeenSession>, around: Surroundings): SessionSummary {
  const { tasks, ...session } = snapshot.value.session
  const counts = toCounts(tasks)
  return {
    session: {
      ...session,
      plan: around.plan && { id: around.plan.id, name: around.plan.name },
      tenant: around.plan?.tenant ?? null,
    },
    outcome: toOutcome(session, counts),
    counts,
    freshness: freshnessOf(snapshot, isEnded(session), around),
  }
}

export function toSessionReply(
  snapshot: Snapshot<SeenSession>,
  around: Surroundings,
  pointOf: (task: TaskSession) => Detail<ReplicaPoint> | null,
): SessionReply {
  const summary = toSessionSummary(snapshot, around)
  const { session, tasksFrom, rowsChangedAtMs, rowsSeenAtMs } = snapshot.value
  // "em" rows carry the time of their last change, so that an unchanged reply keeps its ETag.
  const tasks = session.tasks.map((task) => toTaskView(task, pointOf(task), around))
  const recordedAtMs = tasksFrom === 'em' ? rowsChangedAtMs : rowsSeenAtMs
  return {
    ...summary,
    session: {
      ...summary.session,
      tasks,
      tasksFrom,
      tasksRecordedAtUtc: recordedAtMs === null ? null : utc(recordedAtMs),
    },
    emClockAheadMs: around.emClockAheadMs,
    unreadable: around.unreadable,
    // What is being read will be there soon, also for a session that is itself read seldom.
    pollAfterMs: tasks.some((task) => task.vmReplicaPoint?.unreadable === 'pending')
      ? Math.min(snapshot.intervalMs, around.pollActiveMs)
      : snapshot.intervalMs,
    // Nobody can sign in yet, so nobody may act; sharing, tagging and collecting come with access.
    may: { share: false, tag: false, collect: false },
  }
}

function toTaskView(
  task: TaskSession,
  point: Detail<ReplicaPoint> | null,
  around: Surroundings,
): SessionReply['session']['tasks'][number] {
  const { vmReplicaPoint: link } = task
  if (link === null) return { ...task, vmReplicaPoint: null }
  return {
    ...task,
    // A name can be missing from the task; then the point's display name stands for it.
    vmName: task.vmName ?? point?.value?.vmDisplayName ?? null,
    vmReplicaPoint: {
      ...link,
      creationTimeUtc: point?.value?.creationTimeUtc ?? null,
      pointType: point?.value?.pointType ?? null,
      state: point?.value?.state ?? null,
      stateAsOfUtc: point ? stateAsOf(point, task, around.emClockAheadMs) : null,
      unreadable: point ? toUnreadable(point) : 'pending',
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
