import { describe, expect, it } from 'vitest'
import { levelOfAge, toFreshness, worseLevel, type FreshnessInput } from '@/lib/failover/freshness'

const NOW = Date.parse('2026-11-23T12:04:31.000Z')
const INTERVAL = 3_000
const LATE_MS = 20 * 60_000
const utc = (ms: number) => new Date(ms).toISOString()

const input = (over: Partial<FreshnessInput> = {}): FreshnessInput => ({
  nowMs: NOW,
  observedAtMs: NOW - 1_000,
  intervalMs: INTERVAL,
  ended: false,
  problem: null,
  inFlightSinceMs: null,
  collectedAtMs: NOW - 41_000,
  collectionLateMs: LATE_MS,
  emClockAheadMs: 0,
  newestMs: null,
  ...over,
})

const unreachable = {
  code: 'unreachable',
  message: 'refused',
  sinceUtc: utc(NOW - 2_000),
  nextTryAtUtc: utc(NOW + 4_000),
} as const

describe('level of age', () => {
  it.each([
    [0, 'live'],
    [2 * INTERVAL, 'live'],
    [2 * INTERVAL + 1, 'late'],
    [5 * INTERVAL, 'late'],
    [5 * INTERVAL + 1, 'stale'],
    [5 * 60_000, 'stale'],
    [5 * 60_000 + 1, 'lost'],
  ])('%i ms at an interval of 3 s is %s', (age, level) => {
    expect(levelOfAge(age, INTERVAL)).toBe(level)
  })

  it('is lost only beyond 6 intervals too', () => {
    expect(levelOfAge(5 * 60_000 + 1, 60_000)).toBe('stale')
    expect(levelOfAge(6 * 60_000 + 1, 60_000)).toBe('lost')
  })
})

describe('freshness', () => {
  it('is live without a problem when the newest read is young and succeeded', () => {
    expect(toFreshness(input())).toEqual({
      level: 'live',
      observedAtUtc: utc(NOW - 1_000),
      collectedAtUtc: utc(NOW - 41_000),
      problem: null,
    })
  })

  it('is late at once when the newest read failed', () => {
    expect(toFreshness(input({ problem: unreachable }))).toMatchObject({
      level: 'late',
      problem: unreachable,
    })
  })

  it('goes on to stale and lost by age and keeps the reason', () => {
    expect(toFreshness(input({ problem: unreachable, observedAtMs: NOW - 16_000 }))).toMatchObject({
      level: 'stale',
      problem: { code: 'unreachable' },
    })
    expect(toFreshness(input({ problem: unreachable, observedAtMs: NOW - 301_000 })).level).toBe('lost')
  })

  it('names a read in flight for more than two intervals timed_out', () => {
    const since = NOW - 7_000
    const freshness = toFreshness(input({ observedAtMs: NOW - 9_000, inFlightSinceMs: since }))
    expect(freshness).toMatchObject({ level: 'late', problem: { code: 'timed_out', sinceUtc: utc(since) } })
  })

  it('has no problem only when live or final, whatever the input', () => {
    for (const age of [0, 5_000, 7_000, 20_000, 400_000])
      for (const problem of [null, unreachable])
        for (const inFlightSinceMs of [null, NOW - 500, NOW - 8_000])
          for (const collectedAtMs of [null, NOW - 41_000, NOW - LATE_MS - 1])
            for (const ended of [true, false]) {
              const it_ = toFreshness(
                input({ observedAtMs: NOW - age, problem, inFlightSinceMs, collectedAtMs, ended }),
              )
              expect(it_.problem === null).toBe(it_.level === 'live' || it_.level === 'final')
            }
  })

  it('is at best stale when the collection of an active session is old (trap 25)', () => {
    const freshness = toFreshness(input({ collectedAtMs: NOW - LATE_MS - 1 }))
    expect(freshness).toMatchObject({ level: 'stale', problem: { code: 'collection_old' } })
    expect(toFreshness(input({ collectedAtMs: NOW - LATE_MS })).level).toBe('live')
  })

  it('lets the problem of reading stand before the old collection', () => {
    expect(toFreshness(input({ collectedAtMs: NOW - LATE_MS - 1, problem: unreachable })).problem?.code).toBe(
      'unreachable',
    )
  })

  it('is old since its collection, or since the newest moment that the data itself proves', () => {
    const hourAgo = NOW - 3_600_000
    const sinceOf = (over: Partial<FreshnessInput>): string | undefined =>
      toFreshness(input({ collectedAtMs: hourAgo, ...over })).problem?.sinceUtc
    expect(sinceOf({ newestMs: null })).toBe(utc(hourAgo))
    expect(sinceOf({ newestMs: hourAgo - 60_000 })).toBe(utc(hourAgo))
    expect(sinceOf({ newestMs: NOW - 90_000 })).toBe(utc(NOW - 90_000))
    // The collection is dated by Enterprise Manager, the newest moment is corrected already.
    const ahead = 342_000
    expect(sinceOf({ collectedAtMs: hourAgo + ahead, emClockAheadMs: ahead })).toBe(utc(hourAgo))
    expect(
      sinceOf({ collectedAtMs: hourAgo + ahead, emClockAheadMs: ahead, newestMs: hourAgo + 1_000 }),
    ).toBe(utc(hourAgo + 1_000))
  })

  it('measures the collection on the clock of Enterprise Manager', () => {
    const ahead = 30 * 60_000
    expect(toFreshness(input({ collectedAtMs: NOW + ahead - 60_000, emClockAheadMs: ahead })).level).toBe(
      'live',
    )
    expect(toFreshness(input({ collectedAtMs: NOW - 60_000, emClockAheadMs: ahead })).level).toBe('stale')
  })

  it('lowers nothing when the collection cannot be read', () => {
    expect(toFreshness(input({ collectedAtMs: null }))).toMatchObject({ level: 'live', collectedAtUtc: null })
  })

  it('stays final for an ended session, however old and whatever fails since', () => {
    const freshness = toFreshness(
      input({ ended: true, observedAtMs: NOW - 9e6, problem: unreachable, collectedAtMs: 0 }),
    )
    expect(freshness).toMatchObject({ level: 'final', problem: null })
  })

  it('does not take data from a clock that runs ahead for younger than new', () => {
    expect(toFreshness(input({ observedAtMs: NOW + 60_000 })).level).toBe('live')
  })
})

it('orders levels from trustworthy to not', () => {
  expect(worseLevel('live', 'late')).toBe('late')
  expect(worseLevel('lost', 'stale')).toBe('lost')
  expect(worseLevel('final', 'live')).toBe('live')
})
