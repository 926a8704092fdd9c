import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasSameVms, LEAST_RUNS, MOST_RUNS, toEta, toTimeLeft, toWholeMinutes } from '@/lib/failover/eta'

const names = (from: number, count: number): ReadonlySet<string> =>
  new Set(Array.from({ length: count }, (_, n) => `vm${from + n}`))

describe('like runs', () => {
  it.each([
    ['the same', names(0, 5), names(0, 5), true],
    ['four of five', names(0, 5), names(0, 4), true],
    ['four of five, the other way round', names(0, 4), names(0, 5), true],
    ['three of four', names(0, 4), names(0, 3), false],
    ['exactly 80 %', names(0, 300), names(0, 240), true],
    ['one less', names(0, 300), names(0, 239), false],
    ['one of five exchanged', names(0, 5), names(1, 5), true],
    ['two of five exchanged', names(0, 5), names(2, 5), false],
    ['one VM', names(0, 1), names(0, 1), true],
    ['others', names(0, 5), names(5, 5), false],
    ['none against some', names(0, 0), names(0, 5), false],
    ['none at all', names(0, 0), names(0, 0), false],
  ])('have %s', (_what, one, other, expected) => {
    expect(hasSameVms(one, other)).toBe(expected)
    expect(hasSameVms(other, one)).toBe(expected)
  })
})

describe('the expected end', () => {
  const run = {
    ended: false,
    startedAtUtc: '2026-11-23T12:00:00.000Z',
    noProgressSinceUtc: null,
    earlierMs: [3, 1, 2],
  }

  it('is a range from the shortest to the longest of at least three runs', () => {
    expect(toEta(run)).toEqual({ kind: 'range', leastMs: 1, mostMs: 3, runs: 3 })
    expect(toEta({ ...run, earlierMs: [5, 5, 5, 5] })).toEqual({
      kind: 'range',
      leastMs: 5,
      mostMs: 5,
      runs: 4,
    })
  })

  it('is none of fewer, and says how many there are', () => {
    for (const earlierMs of [[], [1], [1, 2]]) {
      expect(toEta({ ...run, earlierMs })).toEqual({
        kind: 'none',
        reason: 'too_few_runs',
        runs: earlierMs.length,
      })
    }
    expect(LEAST_RUNS).toBe(3)
  })

  it('looks at the newest ten', () => {
    const earlierMs = [...Array.from({ length: MOST_RUNS }, () => 60), 1, 99_999]
    expect(toEta({ ...run, earlierMs })).toEqual({ kind: 'range', leastMs: 60, mostMs: 60, runs: 10 })
  })

  it('is none after the end, without a start, of a run that stands still, and without a record', () => {
    const frozen = { ...run, noProgressSinceUtc: run.startedAtUtc }
    expect(toEta(frozen)).toEqual({ kind: 'none', reason: 'no_progress' })
    expect(toEta({ ...run, startedAtUtc: null })).toEqual({ kind: 'none', reason: 'start_not_reported' })
    expect(toEta({ ...run, earlierMs: null })).toEqual({ kind: 'none', reason: 'not_recorded' })
    // The end outweighs everything else.
    expect(toEta({ ...frozen, startedAtUtc: null, earlierMs: null, ended: true })).toEqual({
      kind: 'none',
      reason: 'ended',
    })
  })
})

describe('what is left', () => {
  const eta = { leastMs: 300_000, mostMs: 600_000 }

  it.each([
    [0, { kind: 'left', leastMs: 300_000, mostMs: 600_000 }],
    [300_000, { kind: 'left', leastMs: 0, mostMs: 300_000 }],
    [450_000, { kind: 'left', leastMs: 0, mostMs: 150_000 }],
    [600_000, { kind: 'left', leastMs: 0, mostMs: 0 }],
    [600_001, { kind: 'late', overMs: 1 }],
  ])('after %d ms is %j', (elapsedMs, expected) => {
    expect(toTimeLeft(eta, elapsedMs)).toEqual(expected)
  })

  it('is never negative, and late means later than every earlier run', () => {
    const ms = fc.nat(10_000_000)
    fc.assert(
      fc.property(ms, ms, ms, (one, more, elapsedMs) => {
        const left = toTimeLeft({ leastMs: one, mostMs: one + more }, elapsedMs)
        const overMs = elapsedMs - one - more
        expect(left).toEqual(
          overMs > 0
            ? { kind: 'late', overMs }
            : { kind: 'left', leastMs: Math.max(0, one - elapsedMs), mostMs: one + more - elapsedMs },
        )
      }),
    )
  })

  it('is told in whole minutes that promise no more', () => {
    expect(toWholeMinutes({ leastMs: 119_999, mostMs: 120_001 })).toEqual({
      leastMs: 60_000,
      mostMs: 180_000,
    })
    expect(toWholeMinutes({ leastMs: 120_000, mostMs: 120_000 })).toEqual({
      leastMs: 120_000,
      mostMs: 120_000,
    })
    expect(toWholeMinutes({ leastMs: 0, mostMs: 1 })).toEqual({ leastMs: 0, mostMs: 60_000 })
  })
})
