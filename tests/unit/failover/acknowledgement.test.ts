import { describe, expect, it } from 'vitest'
import {
  hasOwnFailure,
  holdingOf,
  isSameFailure,
  standingOfAcknowledgement,
  toFailures,
  withReason,
} from '@/lib/failover/acknowledgement'
import { type Outcome, toCounts, toOutcome } from '@/lib/failover/outcome'

const START = '2026-11-23T12:00:00.000Z'
const LATER = '2026-11-23T12:40:00.000Z'

const row = (key: string, result: string, over: object = {}) => ({
  key,
  vmName: `vm of ${key}`,
  state: 'Stopped',
  result,
  creationTimeUtc: START,
  failureMessage: result === 'Failed' ? 'no memory' : null,
  ...over,
})
const run = (tasks: ReturnType<typeof row>[], over: object = {}) => ({
  creationTimeUtc: START,
  failureMessage: null,
  tasks,
  ...over,
})
const RUNNING: Outcome = { kind: 'running', failedSoFar: 1, warningSoFar: 0 }
const FAILED: Outcome = { kind: 'ended', result: 'failed' }
const SUCCESS: Outcome = { kind: 'ended', result: 'success' }
const WARNING: Outcome = { kind: 'ended', result: 'warning' }
const OF_A = { key: 'a', vmName: 'vm of a', startUtc: START, message: 'no memory' }
const OF_RUN = { key: null, vmName: null, startUtc: START, message: 'license' }

describe('what has failed', () => {
  it('is each failed VM, and the run itself only where no VM is', () => {
    const tasks = [row('a', 'Failed'), row('b', 'Success'), row('c', 'Failed', { failureMessage: null })]
    expect(toFailures(run(tasks), RUNNING).map(({ key }) => key)).toEqual(['a', 'c'])
    // Its message sums up what the VMs say: one failure is one failure.
    const summedUp = run(tasks, { failureMessage: 'Failed to fail over 2 of 3 VMs' })
    expect(toFailures(summedUp, FAILED)).toEqual([
      OF_A,
      { ...OF_A, key: 'c', vmName: 'vm of c', message: null },
    ])
    expect(toFailures(run([row('b', 'Success')]), SUCCESS)).toEqual([])
    expect(toFailures(run([row('b', 'Success')], { failureMessage: 'license' }), SUCCESS)).toEqual([])
    expect(toFailures(run([], { failureMessage: 'license' }), FAILED)).toEqual([OF_RUN])
    expect(toFailures(run([]), FAILED).map(({ key }) => key)).toEqual([null])
  })

  it.each([
    [FAILED, 0, true],
    [FAILED, 1, false],
    [RUNNING, 0, false],
    [SUCCESS, 0, false],
    [WARNING, 0, false],
    [{ kind: 'unknown', reported: '' } as const, 0, false],
  ])('is the run’s own with %j and %i failed VMs: %s', (outcome, failed, own) => {
    expect(hasOwnFailure(outcome, failed)).toBe(own)
  })
})

describe('one failure', () => {
  it.each([
    ['the same', OF_A, true],
    ['one of another start', { ...OF_A, startUtc: LATER }, false],
    ['one of another reason', { ...OF_A, message: 'no disk' }, false],
  ])('is told from %s', (_what, found, same) => {
    expect(isSameFailure(OF_A, found)).toBe(same)
  })

  it('stays the same when its reason comes later, or is left out for a while', () => {
    expect(isSameFailure({ ...OF_A, message: null }, OF_A)).toBe(true)
    expect(isSameFailure(OF_A, { ...OF_A, message: null })).toBe(true)
  })
})

describe('an acknowledgement', () => {
  it.each([
    ['holds while the VM is failed', OF_A, run([row('a', 'Failed')]), { kind: 'holds', key: 'a' }],
    [
      'holds also for a VM that failed and is still named working',
      OF_A,
      run([row('a', 'Failed', { state: 'Working' })]),
      { kind: 'holds', key: 'a' },
    ],
    ['ends when the VM recovers', OF_A, run([row('a', 'Success')]), { kind: 'recovered' }],
    [
      'ends when the VM is tried again',
      OF_A,
      run([row('a', 'None', { state: 'Working' })]),
      { kind: 'recovered' },
    ],
    [
      'ends when the VM fails anew',
      OF_A,
      run([row('a', 'Failed', { creationTimeUtc: LATER })]),
      { kind: 'failed_anew' },
    ],
    [
      'ends when the VM fails in another way',
      OF_A,
      run([row('a', 'Failed', { failureMessage: 'no disk' })]),
      { kind: 'failed_anew' },
    ],
    ['waits where no row tells', OF_A, run([]), { kind: 'unseen' }],
    [
      'follows a row whose key has changed',
      OF_A,
      run([row('b', 'Failed', { vmName: 'vm of a' })]),
      { kind: 'holds', key: 'b' },
    ],
    [
      'is not taken for that of another VM without a name',
      { ...OF_A, vmName: null },
      run([row('b', 'Failed', { vmName: null })]),
      { kind: 'unseen' },
    ],
    [
      'of the run harms nothing while VMs tell the same',
      OF_RUN,
      run([row('a', 'Failed')], { failureMessage: 'license' }),
      { kind: 'unseen' },
    ],
    [
      'of the run waits while a run that goes on says so',
      OF_RUN,
      run([], { failureMessage: 'license' }),
      { kind: 'unseen' },
    ],
    ['of the run ends when the run no longer says so', OF_RUN, run([]), { kind: 'recovered' }],
  ])('%s', (_what, acknowledgement, found, standing) => {
    const outcome = toOutcome({ state: 'Working', result: 'None', endTimeUtc: null }, toCounts(found.tasks))
    expect(standingOfAcknowledgement(acknowledgement, found, outcome)).toEqual(standing)
  })

  it.each([
    ['holds while the run is failed', FAILED, { failureMessage: 'license' }, 'holds'],
    ['ends with another reason', FAILED, { failureMessage: 'disk' }, 'failed_anew'],
    ['ends with another word', SUCCESS, {}, 'recovered'],
  ])('of a run that no VM tells of %s', (_what, outcome, over, kind) => {
    expect(standingOfAcknowledgement(OF_RUN, run([], over), outcome).kind).toBe(kind)
  })

  it('takes over the reason that comes later, of the failure that it holds for alone', () => {
    const told = { ...OF_A, message: null }
    expect(withReason(told, run([row('a', 'Failed')]), RUNNING)).toEqual(OF_A)
    expect(withReason(told, run([row('a', 'Failed', { failureMessage: null })]), RUNNING)).toBe(told)
    expect(withReason(told, run([row('a', 'Failed', { creationTimeUtc: LATER })]), RUNNING)).toBe(told)
    const other = run([row('a', 'Failed', { failureMessage: 'no disk' })])
    expect(withReason(OF_A, other, RUNNING)).toBe(OF_A)
  })

  it('is listed once per row, the first that was said, under the key that the row has', () => {
    const found = run([row('b', 'Failed', { vmName: 'vm of a' })])
    const second = { ...OF_A, key: 'b' }
    expect(holdingOf([OF_A, second, OF_RUN], found, RUNNING)).toEqual([{ ...OF_A, key: 'b' }])
  })
})
