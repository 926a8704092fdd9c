import { describe, expect, it } from 'vitest'
import type { SessionReply } from '@/lib/api/replies'
import type { RunReport } from '@/lib/api/report'
import type { EarlierAttempts } from '@/lib/server/earlier-attempts'
import { toReportCsv } from '@/lib/server/report-csv'
import { parseCsv } from './parse-csv'
import {
  FIRST_ATTEMPT_ID,
  makeEarlierVm,
  makeEndedReply,
  makePlanVms,
  makeReport,
  makeTask,
  SECOND_ATTEMPT,
  show,
} from './fixtures'

const retry = (over: Partial<SessionReply> = {}): SessionReply => ({
  ...makeEndedReply({ session: { tasks: [makeTask(1, { vmName: 'sql01' })] } }),
  attempts: SECOND_ATTEMPT,
  ...over,
})
const known = (...vms: [name: string | null, standing: 'succeeded' | 'failed' | 'unknown' | 'working'][]) =>
  ({ kind: 'known', vms: vms.map((vm) => makeEarlierVm(...vm)), unseen: false }) as const

/** The report of a run with a row of sql01, whose plan has two further VMs. */
const report = (earlier: EarlierAttempts, reply = retry()): RunReport =>
  makeReport(reply, { planVms: makePlanVms(reply, ['web01', 'web02']), earlier })
const namesOf = ({ notRun, startedEarlier = [] }: RunReport) => ({
  notRun: notRun.kind === 'unknown' ? null : notRun.vms.map(({ vmName }) => vmName),
  started: startedEarlier.map(({ vmName }) => vmName),
})
const doubtsOf = ({ unknown }: RunReport) =>
  unknown.flatMap(({ what, reason }) => (what === 'earlier_attempts' ? reason : []))

describe('VMs of the plan that an earlier attempt had started', () => {
  const one = report(known(['sql01', 'failed'], ['WEB01', 'succeeded'], ['web02', 'failed']))

  it('are not among those that did not run, and stand with the attempt, its run and the times', () => {
    expect(namesOf(one)).toEqual({ notRun: ['web02'], started: ['web01'] })
    const { run: attempt, name: _name, ...earlier } = makeEarlierVm('WEB01', 'succeeded')
    expect(one.startedEarlier).toEqual([{ order: 2, vmName: 'web01', earlier: { attempt, ...earlier } }])
    expect(doubtsOf(one)).toEqual([])
    expect(JSON.parse(show(one).json)).toMatchObject({
      startedEarlier: [{ earlier: { sessionId: FIRST_ATTEMPT_ID } }],
    })
  })

  it('have rows of their own in the CSV, which no figure of this run is in', () => {
    const [names = [], ...lines] = parseCsv(toReportCsv(one, 'sha').replace(/^\ufeff/, ''))
    const rows = lines.map((line) => Object.fromEntries(names.map((name, at) => [name, line[at]])))
    expect(rows.map(({ row }) => row)).toEqual(['vm', 'not_run', 'started_earlier'])
    const { run, name: _name, ...earlier } = makeEarlierVm('WEB01', 'succeeded')
    expect(rows[2]).toMatchObject({
      'vm.order': '2',
      'vm.vmName': 'web01',
      'vm.standing': '',
      'vm.key': '',
      'vm.earlier.attempt': String(run),
      ...Object.fromEntries(Object.entries(earlier).map(([key, value]) => [`vm.earlier.${key}`, value])),
    })
    expect(rows[0]?.['vm.earlier.attempt']).toBe('')
  })

  it('leave the bytes of every other report as they are', () => {
    for (const earlier of [known(['sql01', 'failed']), { kind: 'none' }] as const) {
      const reply = earlier.kind === 'none' ? retry({ attempts: null }) : retry()
      expect(show(report(earlier, reply)).json).not.toContain('startedEarlier')
    }
  })

  it('are told by confirmed attempts alone: what is inferred is no evidence', () => {
    const offered = retry({ attempts: { ...SECOND_ATTEMPT, kind: 'offered' } })
    const reported = report({ kind: 'none' }, offered)
    expect(namesOf(reported)).toEqual({ notRun: ['web01', 'web02'], started: [] })
    expect(doubtsOf(reported)).toEqual([])
  })

  it('are none in an undo, and none where the run started VMs again that were up, which is said', () => {
    const undo = retry({ tag: { kind: 'undo', setAtUtc: '2026-11-23T12:01:00.000Z', setBy: 'Mia' } })
    const vms = known(['web01', 'succeeded'])
    expect(namesOf(report(vms, undo))).toEqual({ notRun: ['web01', 'web02'], started: [] })
    expect(doubtsOf(report({ ...vms, unseen: true }, undo))).toEqual([])
    const again = report(known(['sql01', 'succeeded'], ['web01', 'succeeded']))
    expect(namesOf(again)).toEqual({ notRun: ['web01', 'web02'], started: [] })
    expect(doubtsOf(again)).toEqual(['started_again'])
  })

  it('are not known where the attempts cannot be read, or were read before somebody said something else', () => {
    for (const reported of [
      report({ kind: 'unread' }),
      report({ kind: 'unread' }, retry({ attempts: null })),
      report({ kind: 'none' }),
      report(known(['web01', 'succeeded']), retry({ attempts: null })),
    ]) {
      expect(namesOf(reported).started).toEqual([])
      expect(doubtsOf(reported)).toEqual(['record_unavailable'])
    }
  })

  it.each([
    ['no VM is known of an attempt', { ...known(['web01', 'succeeded']), unseen: true }, ['not_seen']],
    ['an attempt is at it still', known(['web02', 'working']), ['running']],
    ['nobody knows how it went', known(['web02', 'unknown']), ['result_unknown']],
    ['one without a name may be it', known([null, 'succeeded']), ['unnamed_rows']],
  ] as const)('are told to be unsure where %s', (_when, earlier, doubts) => {
    const reported = report(earlier)
    expect(doubtsOf(reported)).toEqual(doubts)
    expect(namesOf(reported).notRun).toContain('web02')
  })

  it('leave nothing unsure where every other VM has a row', () => {
    const reply = retry({ inEnterpriseManager: false })
    const gone = { ...reply, session: { ...reply.session, state: 'Working', endTimeUtc: null } }
    const reported = report(known(['web01', 'succeeded'], ['web02', 'succeeded']), gone)
    expect(reported.notRun).toEqual({ kind: 'known', vms: [] })
    expect(namesOf(reported).started).toEqual(['web01', 'web02'])
    const half = report({ ...known(['web01', 'succeeded']), unseen: true }, gone)
    expect(half.notRun).toMatchObject({
      kind: 'unsure',
      reason: 'not_seen_to_end',
      vms: [{ vmName: 'web02' }],
    })
  })
})
