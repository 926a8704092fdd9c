import { describe, expect, it } from 'vitest'
import { needsAttention } from '@/lib/failover/need-attention'
import { addTotals, toRunTotals, toTotalsWindow, type CountedRun } from '@/lib/failover/run-totals'

const NOW_MS = Date.parse('2026-11-23T12:04:31.000Z')
const DAY_MS = 86_400_000
const window = toTotalsWindow(NOW_MS)

const run = (over: Partial<CountedRun> = {}): CountedRun => ({
  outcome: { kind: 'ended', result: 'success' },
  counts: { failed: 0 },
  kind: 'real',
  endMs: NOW_MS - 60_000,
  vmsToday: 0,
  ...over,
})
const running = { kind: 'running', failedSoFar: 0, warningSoFar: 0 } as const
const failed = { kind: 'ended', result: 'failed' } as const

describe('totals', () => {
  it('count 30 whole days with today as the last', () => {
    const totals = toRunTotals(
      [
        run(),
        run({ endMs: Date.parse('2026-10-25T00:00:00.000Z') }),
        run({ endMs: Date.parse('2026-10-24T23:59:59.999Z') }),
        run({ outcome: { kind: 'unknown', reported: 'None' }, endMs: NOW_MS - DAY_MS }),
        run({ outcome: { kind: 'ended', result: 'warning' }, endMs: null }),
      ],
      window,
    )
    expect(totals.days).toHaveLength(30)
    expect(totals.days[0]).toEqual({ dayUtc: '2026-10-25', succeeded: 1, warning: 0, failed: 0, unknown: 0 })
    expect(totals.days.at(-1)).toMatchObject({ dayUtc: '2026-11-23', succeeded: 1 })
    expect(totals).toMatchObject({ succeeded30: 2, ended30: 3, finishedToday: 1 })
  })

  it('leave tests and undone failovers out of successes and VMs, and untagged ones in', () => {
    const totals = toRunTotals(
      [
        run({ kind: 'test', vmsToday: 5 }),
        run({ kind: 'undo', vmsToday: 7, outcome: failed }),
        run({ kind: null, vmsToday: 2 }),
        run({ outcome: running, endMs: null, vmsToday: 3 }),
      ],
      window,
    )
    expect(totals).toMatchObject({
      running: 1,
      finishedToday: 3,
      vmsFailedOverToday: 5,
      succeeded30: 1,
      ended30: 1,
    })
  })

  it('are the same whether counted at once or in two parts', () => {
    const runs = Array.from({ length: 60 }, (_, n) =>
      run({
        endMs: NOW_MS - n * 0.7 * DAY_MS,
        outcome: n % 5 === 0 ? failed : { kind: 'ended', result: 'success' },
        vmsToday: n % 3,
      }),
    )
    const parts = [runs.slice(0, 21), runs.slice(21)].map((part) => toRunTotals(part, window))
    expect(addTotals(parts[0] ?? toRunTotals([], window), parts[1] ?? toRunTotals([], window))).toEqual(
      toRunTotals(runs, window),
    )
  })

  it('change with the runs and at midnight, not in between', () => {
    expect(toTotalsWindow(NOW_MS + 11 * 3_600_000)).toEqual(window)
    expect(toTotalsWindow(NOW_MS + 12 * 3_600_000)).not.toEqual(window)
  })
})

describe('need for attention', () => {
  const since = window.attentionSinceMs
  it.each([
    ['running with a failed VM', run({ outcome: running, counts: { failed: 1 }, endMs: null }), true],
    ['running without one', run({ outcome: running, endMs: null }), false],
    ['failed lately', run({ outcome: failed }), true],
    ['failed 14 days ago, today counted', run({ outcome: failed, endMs: since }), true],
    ['failed before that', run({ outcome: failed, endMs: since - 1 }), false],
    ['failed, nobody knows when', run({ outcome: failed, endMs: null }), false],
    ['failed without an end, seen so lately', run({ outcome: failed, endMs: null, seenMs: since }), true],
    [
      'failed without an end, seen so before',
      run({ outcome: failed, endMs: null, seenMs: since - 1 }),
      false,
    ],
    ['failed before that, but seen lately', run({ outcome: failed, endMs: since - 1, seenMs: since }), false],
    ['succeeded', run(), false],
    [
      'over in a way that nobody knows, with a failed VM',
      run({ outcome: { kind: 'unknown', reported: 'x' }, counts: { failed: 2 } }),
      true,
    ],
  ])('%s', (_what, one, expected) => {
    expect(needsAttention(one, since)).toBe(expected)
  })
})
