import 'server-only'
import type { SessionReply, TaskView } from '@/lib/api/replies'
import type { ReportVm } from '@/lib/api/report'
import { durationBetween } from '@/lib/failover/duration'
import { toTaskStanding } from '@/lib/failover/outcome'
import { toTaskRpo, toTaskRto, type Figure } from '@/lib/failover/recovery'

/** The VM rows of a run with their figures, in the order of the run. */
export function toReportVms({ session, emClockAheadMs }: SessionReply): ReportVm[] {
  const { tasks, creationTimeUtc } = session
  return tasks.map((task, index) => ({
    order: index + 1,
    vmName: task.vmName,
    key: task.key,
    standing: toTaskStanding(task),
    creationTimeUtc: task.creationTimeUtc,
    endTimeUtc: task.endTimeUtc,
    state: task.state,
    result: task.result,
    progress: task.progress,
    failureMessage: task.failureMessage,
    timeToFailOver: toTaskRto(task),
    dataLoss: toTaskRpo(task, creationTimeUtc),
    waited: toWaited(task, creationTimeUtc),
    vmReplicaPoint: toPoint(task, task.endTimeUtc ?? session.endTimeUtc, emClockAheadMs),
  }))
}

/** How long a VM had to wait for its turn. @see EM wire reference §8: task creation minus session creation */
function toWaited(task: TaskView, sessionStartUtc: string | null): Figure {
  if (task.creationTimeUtc === null) {
    return { unknown: toTaskStanding(task) === 'waiting' ? 'not_started' : 'start_not_reported' }
  }
  const ms = durationBetween(sessionStartUtc, task.creationTimeUtc)
  if (ms === null) return { unknown: 'start_not_reported' }
  return ms < 0 ? { unknown: 'times_contradict' } : { ms }
}

/**
 * The point with a time beside its state only where that was read before the end, of the VM's task or else of the run. A
 * state out of the record has a time in every case, and one that is read once more has another: neither is news.
 */
function toPoint(
  { vmReplicaPoint }: TaskView,
  endUtc: string | null,
  emClockAheadMs: number,
): ReportVm['vmReplicaPoint'] {
  if (vmReplicaPoint === null) return null
  const { stateReadAtUtc: _readAt, ...point } = vmReplicaPoint
  const asOfUtc = point.stateAsOfUtc
  if (asOfUtc === null || endUtc === null) return point
  const isBeforeEnd = Date.parse(asOfUtc) + emClockAheadMs <= Date.parse(endUtc)
  return isBeforeEnd ? point : { ...point, stateAsOfUtc: null }
}
