import { describe, expect, it } from 'vitest'
import { hasSameVms, toEta, toTimeLeft, toWholeMinutes } from '@/lib/failover/eta'

const MIN = 60_000
const going = {
  ended: false,
  startedAtUtc: '2026-11-24T12:00:00.000Z',
  noProgressSinceUtc: null,
  earlierMs: [12 * MIN, 18 * MIN, 15 * MIN],
}

describe('the expected end', () => {
  it('is a range from the shortest to the longest of three or more earlier runs', () => {
    expect(toEta(going)).toEqual({ kind: 'range', leastMs: 12 * MIN, mostMs: 18 * MIN, runs: 3 })
  })

  it('looks at the newest ten and no further', () => {
    const earlierMs = [...Array<number>(10).fill(10 * MIN), 99 * MIN]
    expect(toEta({ ...going, earlierMs })).toEqual({
      kind: 'range',
      leastMs: 10 * MIN,
      mostMs: 10 * MIN,
      runs: 10,
    })
  })

  it.each([
    [{ earlierMs: [] }, { kind: 'none', reason: 'too_few_runs', runs: 0 }],
    [{ earlierMs: [1, 2] }, { kind: 'none', reason: 'too_few_runs', runs: 2 }],
    [{ earlierMs: null }, { kind: 'none', reason: 'not_recorded' }],
    [{ ended: true }, { kind: 'none', reason: 'ended' }],
    [{ startedAtUtc: null }, { kind: 'none', reason: 'start_not_reported' }],
    [{ noProgressSinceUtc: '2026-11-24T12:03:00.000Z' }, { kind: 'none', reason: 'no_progress' }],
  ])('is not there with %j', (over, expected) => {
    expect(toEta({ ...going, ...over })).toEqual(expected)
  })

  it.each([
    [0, { kind: 'left', leastMs: 12 * MIN, mostMs: 18 * MIN }],
    [13 * MIN, { kind: 'left', leastMs: 0, mostMs: 5 * MIN }],
    [18 * MIN, { kind: 'left', leastMs: 0, mostMs: 0 }],
    [18 * MIN + 1, { kind: 'late', overMs: 1 }],
  ])('is that far away after %i ms', (elapsedMs, left) => {
    expect(toTimeLeft({ leastMs: 12 * MIN, mostMs: 18 * MIN }, elapsedMs)).toEqual(left)
  })

  it('is widened to whole minutes, never narrowed', () => {
    expect(toWholeMinutes({ leastMs: 2 * MIN + 59_999, mostMs: 4 * MIN + 1 })).toEqual({
      leastMs: 2 * MIN,
      mostMs: 5 * MIN,
    })
  })
})

describe('the same VMs', () => {
  const set = (count: number, from = 0) => new Set(Array.from({ length: count }, (_, n) => `vm${n + from}`))

  it.each([
    [set(10), set(10), true],
    // Eight of ten, whichever run has more.
    [set(8), set(10), true],
    [set(10), set(8), true],
    [set(7), set(10), false],
    [set(10), set(10, 2), true],
    [set(10), set(10, 3), false],
    [set(2), set(10), false],
    [set(0), set(0), false],
    [set(1), set(0), false],
  ])('%#', (one, other, same) => {
    expect(hasSameVms(one, other)).toBe(same)
  })
})
