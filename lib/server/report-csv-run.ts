import 'server-only'
import type { Cell } from '@/lib/api/csv-cells'
import type { RunReport } from '@/lib/api/report'
import type { AgainstTarget } from '@/lib/failover/recovery'

/** The run's facts, name and cell each, as they stand in every row of the table. */
export function toRunCells(report: RunReport, sha256: string): [name: string, cell: Cell][] {
  const { session, outcome, counts, recovery, vmRows, notRun, recording, gaps } = report
  const { timeToFailOver, worstDataLoss } = recovery
  return [
    ['format', report.format],
    ['version', report.version],
    ['json.sha256', sha256],
    ['asOfUtc', report.asOfUtc],
    ['final', report.final],
    ['inEnterpriseManager', report.inEnterpriseManager],
    ['kind', report.kind],
    ['kindSet.atUtc', report.kindSet?.atUtc ?? null],
    ['kindSet.by', report.kindSet?.by ?? null],
    ['attempt.number', report.attempt?.number ?? null],
    ['attempt.of', report.attempt?.of ?? null],
    ['attempt.firstStartUtc', report.attempt?.firstStartUtc ?? null],
    ['attempt.set.atUtc', report.attempt?.set?.atUtc ?? null],
    ['attempt.set.by', report.attempt?.set?.by ?? null],
    ['enterpriseManager.url', report.enterpriseManager.url],
    ['session.uid', session.uid],
    ['session.id', session.id],
    ['session.name', session.name],
    ['session.jobType', session.jobType],
    ['session.creationTimeUtc', session.creationTimeUtc],
    ['session.endTimeUtc', session.endTimeUtc],
    ['session.state', session.state],
    ['session.result', session.result],
    ['session.progress', session.progress],
    ['session.failureMessage', session.failureMessage],
    ['session.backupServer.id', session.backupServer?.id ?? null],
    ['session.backupServer.name', session.backupServer?.name ?? null],
    ['session.plan.id', session.plan?.id ?? null],
    ['session.plan.name', session.plan?.name ?? null],
    ['session.tenant.id', session.tenant?.id ?? null],
    ['session.tenant.name', session.tenant?.name ?? null],
    ['outcome', outcome.kind === 'ended' ? outcome.result : outcome.kind],
    ['counts.total', counts.total],
    ['counts.waiting', counts.waiting],
    ['counts.working', counts.working],
    ['counts.succeeded', counts.succeeded],
    ['counts.warning', counts.warning],
    ['counts.failed', counts.failed],
    ['counts.unknown', counts.unknown],
    ['recovery.timeToFailOver.ms', 'ms' in timeToFailOver ? timeToFailOver.ms : null],
    ['recovery.timeToFailOver.unknown', 'ms' in timeToFailOver ? null : timeToFailOver.unknown],
    ['recovery.elapsedMs', recovery.elapsedMs],
    ['recovery.rtoTargetMs', recovery.rtoTargetMs],
    ...toAgainstCells('recovery.rtoAgainst', recovery.rtoAgainst),
    ['recovery.worstDataLoss.ms', worstDataLoss?.ms ?? null],
    ['recovery.worstDataLoss.vmName', worstDataLoss?.vmName ?? null],
    ['recovery.worstDataLoss.key', worstDataLoss?.key ?? null],
    ['recovery.vmsWithoutDataLoss', recovery.vmsWithoutDataLoss],
    ['recovery.rpoTargetMs', recovery.rpoTargetMs],
    ...toAgainstCells('recovery.rpoAgainst', recovery.rpoAgainst),
    ['recovery.targetsSet.atUtc', recovery.targetsSet?.atUtc ?? null],
    ['recovery.targetsSet.by', recovery.targetsSet?.by ?? null],
    ['vmRows.from', vmRows.from],
    ['vmRows.seenAtUtc', vmRows.seenAtUtc],
    ['notRun.kind', notRun.kind],
    ['notRun.reason', notRun.kind === 'known' ? null : notRun.reason],
    ['unknown', toUnknownCell(report, null)],
    ['gaps', toGapsCell(gaps)],
    ['gaps.count', gaps?.length ?? null],
    ['recording.recordedFromUtc', recording?.recordedFromUtc ?? null],
    ['recording.recordedToUtc', recording?.recordedToUtc ?? null],
    ['recording.samples.count', recording?.samples?.count ?? null],
    ['recording.samples.thinned', recording?.samples?.thinned ?? null],
    ['recording.wholeRun', recording?.wholeRun ?? null],
    ['recording.unobserved', recording?.unobserved.join(' ') ?? null],
    ...toSaidCells(report),
    ['collectedAtUtc', report.collectedAtUtc],
    ['emClockAheadMs', report.emClockAheadMs],
  ]
}

/** What staff said, each word with who and when, a line each. */
function toSaidCells({ said }: RunReport): [string, Cell][] {
  const final = said?.finalisation ?? null
  const acknowledged = said?.acknowledgements.map(
    ({ atUtc, by, vmName, key, reason }) => `${atUtc} ${by}: ${vmName ?? key ?? 'run'}: ${reason}`,
  )
  const notes = said?.notes.map(({ atUtc, by, text }) => `${atUtc} ${by}: ${text}`)
  return [
    ['said.acknowledgements', acknowledged?.join('\n') ?? null],
    ['said.notes', notes?.join('\n') ?? null],
    ['said.finalisation.outcome', final?.outcome ?? null],
    ['said.finalisation.atUtc', final?.atUtc ?? null],
    ['said.finalisation.by', final?.by ?? null],
    ['said.finalisation.note', final?.note ?? null],
  ]
}

function toAgainstCells(name: string, against: AgainstTarget | null): [string, Cell][] {
  return [
    [`${name}.kind`, against?.kind ?? null],
    [`${name}.ms`, against !== null && 'ms' in against ? against.ms : null],
  ]
}

/** What is not known of a row (of the run, if `key` is null), as `matter:reason`, parted by blanks. */
export function toUnknownCell(report: RunReport, key: string | null): string {
  return report.unknown
    .filter((it) => it.key === key)
    .map(({ what, reason }) => `${what}:${reason}`)
    .join(' ')
}

/** Each gap as `from/to code`, parted by commas; `open` for one that had not ended, `unknown` where none can be told. */
function toGapsCell(gaps: RunReport['gaps']): string {
  if (gaps === null) return 'unknown'
  return gaps.map(({ fromUtc, toUtc, code }) => `${fromUtc}/${toUtc ?? 'open'} ${code}`).join(', ')
}
