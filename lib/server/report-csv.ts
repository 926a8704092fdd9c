import 'server-only'
import { toCsvText, type Cell } from '@/lib/api/csv-cells'
import { toUnknownCell, toRunCells } from './report-csv-run'
import type { ReportVm, RunReport, StartedEarlier } from '@/lib/api/report'

/**
 * The report as one table: a row per VM, also for those of the plan that did not run or were started before, with the run's facts in every row.
 * One table and not two blocks, because filters, pivots and other programs read nothing else, and a row that is copied
 * out of it still says which run it is from. Columns are named as in the JSON. Transitions stand in the JSON only: they
 * are not facts of a VM's row.
 * @param sha256 of the JSON document
 */
export function toReportCsv(report: RunReport, sha256: string): string {
  const run = toRunCells(report, sha256)
  const toLine = (cells: VmCells): Cell[] => [
    ...VM_COLUMNS.map((column) => cells[column]),
    ...run.map(([, cell]) => cell),
  ]
  const rows = report.vms.map((vm) => toLine(toVmCells(vm, report)))
  if (report.notRun.kind !== 'unknown') {
    const row = report.notRun.kind === 'known' ? 'not_run' : 'perhaps_not_run'
    for (const vm of report.notRun.vms)
      rows.push(toLine({ ...EMPTY, row, 'vm.order': vm.order, 'vm.vmName': vm.vmName }))
  }
  for (const vm of report.startedEarlier ?? []) rows.push(toLine(toEarlierCells(vm)))
  // Without any VM the run's facts still need a row to stand in.
  if (rows.length === 0) rows.push(toLine({ ...EMPTY, row: 'no_vm' }))
  return toCsvText([[...VM_COLUMNS, ...run.map(([name]) => name)], ...rows])
}

const VM_COLUMNS = [
  'row',
  'vm.order',
  'vm.vmName',
  'vm.standing',
  'vm.state',
  'vm.result',
  'vm.progress',
  'vm.creationTimeUtc',
  'vm.endTimeUtc',
  'vm.timeToFailOver.ms',
  'vm.timeToFailOver.unknown',
  'vm.dataLoss.ms',
  'vm.dataLoss.unknown',
  'vm.waited.ms',
  'vm.waited.unknown',
  'vm.vmReplicaPoint.name',
  'vm.vmReplicaPoint.creationTimeUtc',
  'vm.vmReplicaPoint.pointType',
  'vm.vmReplicaPoint.state',
  'vm.vmReplicaPoint.stateAsOfUtc',
  'vm.vmReplicaPoint.unreadable',
  'vm.vmReplicaPoint.id',
  'vm.failureMessage',
  'vm.unknown',
  'vm.key',
  'vm.earlier.attempt',
  'vm.earlier.sessionId',
  'vm.earlier.sessionCreationTimeUtc',
  'vm.earlier.standing',
  'vm.earlier.creationTimeUtc',
  'vm.earlier.endTimeUtc',
  'vm.earlier.key',
] as const

type VmCells = Record<(typeof VM_COLUMNS)[number], Cell>

// safe: every column is named in the list that the object is made of
const EMPTY = Object.fromEntries(VM_COLUMNS.map((column) => [column, null])) as VmCells

/** What an earlier attempt did stands in columns of its own, so that nobody counts it among what this run did. */
function toEarlierCells({ order, vmName, earlier }: StartedEarlier): VmCells {
  return {
    ...EMPTY,
    row: 'started_earlier',
    'vm.order': order,
    'vm.vmName': vmName,
    'vm.earlier.attempt': earlier.attempt,
    'vm.earlier.sessionId': earlier.sessionId,
    'vm.earlier.sessionCreationTimeUtc': earlier.sessionCreationTimeUtc,
    'vm.earlier.standing': earlier.standing,
    'vm.earlier.creationTimeUtc': earlier.creationTimeUtc,
    'vm.earlier.endTimeUtc': earlier.endTimeUtc,
    'vm.earlier.key': earlier.key,
  }
}

function toVmCells(vm: ReportVm, report: RunReport): VmCells {
  const point = vm.vmReplicaPoint
  return {
    ...EMPTY,
    row: 'vm',
    'vm.order': vm.order,
    'vm.vmName': vm.vmName,
    'vm.standing': vm.standing,
    'vm.state': vm.state,
    'vm.result': vm.result,
    'vm.progress': vm.progress,
    'vm.creationTimeUtc': vm.creationTimeUtc,
    'vm.endTimeUtc': vm.endTimeUtc,
    'vm.timeToFailOver.ms': 'ms' in vm.timeToFailOver ? vm.timeToFailOver.ms : null,
    'vm.timeToFailOver.unknown': 'ms' in vm.timeToFailOver ? null : vm.timeToFailOver.unknown,
    'vm.dataLoss.ms': 'ms' in vm.dataLoss ? vm.dataLoss.ms : null,
    'vm.dataLoss.unknown': 'ms' in vm.dataLoss ? null : vm.dataLoss.unknown,
    'vm.waited.ms': 'ms' in vm.waited ? vm.waited.ms : null,
    'vm.waited.unknown': 'ms' in vm.waited ? null : vm.waited.unknown,
    'vm.vmReplicaPoint.name': point?.name ?? null,
    'vm.vmReplicaPoint.creationTimeUtc': point?.creationTimeUtc ?? null,
    'vm.vmReplicaPoint.pointType': point?.pointType ?? null,
    'vm.vmReplicaPoint.state': point?.state ?? null,
    'vm.vmReplicaPoint.stateAsOfUtc': point?.stateAsOfUtc ?? null,
    'vm.vmReplicaPoint.unreadable': point?.unreadable ?? null,
    'vm.vmReplicaPoint.id': point?.id ?? null,
    'vm.failureMessage': vm.failureMessage,
    'vm.unknown': toUnknownCell(report, vm.key),
    'vm.key': vm.key,
  }
}
