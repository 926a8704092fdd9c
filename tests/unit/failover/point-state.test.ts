import { describe, expect, it } from 'vitest'
import { isEarlierState } from '@/lib/failover/point-state'

const NOW_MS = Date.parse('2026-11-23T12:00:00.000Z')
const before = (minutes: number | null): number | null => minutes && NOW_MS - minutes * 60_000

describe('the state of a replica point', () => {
  it.each([
    // Minutes before now: read, end of the task, newest collection.
    ['read a moment ago, long after the end', 1, 600, 20, false],
    ['read a moment ago, with no collection known, long after the end', 1, 600, null, false],
    ['read longer ago', 11, 600, 20, true],
    ['read after the end and a collection since', 1, 8, 3, false],
    ['read after the end, before any collection', 1, 8, 9, true],
    ['read after the end, with a collection only since the read', 5, 8, 3, true],
    ['read after the end, with no collection known', 1, 8, null, true],
    ['read where the end is not known', 1, null, 20, false],
  ])('%s', (_what, read, end, collected, earlier) => {
    expect(
      isEarlierState({
        readAtMs: NOW_MS - read * 60_000,
        nowMs: NOW_MS,
        endMs: before(end),
        collectedAtMs: before(collected),
      }),
    ).toBe(earlier)
  })
})
