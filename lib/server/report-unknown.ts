import 'server-only'
import type { SessionReply } from '@/lib/api/replies'
import type { ReportUnknown, ReportVm, RunReport, UnknownMatter, UnknownReason } from '@/lib/api/report'
import { toFailureText } from '@/lib/failover/failure-text'
import { isEnded, parseSessionResult } from '@/lib/failover/words'

type Known = Omit<RunReport, 'unknown'>
type Around = Pick<SessionReply, 'unreadable' | 'freshness' | 'recovery'>
type Finding = [what: UnknownMatter, reason: UnknownReason]

/**
 * Everything that the report does not know, the run's first, then VM by VM. That a VM did not fail over is known and not
 * among them, although it leaves it without a time.
 * @param doubts why it is not known of VMs of the plan whether an earlier attempt started them
 */
export function toReportUnknown(
  known: Known,
  around: Around,
  doubts: readonly UnknownReason[],
): ReportUnknown[] {
  return [
    ...[...findOfRun(known, around), ...findOfRecording(known, doubts)].map(([what, reason]) => ({
      what,
      key: null,
      vmName: null,
      reason,
    })),
    ...known.vms.flatMap((vm) =>
      findOfVm(vm, known).map(([what, reason]) => ({ what, key: vm.key, vmName: vm.vmName, reason })),
    ),
  ]
}

function findOfRun(known: Known, { unreadable, freshness, recovery: { targetUnread } }: Around): Finding[] {
  const { session, outcome, final, inEnterpriseManager, recovery, vms } = known
  const ended = isEnded(session)
  const found: Finding[] = []
  const lost = !ended && !inEnterpriseManager
  if (outcome.kind === 'unknown' && !lost) found.push(['result', reasonOfWord(outcome.reported)])
  if (session.creationTimeUtc === null) found.push(['start', 'not_reported'])
  if (ended && session.endTimeUtc === null) found.push(['end', 'not_reported'])
  if (lost) found.push(['end', 'not_seen_to_end'])
  if ('unknown' in recovery.timeToFailOver && recovery.timeToFailOver.unknown !== 'not_failed_over') {
    if (!lost) found.push(['time_to_fail_over', recovery.timeToFailOver.unknown])
  }
  if (
    outcome.kind === 'ended' &&
    outcome.result === 'failed' &&
    toFailureText({ ...session, tasks: vms }) === null
  ) {
    found.push(['failure_reason', 'not_reported'])
  }
  if (!final && inEnterpriseManager && freshness.problem !== null) {
    found.push(['since', freshness.problem.code === 'collection_old' ? 'collection_old' : 'not_read_since'])
  }
  if (!final && inEnterpriseManager && unreadable.collection !== null) {
    found.push(['collection_age', unreadable.collection])
  }
  if (session.tenant === null) found.push(['tenant', unreadable.plan ?? 'none_named'])
  if (session.plan === null && recovery.rtoTargetMs === null && recovery.rpoTargetMs === null) {
    found.push(['targets', 'plan_not_known'])
  } else if (targetUnread) found.push(['targets', 'record_unavailable'])
  return found
}

function findOfRecording(known: Known, doubts: readonly UnknownReason[]): Finding[] {
  const { session, vms, vmRows, notRun, recording, gaps, inEnterpriseManager } = known
  const found: Finding[] = []
  if (vms.length === 0) {
    if (isEnded(session) || !inEnterpriseManager) found.push(['vm_rows', 'not_seen'])
    found.push(['data_loss', 'no_vms'])
  } else if (vmRows.from === 'record') found.push(['vm_rows', 'from_record'])
  if (notRun.kind !== 'known') found.push(['not_run', notRun.reason])
  for (const reason of doubts) found.push(['earlier_attempts', reason])
  if (recording === null) found.push(['history', 'record_unavailable'])
  else if (gaps === null) found.push(['history', 'nothing_recorded'])
  else for (const part of recording.unobserved) found.push(['observation', REASON_UNOBSERVED[part]])
  return found
}

const REASON_UNOBSERVED = {
  start: 'begun_late',
  gaps: 'gaps',
  end: 'end_not_recorded',
  vm_ends: 'vm_ends_not_seen',
} as const

function findOfVm(vm: ReportVm, { session, final, inEnterpriseManager }: Known): Finding[] {
  const ended = isEnded(vm)
  // Nothing more can come of a run that is over or gone: a row that goes on in it was not seen to end.
  const lost = !ended && (final || !inEnterpriseManager)
  const found: Finding[] = []
  if (vm.vmName === null) found.push(['name', 'not_reported'])
  if (vm.standing === 'unknown') found.push(['result', reasonOfWord(vm.result ?? '')])
  if (vm.creationTimeUtc === null && vm.standing !== 'waiting') found.push(['start', 'not_reported'])
  if (lost) found.push(['end', 'not_seen_to_end'])
  if (ended && vm.endTimeUtc === null) found.push(['end', 'not_reported'])
  found.push(...findOfFigures(vm, session.creationTimeUtc === null, lost))
  const point = vm.vmReplicaPoint
  if (point !== null && point.unreadable !== null) found.push(['replica_point', point.unreadable])
  if (point !== null && point.unreadable === null) {
    if (point.state === null) found.push(['replica_point_state', 'not_reported'])
    else if (point.stateAsOfUtc !== null && (ended || final)) {
      found.push(['replica_point_state', 'read_before_end'])
    }
  }
  if (vm.standing === 'failed' && vm.failureMessage === null) found.push(['failure_reason', 'not_reported'])
  return found
}

function findOfFigures(vm: ReportVm, hasNoStart: boolean, lost: boolean): Finding[] {
  const { timeToFailOver, waited, dataLoss } = vm
  const found: Finding[] = []
  if ('unknown' in timeToFailOver) {
    const { unknown } = timeToFailOver
    // "Running" is no reason for a row that nobody will see end; its end is named above.
    const said =
      unknown === 'not_failed_over' || (lost && (unknown === 'running' || unknown === 'not_started'))
    if (!said) found.push(['time_to_fail_over', unknown])
  }
  if ('unknown' in waited && waited.unknown !== 'not_started') {
    found.push(['waited', hasNoStart && vm.creationTimeUtc !== null ? NO_SESSION_START : waited.unknown])
  }
  if ('unknown' in dataLoss) {
    // The end of this span is the start of the run.
    const noStart = dataLoss.unknown === 'start_not_reported'
    found.push(['data_loss', noStart ? NO_SESSION_START : dataLoss.unknown])
  }
  return found
}

const NO_SESSION_START = 'session_start_not_reported'

/** Stopped without a result, or with a word that nobody knows. */
function reasonOfWord(reported: string): UnknownReason {
  return reported === '' || parseSessionResult(reported) === 'None' ? 'not_reported' : 'word_not_known'
}
