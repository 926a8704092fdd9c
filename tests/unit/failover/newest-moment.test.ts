import { describe, expect, it } from 'vitest'
import { newestMomentMs, provenUntilMs } from '@/lib/failover/newest-moment'

const READ = Date.parse('2026-11-26T18:15:47.000Z')
const utc = (ms: number): string => new Date(ms).toISOString()
const dated = (startMs: number | null, endMs: number | null = null) => ({
  creationTimeUtc: startMs === null ? null : utc(startMs),
  endTimeUtc: endMs === null ? null : utc(endMs),
})
const at = (emClockAheadMs = 0) => ({ observedAtMs: READ, emClockAheadMs })

describe('the newest moment that data tells of', () => {
  it('is the latest start or end of the run or of any task', () => {
    const run = dated(READ - 60_000)
    expect(newestMomentMs([run], at())).toBe(READ - 60_000)
    expect(newestMomentMs([run, dated(READ - 50_000, READ - 20_000)], at())).toBe(READ - 20_000)
    expect(newestMomentMs([run, dated(READ - 10_000), dated(READ - 40_000)], at())).toBe(READ - 10_000)
  })

  it('is not known where nothing is dated', () => {
    expect(newestMomentMs([], at())).toBeNull()
    expect(newestMomentMs([dated(null), { creationTimeUtc: 'yesterday' }], at())).toBeNull()
  })

  it.each([342_000, -342_000])('is told on our clock where the other is %i ms ahead', (ahead) => {
    expect(newestMomentMs([dated(READ - 60_000 + ahead)], at(ahead))).toBe(READ - 60_000)
  })

  it('leaves out what lies after the read, and keeps the rest', () => {
    expect(newestMomentMs([dated(READ - 60_000, READ + 3_600_000)], at())).toBe(READ - 60_000)
    expect(newestMomentMs([dated(READ + 3_600_000)], at())).toBeNull()
  })

  it('takes what clocks in agreement date after the read for as new as the read, never newer', () => {
    expect(newestMomentMs([dated(READ + 1_500)], at())).toBe(READ)
  })
})

it('data of an old collection holds up to its end, or as long as it proves itself', () => {
  const collected = READ - 3 * 3_600_000
  expect(provenUntilMs(collected, null, 0)).toBe(collected)
  expect(provenUntilMs(collected, READ - 1_000, 0)).toBe(READ - 1_000)
  expect(provenUntilMs(collected, collected - 1, 0)).toBe(collected)
  expect(provenUntilMs(collected + 342_000, null, 342_000)).toBe(collected)
})
