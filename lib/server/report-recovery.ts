import 'server-only'
import type { SessionReply } from '@/lib/api/replies'
import type { RunReport } from '@/lib/api/report'
import { durationBetween } from '@/lib/failover/duration'
import { toRpoAgainst, toRtoAgainst, toRunRto, toTaskRpo, toWorst } from '@/lib/failover/recovery'

/** The run's own figures and how they stand against its targets, as of a moment of the monitor's clock. */
export function toReportRecovery(reply: SessionReply, asOfUtc: string): RunReport['recovery'] {
  const { session, outcome, recovery } = reply
  const rtoTargetMs = recovery.target?.rtoMs ?? null
  const rpoTargetMs = recovery.target?.rpoMs ?? null
  const timeToFailOver = toRunRto(session, outcome)
  const elapsedMs = outcome.kind === 'running' ? toElapsedMs(reply, asOfUtc) : null
  const data = toWorst(session.tasks, (task) => toTaskRpo(task, session.creationTimeUtc))
  return {
    timeToFailOver,
    elapsedMs,
    rtoTargetMs,
    rtoAgainst:
      rtoTargetMs === null
        ? null
        : toRtoAgainst({ targetMs: rtoTargetMs, outcome, rto: timeToFailOver, elapsedMs }),
    worstDataLoss: data.worst && {
      ms: data.worst.ms,
      key: data.worst.task.key,
      vmName: data.worst.task.vmName,
    },
    vmsWithoutDataLoss: data.unknown,
    rpoTargetMs,
    rpoAgainst: rpoTargetMs === null ? null : toRpoAgainst(rpoTargetMs, data),
    targetsSet: recovery.target && { atUtc: recovery.target.setAtUtc, by: recovery.target.setBy },
  }
}

/** Start and moment are measured on Enterprise Manager's clock; null if the start is unknown or seems to be ahead. */
function toElapsedMs({ session, emClockAheadMs }: SessionReply, asOfUtc: string): number | null {
  const nowUtc = new Date(Date.parse(asOfUtc) + emClockAheadMs).toISOString()
  const ms = durationBetween(session.creationTimeUtc, nowUtc)
  return ms === null || ms < 0 ? null : ms
}
