import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  failedOver,
  isOver,
  toCounts,
  toOutcome,
  toShownCounts,
  toShownStanding,
  toTaskStanding,
  type TaskStanding,
} from '@/lib/failover/outcome'
import { isEnded, parseSessionResult, parseSessionState } from '@/lib/failover/words'

const STATES = ['Starting', 'Working', 'Stopping', 'Stopped', 'Pausing', 'Completed', 'success', '', null]
const RESULTS = ['None', 'Success', 'Warning', 'Failed', 'Succeeded', 'Ok', 'Stopped', '', null]
const ENDS = [null, '2026-11-23T08:15:00.000Z']

const words = fc.record({
  state: fc.oneof(fc.constantFrom(...STATES), fc.string()),
  result: fc.oneof(fc.constantFrom(...RESULTS), fc.string()),
  endTimeUtc: fc.constantFrom(...ENDS),
})

describe('what may be shown of a run that is over', () => {
  it('has no VM that works or waits, in rows and counts alike', () => {
    fc.assert(
      fc.property(fc.array(words), fc.boolean(), (tasks, over) => {
        const shown = toShownCounts(toCounts(tasks), over)
        const standings = tasks.map((task) => toShownStanding(task, over))
        const counted = (one: TaskStanding) => standings.filter((other) => other === one).length
        const { total, ...byStanding } = shown
        expect(byStanding).toEqual({
          waiting: counted('waiting'),
          working: counted('working'),
          succeeded: counted('succeeded'),
          warning: counted('warning'),
          failed: counted('failed'),
          unknown: counted('unknown'),
        })
        expect(total).toBe(tasks.length)
        expect(over && shown.working + shown.waiting > 0).toBe(false)
      }),
    )
  })

  it('is over when it has ended, or nobody saw its end', () => {
    expect(isOver({ kind: 'running', failedSoFar: 1, warningSoFar: 0 })).toBe(false)
    expect(isOver({ kind: 'unknown', reported: 'Working' })).toBe(true)
    expect(isOver({ kind: 'ended', result: 'warning' })).toBe(true)
  })
})

describe('outcome', () => {
  it('is success only for Stopped + Success with no failed task, over every combination', () => {
    let checked = 0
    for (const state of STATES)
      for (const result of RESULTS)
        for (const endTimeUtc of ENDS)
          for (const taskState of STATES)
            for (const taskResult of RESULTS) {
              const counts = toCounts([{ state: taskState, result: taskResult }])
              const outcome = toOutcome({ state, result, endTimeUtc }, counts)
              const succeeded = outcome.kind === 'ended' && outcome.result === 'success'
              expect(succeeded).toBe(state === 'Stopped' && result === 'Success' && taskResult !== 'Failed')
              checked += 1
            }
    expect(checked).toBe(9 * 9 * 2 * 9 * 9)
  })

  it('never makes success of words it does not know', () => {
    fc.assert(
      fc.property(words, fc.array(words, { maxLength: 6 }), (session, tasks) => {
        const outcome = toOutcome(session, toCounts(tasks))
        const succeeded = outcome.kind === 'ended' && outcome.result === 'success'
        const proved =
          parseSessionState(session.state) === 'Stopped' &&
          parseSessionResult(session.result) === 'Success' &&
          tasks.every((task) => toTaskStanding(task) !== 'failed')
        expect(succeeded).toBe(proved)
        expect(outcome.kind === 'running').toBe(!isEnded(session))
      }),
    )
  })

  it.each([
    ['Starting', 'None', null, { kind: 'running', failedSoFar: 0, warningSoFar: 0 }],
    ['Working', 'None', null, { kind: 'running', failedSoFar: 0, warningSoFar: 0 }],
    ['Stopping', null, null, { kind: 'running', failedSoFar: 0, warningSoFar: 0 }],
    ['Working', 'Success', null, { kind: 'running', failedSoFar: 0, warningSoFar: 0 }],
    ['Stopped', 'Success', null, { kind: 'ended', result: 'success' }],
    ['Stopped', 'Warning', ENDS[1], { kind: 'ended', result: 'warning' }],
    ['Stopped', 'Failed', ENDS[1], { kind: 'ended', result: 'failed' }],
    ['Stopped', 'None', ENDS[1], { kind: 'unknown', reported: 'None' }],
    ['Stopped', null, ENDS[1], { kind: 'unknown', reported: '' }],
    ['Stopped', 'Aborted', ENDS[1], { kind: 'unknown', reported: 'Aborted' }],
    ['Pausing', 'None', null, { kind: 'running', failedSoFar: 0, warningSoFar: 0 }],
    ['Completed', 'Success', ENDS[1], { kind: 'unknown', reported: 'Completed' }],
    ['Completed', 'Failed', ENDS[1], { kind: 'ended', result: 'failed' }],
    [null, null, ENDS[1], { kind: 'unknown', reported: '' }],
  ] as const)('%s + %s, end %s', (state, result, endTimeUtc, expected) => {
    expect(toOutcome({ state, result, endTimeUtc: endTimeUtc ?? null }, { failed: 0, warning: 0 })).toEqual(
      expected,
    )
  })

  it('lets a failed task outweigh a good word of the session', () => {
    const ended = { state: 'Stopped', endTimeUtc: null }
    expect(toOutcome({ ...ended, result: 'Success' }, { failed: 1, warning: 0 })).toEqual({
      kind: 'ended',
      result: 'failed',
    })
    expect(toOutcome({ ...ended, result: 'Warning' }, { failed: 1, warning: 3 })).toEqual({
      kind: 'ended',
      result: 'failed',
    })
    const running = { state: 'Working', result: 'None', endTimeUtc: null }
    expect(toOutcome(running, { failed: 2, warning: 1 })).toEqual({
      kind: 'running',
      failedSoFar: 2,
      warningSoFar: 1,
    })
  })
})

describe('counts', () => {
  it.each([
    ['Working', 'Failed', 'failed'],
    ['Starting', 'Failed', 'failed'],
    ['Stopped', 'Failed', 'failed'],
    ['Stopped', 'Success', 'succeeded'],
    ['Stopped', 'Warning', 'warning'],
    ['Stopped', 'None', 'unknown'],
    ['Stopped', null, 'unknown'],
    ['Stopped', 'Fine', 'unknown'],
    ['Starting', 'None', 'waiting'],
    ['Starting', 'Success', 'waiting'],
    ['Working', 'None', 'working'],
    ['Working', 'Success', 'working'],
    ['Stopping', 'None', 'working'],
    ['Resuming', 'None', 'working'],
    [null, null, 'working'],
  ] as const)('a task %s + %s counts as %s', (state, result, standing) => {
    expect(toTaskStanding({ state, result })).toBe(standing)
  })

  it('adds up to the number of rows', () => {
    fc.assert(
      fc.property(fc.array(words), (tasks) => {
        const { total, ...parts } = toCounts(tasks)
        expect(total).toBe(tasks.length)
        expect(Object.values(parts).reduce((sum, n) => sum + n, 0)).toBe(total)
      }),
    )
  })

  it('takes warnings for failed over, failures not', () => {
    expect(
      failedOver(
        toCounts([
          { state: 'Stopped', result: 'Success' },
          { state: 'Stopped', result: 'Warning' },
          { state: 'Stopped', result: 'Failed' },
          { state: 'Working', result: 'None' },
        ]),
      ),
    ).toBe(2)
  })
})
