import 'server-only'
import type { EarlierAttempts } from './earlier-attempts'
import { toNotRun, type PlanVm } from './report-not-run'
import { holdsEnd, toReportRecording } from './report-recording'
import { toReportRecovery } from './report-recovery'
import { withoutStarted } from './report-started-earlier'
import { toReportSaid } from './report-said'
import { toReportUnknown } from './report-unknown'
import { toReportVms } from './report-vms'
import type { HistoryReply } from '@/lib/api/record-replies'
import type { SessionReply } from '@/lib/api/replies'
import { REPORT_FORMAT, REPORT_VERSION, type RunReport } from '@/lib/api/report'
import { isEnded } from '@/lib/failover/words'

export type ReportInput = {
  reply: SessionReply
  /** Null if the record cannot be read. */
  history: HistoryReply | null
  /** Null if the plan is not known; `planUnknown` says why. */
  planVms: readonly PlanVm[] | null
  planUnknown: SessionReply['unreadable']['plan']
  /** What earlier attempts of the same failover tell. */
  earlier: EarlierAttempts
  emUrl: string
}

/** The evidence report of a run: what is known, what is not, and what both rest on. Pure; reads no clock. */
export function toRunReport(input: ReportInput): RunReport {
  const { reply, history, planVms, planUnknown, emUrl } = input
  const { tasks, tasksFrom, tasksRecordedAtUtc, ...session } = reply.session
  const final = isEnded(session) && tasks.every((task) => task.vmReplicaPoint?.unreadable !== 'pending')
  const asOfUtc = toAsOfUtc(reply, history, final)
  const { gaps, recording, transitions } = toReportRecording(reply, history, { asOfUtc, final })
  const { notRun, startedEarlier, doubts } = withoutStarted(
    toNotRun(reply, planVms, planUnknown),
    planVms ?? [],
    input,
  )
  const known: Omit<RunReport, 'unknown'> = {
    format: REPORT_FORMAT,
    version: REPORT_VERSION,
    enterpriseManager: { url: emUrl },
    asOfUtc,
    final,
    inEnterpriseManager: reply.inEnterpriseManager,
    kind: reply.tag?.kind ?? null,
    kindSet: reply.tag && { atUtc: reply.tag.setAtUtc, by: reply.tag.setBy },
    attempt: toAttempt(reply.attempts),
    session,
    outcome: reply.outcome,
    counts: reply.counts,
    recovery: toReportRecovery(reply, asOfUtc),
    vmRows: { from: tasksFrom, seenAtUtc: tasksFrom === 'record' ? tasksRecordedAtUtc : null },
    vms: toReportVms(reply),
    notRun,
    ...(startedEarlier.length === 0 ? {} : { startedEarlier }),
    gaps,
    recording,
    transitions,
    ...toReportSaid(reply),
    // What moves on although the run does not would give each copy of a final report other bytes.
    collectedAtUtc: final ? null : reply.freshness.collectedAtUtc,
    emClockAheadMs: final ? null : reply.emClockAheadMs,
  }
  return { ...known, unknown: toReportUnknown(known, reply, doubts) }
}

/** What is only inferred is no evidence. */
function toAttempt(attempts: SessionReply['attempts']): RunReport['attempt'] {
  if (attempts?.kind !== 'confirmed') return null
  const { number, of, firstStartUtc, confirmedAtUtc, confirmedBy } = attempts
  const isSaid = confirmedAtUtc !== null && confirmedBy !== null
  return { number, of, firstStartUtc, set: isSaid ? { atUtc: confirmedAtUtc, by: confirmedBy } : null }
}

/**
 * The newest observation that the report rests on. An ended run is read again and again; once its end stands in the
 * record, the last look that added something to it is what counts, so that later ones leave the report as it is.
 */
function toAsOfUtc(
  { session, freshness }: SessionReply,
  history: HistoryReply | null,
  final: boolean,
): string {
  const recordedUtc = final && history && holdsEnd(history, session.state) ? history.recordedToUtc : null
  return recordedUtc ?? freshness.observedAtUtc
}
