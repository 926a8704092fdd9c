import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReportVm, RunReport } from '@/lib/api/report'
import type { Figure } from '@/lib/failover/recovery'
import { toCsvText } from '@/lib/api/csv-cells'
import { toReportCsv } from '@/lib/server/report-csv'
import { HOSTILE_NAME, makeCases, makeEndedReply, makeReport, makeTask, show } from './fixtures'
import { parseCsv, withoutGuards } from './parse-csv'

type Row = Record<string, string>

function read(report: RunReport): Row[] {
  const text = toReportCsv(report, show(report).sha256)
  expect(text.startsWith('\ufeff')).toBe(true)
  const [head = [], ...rows] = parseCsv(text.slice(1))
  expect(new Set(head).size).toBe(head.length)
  for (const row of rows) expect(row.length).toBe(head.length)
  return rows.map((row) =>
    Object.fromEntries(head.map((name, index) => [name, withoutGuards(row[index] ?? '')])),
  )
}

const text = (value: string | number | boolean | null | undefined): string => String(value ?? '')

const figure = (name: string, value: Figure): Row => ({
  [`${name}.ms`]: 'ms' in value ? String(value.ms) : '',
  [`${name}.unknown`]: 'ms' in value ? '' : value.unknown,
})

const toVmRow = (vm: ReportVm): Row => ({
  row: 'vm',
  'vm.order': String(vm.order),
  'vm.vmName': text(vm.vmName),
  'vm.key': vm.key,
  'vm.standing': vm.standing,
  'vm.state': text(vm.state),
  'vm.result': text(vm.result),
  'vm.progress': text(vm.progress),
  'vm.creationTimeUtc': text(vm.creationTimeUtc),
  'vm.endTimeUtc': text(vm.endTimeUtc),
  'vm.failureMessage': text(vm.failureMessage),
  ...figure('vm.timeToFailOver', vm.timeToFailOver),
  ...figure('vm.dataLoss', vm.dataLoss),
  ...figure('vm.waited', vm.waited),
  ...Object.fromEntries(
    (['id', 'name', 'creationTimeUtc', 'pointType', 'state', 'stateAsOfUtc', 'unreadable'] as const).map(
      (part) => [`vm.vmReplicaPoint.${part}`, text(vm.vmReplicaPoint?.[part])],
    ),
  ),
})

describe.each(Object.entries(makeCases()))('the CSV of a run: %s', (_name, report) => {
  const rows = read(report)

  it('has the figures of the JSON for every VM', () => {
    const vms = rows.filter(({ row }) => row === 'vm')
    expect(vms.length).toBe(report.vms.length)
    report.vms.forEach((vm, index) => expect(vms[index]).toMatchObject(toVmRow(vm)))
  })

  it('has the VMs that did not run', () => {
    const others = rows.filter(({ row }) => row?.endsWith('not_run'))
    const vms = report.notRun.kind === 'unknown' ? [] : report.notRun.vms
    expect(others.map((row) => [row['vm.order'], row['vm.vmName']])).toEqual(
      vms.map(({ order, vmName }) => [String(order), text(vmName)]),
    )
    for (const { row } of others)
      expect(row).toBe(report.notRun.kind === 'known' ? 'not_run' : 'perhaps_not_run')
  })

  it('has the facts of the run in every row, with the checksum of the JSON', () => {
    const { recovery, session, counts, recording, gaps } = report
    const against = (name: string, value: RunReport['recovery']['rtoAgainst']): Row => ({
      [`${name}.kind`]: text(value?.kind),
      [`${name}.ms`]: value && 'ms' in value ? String(value.ms) : '',
    })
    for (const row of rows) {
      expect(row).toMatchObject({
        'json.sha256': show(report).sha256,
        asOfUtc: report.asOfUtc,
        final: String(report.final),
        'session.id': session.id,
        'session.name': text(session.name),
        'session.endTimeUtc': text(session.endTimeUtc),
        'counts.failed': String(counts.failed),
        ...figure('recovery.timeToFailOver', recovery.timeToFailOver),
        'recovery.elapsedMs': text(recovery.elapsedMs),
        'recovery.rtoTargetMs': text(recovery.rtoTargetMs),
        ...against('recovery.rtoAgainst', recovery.rtoAgainst),
        'recovery.worstDataLoss.ms': text(recovery.worstDataLoss?.ms),
        'recovery.worstDataLoss.vmName': text(recovery.worstDataLoss?.vmName),
        'recovery.vmsWithoutDataLoss': String(recovery.vmsWithoutDataLoss),
        'recovery.rpoTargetMs': text(recovery.rpoTargetMs),
        ...against('recovery.rpoAgainst', recovery.rpoAgainst),
        'gaps.count': text(gaps?.length),
        'recording.wholeRun': text(recording?.wholeRun),
      })
    }
  })

  it('says what is not known where it is not known', () => {
    const listed = rows.flatMap((row) => (row['vm.unknown'] ?? '').split(' ').filter((word) => word !== ''))
    const ofRun = (rows[0]?.['unknown'] ?? '').split(' ').filter((word) => word !== '')
    expect([...ofRun, ...listed]).toEqual(report.unknown.map(({ what, reason }) => `${what}:${reason}`))
  })
})

it('tells each gap, one that is open, and that gaps are not known', () => {
  const { 'with gaps': gaps, 'open gap': open, emptied, ended } = makeCases()
  if (!gaps || !open || !emptied || !ended) throw new Error('a case is missing')
  expect(read(gaps)[0]?.['gaps']).toBe(
    '2026-11-23T11:47:27.000Z/2026-11-23T11:48:57.000Z timed_out, 2026-11-23T11:53:07.000Z/2026-11-23T11:54:07.000Z not_recorded',
  )
  expect(read(open)[0]?.['gaps']).toBe('2026-11-23T12:03:46.000Z/open unreachable')
  expect(read(emptied)[0]?.['gaps']).toBe('unknown')
  expect(read(ended)[0]?.['gaps']).toBe('')
})

it('gives a run without any VM one row for its facts', () => {
  expect(
    read(makeReport(makeEndedReply({ session: { tasks: [] } }), { planVms: null })).map(({ row }) => row),
  ).toEqual(['no_vm'])
})

describe('a name that would be a formula', () => {
  const names = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\t\t\r=1',
    '\r=1',
    '＝1+1',
    "'=1",
    "''=1",
    HOSTILE_NAME,
    'a;=1+1',
    'a\n=1',
  ]
  /** What a spreadsheet may take for the begin of a cell, with any of the separators that it may be set to. */
  const starts = /(^|[;\t\r\n])[=+\-@＝＋－＠]/

  it.each(names)('%j is made harmless and stays readable', (name) => {
    const report = makeReport(makeEndedReply({ session: { name, tasks: [makeTask(1, { vmName: name })] } }))
    const csv = toReportCsv(report, show(report).sha256)
    for (const cell of parseCsv(csv.slice(1)).flat()) expect(cell).not.toMatch(starts)
    expect(read(report)[0]).toMatchObject({ 'vm.vmName': name, 'session.name': name })
  })

  it('never begins a cell and never gets lost, whatever it is made of', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\t', '\r', '\n', ' ', 'a'),
    })
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1 }), (cells) => {
        const [row = []] = parseCsv(toCsvText([cells]).slice(1))
        for (const cell of row) expect(cell).not.toMatch(starts)
        expect(row.map(withoutGuards)).toEqual(cells)
      }),
    )
  })
})
