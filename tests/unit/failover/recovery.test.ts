import { describe, expect, it } from 'vitest'
import type { Outcome } from '@/lib/failover/outcome'
import {
  toRpoAgainst,
  toRtoAgainst,
  toRunRto,
  toTaskRpo,
  toTaskRto,
  toWorst,
  type Figure,
} from '@/lib/failover/recovery'

const START = '2026-11-24T12:00:00.000Z'
const END = '2026-11-24T12:04:12.000Z'
const FOUR_MIN = 252_000

const ended = (result: 'success' | 'warning' | 'failed'): Outcome => ({ kind: 'ended', result })
const running: Outcome = { kind: 'running', failedSoFar: 0, warningSoFar: 0 }
const unknown: Outcome = { kind: 'unknown', reported: 'None' }

describe('time to fail over of a VM', () => {
  it.each<[string | null, string | null, string | null, string | null, Figure]>([
    ['Stopped', 'Success', START, END, { ms: FOUR_MIN }],
    ['Stopped', 'Warning', START, END, { ms: FOUR_MIN }],
    ['Stopped', 'Success', START, START, { ms: 0 }],
    ['Stopped', 'Success', END, START, { unknown: 'times_contradict' }],
    ['Stopped', 'Success', null, END, { unknown: 'start_not_reported' }],
    ['Stopped', 'Success', START, null, { unknown: 'end_not_reported' }],
    // It was not recovered in four minutes: it was not recovered.
    ['Stopped', 'Failed', START, END, { unknown: 'not_failed_over' }],
    ['Working', 'Failed', START, null, { unknown: 'not_failed_over' }],
    ['Stopped', 'None', START, END, { unknown: 'result_unknown' }],
    ['Stopped', 'Cancelled', START, END, { unknown: 'result_unknown' }],
    ['Stopped', null, START, END, { unknown: 'result_unknown' }],
    ['Starting', 'None', START, null, { unknown: 'not_started' }],
    ['Working', 'None', START, null, { unknown: 'running' }],
    ['Stopping', 'None', START, null, { unknown: 'running' }],
    ['Pausing', 'None', START, null, { unknown: 'running' }],
    ['Completed', 'Success', START, END, { unknown: 'result_unknown' }],
    [null, null, null, null, { unknown: 'running' }],
  ])('%s, %s, %s to %s', (state, result, creationTimeUtc, endTimeUtc, figure) => {
    expect(toTaskRto({ state, result, creationTimeUtc, endTimeUtc })).toEqual(figure)
  })
})

describe('time to fail over of a run', () => {
  it.each<[Outcome, Figure]>([
    [ended('success'), { ms: FOUR_MIN }],
    [ended('warning'), { ms: FOUR_MIN }],
    [ended('failed'), { unknown: 'not_failed_over' }],
    [unknown, { unknown: 'result_unknown' }],
    [running, { unknown: 'running' }],
  ])('%j', (outcome, figure) => {
    expect(toRunRto({ creationTimeUtc: START, endTimeUtc: END }, outcome)).toEqual(figure)
  })
})

describe('data loss window', () => {
  const point = (creationTimeUtc: string | null, unreadable: null | 'forbidden' | 'not_found' = null) => ({
    vmReplicaPoint: { creationTimeUtc, unreadable },
  })
  it.each<[Parameters<typeof toTaskRpo>[0], string | null, Figure]>([
    [point(START), END, { ms: FOUR_MIN }],
    [point(END), START, { unknown: 'times_contradict' }],
    [point(null), END, { unknown: 'point_time_not_reported' }],
    [point(null, 'forbidden'), END, { unknown: 'point_forbidden' }],
    [point(null, 'not_found'), END, { unknown: 'point_not_found' }],
    [point(START), null, { unknown: 'start_not_reported' }],
    [{ vmReplicaPoint: null }, END, { unknown: 'no_point' }],
  ])('%j to %s', (task, sessionStartUtc, figure) => {
    expect(toTaskRpo(task, sessionStartUtc)).toEqual(figure)
  })

  it('is the worst of the known ones, and how many are not known', () => {
    const figures: Figure[] = [{ ms: 5 }, { unknown: 'no_point' }, { ms: 9 }, { ms: 9 }]
    const { worst, unknown: missing } = toWorst([...figures.entries()], ([, figure]) => figure)
    expect(worst).toMatchObject({ ms: 9, task: [2, { ms: 9 }] })
    expect(missing).toBe(1)
    expect(toWorst<Figure>([], (figure) => figure)).toEqual({ worst: null, unknown: 0 })
  })
})

describe('against a target', () => {
  const against = (over: Partial<Parameters<typeof toRtoAgainst>[0]>) =>
    toRtoAgainst({
      targetMs: 60_000,
      outcome: running,
      counts: { failed: 0 },
      rto: { unknown: 'running' },
      elapsedMs: 30_000,
      ...over,
    })

  it.each([
    [against({}), { kind: 'left', ms: 30_000 }],
    // At the target nothing is exceeded yet; a millisecond later it is.
    [against({ elapsedMs: 60_000 }), { kind: 'left', ms: 0 }],
    [against({ elapsedMs: 60_001 }), { kind: 'exceeded', ms: 1 }],
    [against({ elapsedMs: null }), { kind: 'unknown' }],
    [against({ outcome: ended('success'), rto: { ms: 60_000 } }), { kind: 'met', ms: 0 }],
    [against({ outcome: ended('success'), rto: { ms: 60_001 } }), { kind: 'exceeded', ms: 1 }],
    [against({ outcome: ended('failed'), rto: { unknown: 'not_failed_over' } }), { kind: 'not_met' }],
    [against({ outcome: ended('success'), rto: { unknown: 'end_not_reported' } }), { kind: 'unknown' }],
    [against({ outcome: unknown, rto: { unknown: 'result_unknown' } }), { kind: 'unknown' }],
  ])('recovery time: %j', (standing, expected) => {
    expect(standing).toEqual(expected)
  })

  it.each([
    [
      { worst: { ms: 59, task: 0 }, unknown: 0 },
      { kind: 'met', ms: 1 },
    ],
    [
      { worst: { ms: 60, task: 0 }, unknown: 0 },
      { kind: 'met', ms: 0 },
    ],
    [
      { worst: { ms: 61, task: 0 }, unknown: 0 },
      { kind: 'exceeded', ms: 1 },
    ],
    // One VM that is not known may be the worst: met is not known, exceeded is.
    [{ worst: { ms: 59, task: 0 }, unknown: 1 }, { kind: 'unknown' }],
    [
      { worst: { ms: 61, task: 0 }, unknown: 1 },
      { kind: 'exceeded', ms: 1 },
    ],
    [{ worst: null, unknown: 0 }, { kind: 'unknown' }],
  ])('data loss: %j', (worst, expected) => {
    expect(toRpoAgainst(60, worst)).toEqual(expected)
  })
})
