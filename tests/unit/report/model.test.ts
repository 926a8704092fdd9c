import { describe, expect, it } from 'vitest'
import { runReportSchema, type RunReport } from '@/lib/api/report'
import {
  GAPS,
  makeEndedReply,
  makeHistory,
  makePlanVms,
  makeReply,
  makeReport,
  makeTask,
  NOW_MS,
  show,
  START_MS,
  utc,
} from './fixtures'
import { toReportCsv } from '@/lib/server/report-csv'

const unknownOf = ({ unknown }: RunReport): string[] =>
  unknown.map(({ what, vmName, key, reason }) => `${key === null ? 'run' : vmName} ${what} ${reason}`)

describe('a run that is under way', () => {
  const reply = makeReply()
  const report = makeReport(reply, { planVms: makePlanVms(reply, ['web04', 'web05']) })

  it('is not final, stands as of its newest read and against its targets', () => {
    expect(report).toMatchObject({
      final: false,
      asOfUtc: utc(NOW_MS),
      kind: null,
      kindSet: null,
      inEnterpriseManager: true,
    })
    expect(report.recovery).toEqual({
      timeToFailOver: { unknown: 'running' },
      elapsedMs: NOW_MS - START_MS,
      rtoTargetMs: 3_600_000,
      rtoAgainst: { kind: 'left', ms: 3_600_000 - (NOW_MS - START_MS) },
      worstDataLoss: { ms: 46 * 60_000 - 4000, key: report.vms[2]?.key, vmName: 'sql01' },
      vmsWithoutDataLoss: 0,
      rpoTargetMs: 1_800_000,
      rpoAgainst: { kind: 'exceeded', ms: 16 * 60_000 - 4000 },
      targetsSet: { atUtc: '2026-11-20T08:00:00.000Z', by: 'Mia Kern' },
    })
  })

  it('says what the run was, by whose word and since when', () => {
    const setAtUtc = '2026-11-23T12:01:00.000Z'
    const tagged = makeReport(makeReply({ tag: { kind: 'test', setAtUtc, setBy: '=Mia' } }))
    expect(tagged).toMatchObject({ kind: 'test', kindSet: { atUtc: setAtUtc, by: '=Mia' } })
    const { json, sha256 } = show(tagged)
    expect(json).toContain('"kindSet"')
    expect(sha256).not.toBe(show(report).sha256)
    // A name that a person chose begins no formula.
    const csv = toReportCsv(tagged, sha256)
    expect(csv).toContain('kindSet.by')
    expect(csv).toContain(`test,${setAtUtc},'=Mia,`)
  })

  it('says which attempt the run is, once a person has said so, and nothing of what is only inferred', () => {
    const at = '2026-11-23T12:01:00.000Z'
    const attempts: NonNullable<ReturnType<typeof makeReply>['attempts']> = {
      kind: 'confirmed',
      number: 2,
      of: 2,
      firstStartUtc: at,
      lastEndUtc: null,
      outcome: { kind: 'running', failedSoFar: 0, warningSoFar: 0 },
      counts: { total: 0, waiting: 0, working: 0, succeeded: 0, warning: 0, failed: 0, unknown: 0 },
      runs: [],
      vms: [],
      confirmedBy: '=Mia',
      confirmedAtUtc: at,
    }
    const joined = makeReport(makeReply({ attempts }))
    expect(joined.attempt).toEqual({ number: 2, of: 2, firstStartUtc: at, set: { atUtc: at, by: '=Mia' } })
    expect(toReportCsv(joined, 'a')).toContain(`2,2,${at},${at},'=Mia`)
    const offered = { ...attempts, kind: 'offered', confirmedBy: null, confirmedAtUtc: null } as const
    expect(makeReport(makeReply({ attempts: offered }))).toEqual(makeReport(makeReply()))
  })

  it('can be read in the form that it had before anybody’s word was kept', () => {
    const { kindSet: _kindSet, attempt: _attempt, recovery, ...rest } = report
    const { targetsSet: _targetsSet, ...figures } = recovery
    const parsed = runReportSchema.parse({ ...rest, recovery: figures })
    expect([parsed.kindSet, parsed.attempt, parsed.recovery.targetsSet]).toEqual([null, null, null])
  })

  it('measures elapsed time on the clock of Enterprise Manager', () => {
    const ahead = makeReport(makeReply({ emClockAheadMs: 5000 }))
    expect(ahead.recovery.elapsedMs).toBe(NOW_MS - START_MS + 5000)
    const behind = makeReport(makeReply({ session: { creationTimeUtc: utc(NOW_MS + 1000) } }))
    expect(behind.recovery).toMatchObject({ elapsedMs: null, rtoAgainst: { kind: 'unknown' } })
    expect(behind.vms[0]?.waited).toEqual({ unknown: 'times_contradict' })
  })

  it('gives each VM its figures, or why it has none', () => {
    const [dc01, , , sql02] = report.vms
    expect(dc01).toMatchObject({
      order: 1,
      vmName: 'dc01',
      standing: 'succeeded',
      timeToFailOver: { ms: 200_000 },
      waited: { ms: 24_000 },
      dataLoss: { ms: 31 * 60_000 - 4000 },
    })
    expect(sql02?.timeToFailOver).toEqual({ unknown: 'not_failed_over' })
    expect(report.vms.at(-1)?.waited).toEqual({ unknown: 'not_started' })
  })

  it('names the VMs of the plan that have not started, in plan order', () => {
    const vms = [
      { order: 15, vmName: 'web04' },
      { order: 16, vmName: 'web05' },
    ]
    expect(report.notRun).toEqual({ kind: 'known', vms })
  })

  it('lists what is not known and not that a VM failed', () => {
    expect(unknownOf(report)).toEqual([
      'run time_to_fail_over running',
      ...['app02', 'app03', 'web01', 'web02', 'web03'].map((vm) => `${vm} time_to_fail_over running`),
      'rds01 time_to_fail_over not_started',
    ])
  })

  it('leaves out what was seen after its rows, and keeps a gap that began since', () => {
    const history = makeHistory(reply)
    const late = {
      ...history.transitions[1],
      atUtc: utc(NOW_MS + 3000),
    } as (typeof history.transitions)[number] // safe: of a whole one
    const gap = { fromUtc: utc(NOW_MS + 1000), toUtc: null, code: 'unreachable' } as const
    const longer = makeReport(reply, {
      history: {
        ...history,
        transitions: [...history.transitions, late],
        gaps: [gap],
        recordedToUtc: late.atUtc,
      },
    })
    expect(longer.transitions).toEqual(history.transitions)
    expect(longer.recording?.recordedToUtc).toBe(utc(NOW_MS))
    expect(longer.gaps).toEqual([{ ...gap, lengthMs: null }])
  })

  it('says that Enterprise Manager was not read since, and that its own age is not known', () => {
    const problem = {
      code: 'unreachable',
      message: 'refused',
      sinceUtc: utc(NOW_MS),
      nextTryAtUtc: null,
    } as const
    const lost = makeReport(
      makeReply({
        freshness: { level: 'lost', observedAtUtc: utc(NOW_MS), collectedAtUtc: null, problem },
        unreadable: { plan: null, collection: 'forbidden' },
      }),
    )
    expect(unknownOf(lost)).toEqual(
      expect.arrayContaining(['run since not_read_since', 'run collection_age forbidden']),
    )
  })
})

describe('a run that has ended', () => {
  it('is final, and as of its last news in the record, however often it is read', () => {
    const early = makeReport(makeEndedReply())
    const reply = makeEndedReply()
    reply.freshness = {
      ...reply.freshness,
      observedAtUtc: utc(NOW_MS + 3_600_000),
      collectedAtUtc: utc(NOW_MS),
    }
    const late = makeReport({ ...reply, emClockAheadMs: 2600 })
    expect(early).toMatchObject({ final: true, asOfUtc: utc(NOW_MS - 28_000), collectedAtUtc: null })
    expect(late).toEqual(early)
    expect(early.vmRows).toEqual({ from: 'em', seenAtUtc: null })
    // The record thins its samples in time.
    expect(early.recording?.samples).toBeNull()
    expect(makeReport(makeReply()).recording?.samples).toEqual({ count: 2, thinned: false })
  })

  it('rests on the newest read where the record does not hold its end', () => {
    const reply = makeEndedReply()
    const history = makeHistory(reply)
    const cut = { ...history, transitions: history.transitions.filter(({ to }) => to !== 'Stopped') }
    const report = makeReport(reply, { history: cut })
    expect(report.asOfUtc).toBe(utc(NOW_MS))
    expect(report.recording).toMatchObject({ wholeRun: false, unobserved: ['end'] })
    expect(unknownOf(report)).toContain('run observation end_not_recorded')
  })

  it('is failed if a VM failed, and then has no time to fail over', () => {
    const report = makeReport(makeEndedReply())
    expect(report.outcome).toEqual({ kind: 'ended', result: 'failed' })
    expect(report.session.result).toBe('Warning')
    expect(report.recovery).toMatchObject({
      timeToFailOver: { unknown: 'not_failed_over' },
      elapsedMs: null,
      rtoAgainst: { kind: 'not_met' },
    })
    expect(report.unknown).toEqual([])
  })

  it('has met its target if everything failed over in time', () => {
    const reply = makeEndedReply({ session: { result: 'Success', tasks: [makeTask(1), makeTask(2)] } })
    const tookMs = NOW_MS - 30_000 - START_MS
    expect(makeReport(reply).recovery).toMatchObject({
      timeToFailOver: { ms: tookMs },
      rtoAgainst: { kind: 'met', ms: 3_600_000 - tookMs },
      rpoAgainst: { kind: 'met' },
    })
  })

  it('was observed whole only from before the first VM was done, to the end, without a gap', () => {
    const reply = makeEndedReply()
    const history = makeHistory(reply)
    expect(makeReport(reply).recording).toMatchObject({ wholeRun: true, unobserved: [] })
    const gaps = makeReport(reply, { history: { ...history, gaps: GAPS } })
    expect(gaps.recording).toMatchObject({ wholeRun: false, unobserved: ['gaps'] })
    expect(gaps.gaps?.map(({ lengthMs }) => lengthMs)).toEqual([90_000, 60_000])
    const samples = history.samples.map((sample) => ({
      ...sample,
      counts: { ...sample.counts, total: 1, working: 0, succeeded: 1 },
    }))
    expect(makeReport(reply, { history: { ...history, samples } }).recording?.unobserved).toEqual(['start'])
  })

  it('is not final while a replica point is still being read', () => {
    const [task] = makeEndedReply().session.tasks
    const point = task?.vmReplicaPoint
    if (!task || !point) throw new Error('the fixture has a point')
    const pending = { ...point, creationTimeUtc: null, unreadable: 'pending' } as const
    const report = makeReport(makeEndedReply({ session: { tasks: [{ ...task, vmReplicaPoint: pending }] } }))
    expect(report.final).toBe(false)
    expect(unknownOf(report)).toEqual(
      expect.arrayContaining(['dc01 data_loss point_pending', 'dc01 replica_point pending']),
    )
  })

  it('says of a point’s state when it was read only if that was before the end', () => {
    const states = [utc(NOW_MS - 3_600_000), utc(NOW_MS)].map((stateAsOfUtc) => {
      const task = makeTask(1)
      const vmReplicaPoint = task.vmReplicaPoint && { ...task.vmReplicaPoint, stateAsOfUtc }
      return makeReport(makeEndedReply({ session: { tasks: [{ ...task, vmReplicaPoint }] } }))
    })
    expect(states.map(({ vms }) => vms[0]?.vmReplicaPoint?.stateAsOfUtc)).toEqual([
      utc(NOW_MS - 3_600_000),
      null,
    ])
    expect(states.map(unknownOf)).toEqual([['vm01 replica_point_state read_before_end'], []])
  })

  it('takes the end of the run for that where a VM’s own was not seen', () => {
    const task = makeTask(1, { state: 'Working', result: 'None', endTimeUtc: null })
    const vmReplicaPoint = task.vmReplicaPoint && { ...task.vmReplicaPoint, stateAsOfUtc: utc(NOW_MS) }
    const report = makeReport(makeEndedReply({ session: { tasks: [{ ...task, vmReplicaPoint }] } }))
    expect(report.vms[0]?.vmReplicaPoint?.stateAsOfUtc).toBeNull()
  })
})

describe('what Enterprise Manager has dropped', () => {
  const rows = { tasksFrom: 'record', tasksRecordedAtUtc: utc(NOW_MS - 33_000) } as const

  it('leaves rows that were not seen to end', () => {
    const { tasks } = makeReply().session
    const report = makeReport(makeEndedReply({ inEnterpriseManager: false, session: { ...rows, tasks } }))
    expect(report.vmRows).toEqual({ from: 'record', seenAtUtc: utc(NOW_MS - 33_000) })
    expect(unknownOf(report)).toEqual([
      'run vm_rows from_record',
      'run observation vm_ends_not_seen',
      ...['app02', 'app03', 'web01', 'web02', 'web03', 'rds01'].map((vm) => `${vm} end not_seen_to_end`),
    ])
    expect(report.recording?.wholeRun).toBe(false)
  })

  it('leaves no figure where nobody saw a row', () => {
    const reply = makeEndedReply({ session: { tasks: [], tasksRecordedAtUtc: null } })
    const report = makeReport(reply, { history: null, planVms: makePlanVms(makeReply()) })
    expect(report).toMatchObject({ gaps: null, transitions: null, recording: null })
    expect(report.notRun).toEqual({ kind: 'unknown', reason: 'not_seen' })
    expect(unknownOf(report)).toEqual([
      'run vm_rows not_seen',
      'run data_loss no_vms',
      'run not_run not_seen',
      'run history record_unavailable',
    ])
  })

  it('has no course if the run was over when it was first seen', () => {
    const reply = makeEndedReply()
    const history = makeHistory(reply, { samples: [], transitions: [] })
    const report = makeReport(reply, { history })
    expect(report).toMatchObject({ gaps: null, transitions: null, asOfUtc: history.recordedToUtc })
    expect(report.recording?.wholeRun).toBe(false)
    expect(unknownOf(report)).toEqual(['run history nothing_recorded'])
  })

  it('is neither running nor ended if the whole run went before its end', () => {
    const reply = makeReply({ inEnterpriseManager: false, outcome: { kind: 'unknown', reported: 'Working' } })
    const report = makeReport(reply)
    expect(report).toMatchObject({
      final: false,
      recovery: { elapsedMs: null, rtoAgainst: { kind: 'unknown' } },
    })
    expect(unknownOf(report)).toContain('run end not_seen_to_end')
    expect(unknownOf(report).filter((line) => /^run (result|time)/.test(line))).toEqual([])
  })
})

describe('the VMs that did not run', () => {
  const reply = makeEndedReply()
  const notRun = (changed: Parameters<typeof makeEndedReply>[0], others: (string | null)[] = ['late01']) =>
    makeReport(makeEndedReply(changed), { planVms: makePlanVms(reply, others) }).notRun

  it('are none if each VM of the plan has a row', () => {
    expect(notRun({}, [])).toEqual({ kind: 'known', vms: [] })
  })

  it('are counted by name, namesakes each', () => {
    expect(notRun({}, ['dc01'])).toEqual({ kind: 'known', vms: [{ order: 15, vmName: 'dc01' }] })
  })

  it('are in doubt where rows have no name, are of no VM of the plan, or were last seen before the end', () => {
    const vms = [{ order: 15, vmName: 'late01' }]
    const [first, ...others] = reply.session.tasks
    if (!first) throw new Error('the fixture has tasks')
    const named = (vmName: string | null) => ({ session: { tasks: [{ ...first, vmName }, ...others] } })
    expect(notRun(named(null))).toMatchObject({ kind: 'unsure', reason: 'unnamed_rows' })
    expect(notRun(named('renamed'))).toMatchObject({ kind: 'unsure', reason: 'plan_differs' })
    const seenAtUtc = utc(NOW_MS - 33_000)
    expect(notRun({ session: { tasksFrom: 'record', tasksRecordedAtUtc: seenAtUtc } })).toEqual({
      kind: 'unsure',
      vms,
      reason: 'rows_before_end',
    })
    const gone = { inEnterpriseManager: false, session: { state: 'Working', endTimeUtc: null } }
    expect(notRun(gone)).toMatchObject({ kind: 'unsure', reason: 'not_seen_to_end' })
  })

  it('are not known where the plan is not, and the list says why', () => {
    for (const plan of ['forbidden', 'ambiguous', 'unreachable'] as const) {
      const report = makeReport(makeEndedReply({ unreadable: { plan, collection: null } }), { planVms: null })
      expect(report.notRun).toEqual({ kind: 'unknown', reason: plan })
      expect(unknownOf(report)).toContain(`run not_run ${plan}`)
    }
    expect(makeReport(reply, { planVms: null }).notRun).toEqual({
      kind: 'unknown',
      reason: 'plan_vms_not_known',
    })
  })
})

it('names every blank of a badly reported run', () => {
  const reply = makeEndedReply({
    unreadable: { plan: 'ambiguous', collection: null },
    recovery: {
      target: null,
      targetUnread: false,
      eta: { kind: 'none', reason: 'ended' },
      noProgressSinceUtc: null,
    },
    session: {
      creationTimeUtc: null,
      plan: null,
      tenant: null,
      tasks: [
        makeTask(1, { vmName: null, vmReplicaPoint: null, result: 'Fine?' }),
        makeTask(2, { result: 'Failed' }),
      ],
    },
  })
  expect(unknownOf(makeReport(reply, { planVms: null }))).toEqual([
    'run start not_reported',
    'run failure_reason not_reported',
    'run tenant ambiguous',
    'run targets plan_not_known',
    'run not_run ambiguous',
    'null name not_reported',
    'null result word_not_known',
    'null time_to_fail_over result_unknown',
    'null waited session_start_not_reported',
    'null data_loss no_point',
    'vm02 waited session_start_not_reported',
    'vm02 data_loss session_start_not_reported',
    'vm02 failure_reason not_reported',
  ])
})

it('does not say that no target was set where the record could not be asked', () => {
  const known = makeReport(makeReply())
  const reply = makeReply({ recovery: { ...makeReply().recovery, target: null, targetUnread: true } })
  expect(unknownOf(known)).not.toContain('run targets record_unavailable')
  expect(unknownOf(makeReport(reply))).toContain('run targets record_unavailable')
})
