import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '@/lib/failover/outcome'
import {
  toRpoAgainst,
  toRtoAgainst,
  toRunRto,
  toTaskRpo,
  toTaskRto,
  toTook,
  toWorst,
  type Figure,
} from '@/lib/failover/recovery'

const START = '2026-11-23T12:00:00.000Z'
const END = '2026-11-23T12:10:00.000Z'
const TEN_MINUTES = { ms: 600_000 }

const task = (over: Partial<Parameters<typeof toTaskRto>[0]> = {}) => ({
  state: 'Stopped',
  result: 'Success',
  creationTimeUtc: START,
  endTimeUtc: END,
  ...over,
})

describe('how long something took', () => {
  it.each([
    [START, END, TEN_MINUTES],
    [START, START, { ms: 0 }],
    [END, START, { unknown: 'times_contradict' }],
    [null, END, { unknown: 'start_not_reported' }],
    [START, null, { unknown: 'end_not_reported' }],
  ])('from %s to %s', (from, to, took) => {
    expect(toTook(from, to)).toEqual(took)
  })
})

describe('RTO of a VM', () => {
  it.each(['Success', 'Warning', 'success', ' WARNING '])(
    'is end minus start of one that ended with %j',
    (result) => {
      expect(toTaskRto(task({ result }))).toEqual(TEN_MINUTES)
    },
  )

  it.each([
    ['has not begun', { state: 'Starting', result: 'None' }, 'not_started'],
    ['has not begun, whatever its times say', { state: 'starting', result: null }, 'not_started'],
    ['goes on', { state: 'Working', result: 'None', endTimeUtc: null }, 'running'],
    ['is stopping', { state: 'Stopping', result: 'None', endTimeUtc: null }, 'running'],
    ['goes on, though an end is told', { state: 'Working', result: 'None' }, 'running'],
    ['is in a state that nobody knows', { state: 'Odd', result: 'None', endTimeUtc: null }, 'running'],
    ['has no state and is not over', { state: null, result: null, endTimeUtc: null }, 'running'],
    ['is over in a state that nobody knows', { state: 'Odd', result: 'Success' }, 'result_unknown'],
    ['has no state and is over', { state: null, result: null }, 'result_unknown'],
    ['failed', { result: 'Failed' }, 'not_failed_over'],
    [
      'failed already, though it goes on',
      { state: 'Working', result: 'Failed', endTimeUtc: null },
      'not_failed_over',
    ],
    ['failed before it began', { state: 'Starting', result: 'Failed' }, 'not_failed_over'],
    ['has a result that nobody knows', { result: 'Odd' }, 'result_unknown'],
    ['stopped without a result', { result: 'None' }, 'result_unknown'],
    ['stopped with no word', { result: null }, 'result_unknown'],
    ['has no start', { creationTimeUtc: null }, 'start_not_reported'],
    ['has no times at all', { creationTimeUtc: null, endTimeUtc: null }, 'start_not_reported'],
    ['has no end', { endTimeUtc: null }, 'end_not_reported'],
    ['ended before it began', { creationTimeUtc: END, endTimeUtc: START }, 'times_contradict'],
  ] as const)('is unknown of one that %s', (_what, over, unknown) => {
    expect(toTaskRto(task(over))).toEqual({ unknown })
  })

  it('may be nothing, which is not the same as unknown', () => {
    expect(toTaskRto(task({ endTimeUtc: START }))).toEqual({ ms: 0 })
  })

  it('is never a figure of anything but a VM that stopped with Success or Warning', () => {
    const word = fc.constantFrom(
      null,
      'Starting',
      'Working',
      'Stopping',
      'Stopped',
      'Odd',
      'None',
      'Failed',
      'Success',
      'Warning',
    )
    const time = fc.constantFrom(null, START, END)
    fc.assert(
      fc.property(word, word, time, time, (state, result, creationTimeUtc, endTimeUtc) => {
        const figure = toTaskRto({ state, result, creationTimeUtc, endTimeUtc })
        if ('unknown' in figure) return
        expect([state, ['Success', 'Warning'].includes(result ?? '')]).toEqual(['Stopped', true])
        expect(figure.ms).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('RTO of a run', () => {
  const session = { creationTimeUtc: START, endTimeUtc: END }
  const ended = (result: 'success' | 'warning' | 'failed'): Outcome => ({ kind: 'ended', result })

  it('is its end minus its start, if everything failed over', () => {
    expect(toRunRto(session, ended('success'))).toEqual(TEN_MINUTES)
    expect(toRunRto(session, ended('warning'))).toEqual(TEN_MINUTES)
  })

  it('is unknown, with the reason, of any other', () => {
    expect(toRunRto(session, ended('failed'))).toEqual({ unknown: 'not_failed_over' })
    expect(toRunRto(session, { kind: 'running', failedSoFar: 1, warningSoFar: 0 })).toEqual({
      unknown: 'running',
    })
    expect(toRunRto(session, { kind: 'unknown', reported: 'Odd' })).toEqual({ unknown: 'result_unknown' })
    expect(toRunRto({ ...session, creationTimeUtc: null }, ended('success'))).toEqual({
      unknown: 'start_not_reported',
    })
    expect(toRunRto({ ...session, endTimeUtc: null }, ended('success'))).toEqual({
      unknown: 'end_not_reported',
    })
    expect(toRunRto({ creationTimeUtc: END, endTimeUtc: START }, ended('success'))).toEqual({
      unknown: 'times_contradict',
    })
  })
})

describe('RPO of a VM', () => {
  const pointed = (creationTimeUtc: string | null, unreadable: 'forbidden' | 'pending' | null = null) => ({
    vmReplicaPoint: { creationTimeUtc, unreadable },
  })

  it('is the start of the run minus the creation of its point', () => {
    expect(toTaskRpo(pointed(START), END)).toEqual(TEN_MINUTES)
    expect(toTaskRpo(pointed(START), START)).toEqual({ ms: 0 })
    // A time that is known counts, although the newest read of the point has failed.
    expect(toTaskRpo(pointed(START, 'forbidden'), END)).toEqual(TEN_MINUTES)
  })

  it('is unknown, with the reason', () => {
    expect(toTaskRpo({ vmReplicaPoint: null }, END)).toEqual({ unknown: 'no_point' })
    expect(toTaskRpo(pointed(null), END)).toEqual({ unknown: 'point_time_not_reported' })
    for (const unreadable of ['forbidden', 'not_found', 'unreachable', 'pending'] as const) {
      const point = { vmReplicaPoint: { creationTimeUtc: null, unreadable } }
      expect(toTaskRpo(point, END)).toEqual({ unknown: `point_${unreadable}` })
    }
    expect(toTaskRpo(pointed(START), null)).toEqual({ unknown: 'start_not_reported' })
    expect(toTaskRpo(pointed(null, 'pending'), null)).toEqual({ unknown: 'point_pending' })
    // A point made after the run began loses no data, and no such window can be told.
    expect(toTaskRpo(pointed(END), START)).toEqual({ unknown: 'times_contradict' })
  })
})

describe('the worst figure of a run', () => {
  const of = (...figures: Figure[]) => toWorst(figures, (figure) => figure)

  it('is the largest that is known, the first of equals, and how many are not', () => {
    const [small, large, none] = [{ ms: 5 }, { ms: 9 }, { unknown: 'no_point' }] as const
    expect(of(small, none, large, none)).toEqual({ worst: { ms: 9, task: large }, unknown: 2 })
    const first = { ms: 9 }
    expect(of(first, { ms: 9 }).worst?.task).toBe(first)
    expect(of({ ms: 0 })).toEqual({ worst: { ms: 0, task: { ms: 0 } }, unknown: 0 })
  })

  it('is none without VMs, and none if none is known', () => {
    expect(of()).toEqual({ worst: null, unknown: 0 })
    expect(of({ unknown: 'no_point' })).toEqual({ worst: null, unknown: 1 })
  })
})

describe('a run against its RTO target', () => {
  const targetMs = 600_000
  const against = (over: Partial<Parameters<typeof toRtoAgainst>[0]>) =>
    toRtoAgainst({
      targetMs,
      outcome: { kind: 'ended', result: 'success' },
      rto: { ms: 1 },
      elapsedMs: null,
      ...over,
    })
  const running = { outcome: { kind: 'running', failedSoFar: 0, warningSoFar: 0 } } as const

  it.each([
    [0, { kind: 'left', ms: 600_000 }],
    [599_999, { kind: 'left', ms: 1 }],
    [600_000, { kind: 'left', ms: 0 }],
    [600_001, { kind: 'exceeded', ms: 1 }],
    [null, { kind: 'unknown' }],
  ])('stands after %s ms of a run that goes on as %j', (elapsedMs, expected) => {
    expect(against({ ...running, rto: { unknown: 'running' }, elapsedMs })).toEqual(expected)
  })

  it.each([
    [0, { kind: 'met', ms: 600_000 }],
    [600_000, { kind: 'met', ms: 0 }],
    [600_001, { kind: 'exceeded', ms: 1 }],
  ])('ends with a time of %s ms as %j', (ms, expected) => {
    // What has passed since counts no more.
    expect(against({ rto: { ms }, elapsedMs: 9_999_999 })).toEqual(expected)
  })

  it('is not met by a run that has failed, however quickly, and unknown where nobody can say', () => {
    const failed = { outcome: { kind: 'ended', result: 'failed' }, counts: { failed: 1 } } as const
    expect(against({ ...failed, rto: { unknown: 'not_failed_over' } })).toEqual({ kind: 'not_met' })
    for (const unknown of [
      'result_unknown',
      'start_not_reported',
      'end_not_reported',
      'times_contradict',
    ] as const)
      expect(against({ rto: { unknown } })).toEqual({ kind: 'unknown' })
  })
})

describe('a run against its RPO target', () => {
  const worst = (ms: number | null, unknown = 0) =>
    toRpoAgainst(600_000, { worst: ms === null ? null : { ms, task: 0 }, unknown })

  it('is met when the window of every VM is known and none is over it', () => {
    expect(worst(600_000)).toEqual({ kind: 'met', ms: 0 })
    expect(worst(0)).toEqual({ kind: 'met', ms: 600_000 })
    expect(worst(600_001)).toEqual({ kind: 'exceeded', ms: 1 })
  })

  it('is exceeded by one VM whatever the others are, and never met while one is unknown', () => {
    expect(worst(600_001, 5)).toEqual({ kind: 'exceeded', ms: 1 })
    expect(worst(600_000, 1)).toEqual({ kind: 'unknown' })
    expect(worst(null, 1)).toEqual({ kind: 'unknown' })
    expect(worst(null, 0)).toEqual({ kind: 'unknown' })
  })
})
