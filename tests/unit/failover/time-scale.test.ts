import { describe, expect, it } from 'vitest'
import { toTimeScale } from '@/lib/failover/time-scale'

const FROM_MS = Date.parse('2026-11-23T11:46:27.000Z')
const MINUTE_MS = 60_000
const clock = (ms: number): string => new Date(FROM_MS + ms).toISOString().slice(11, 19)

describe('toTimeScale', () => {
  it.each([
    [0, 1],
    [0.5, 1],
    [1, 2],
    [18, 20],
    [20, 30],
    [59, 90],
    [46 * 60, 2 * 24 * 60],
    [60 * 60, 3 * 24 * 60],
  ])('holds a run of %f min on %f min', (minutes, length) => {
    expect(toTimeScale(FROM_MS, minutes * MINUTE_MS).lengthMs).toBe(length * MINUTE_MS)
  })

  it('stands still while a run goes on, but for a few steps', () => {
    const lengths = new Set<number>()
    for (let seconds = 0; seconds < 3_600; seconds += 1)
      lengths.add(toTimeScale(FROM_MS, seconds * 1_000).lengthMs)
    expect(lengths.size).toBeLessThanOrEqual(10)
  })

  it.each([
    [18, ['11:50:00', '11:55:00', '12:00:00', '12:05:00']],
    [3, ['11:47:00', '11:48:00', '11:49:00', '11:50:00']],
    [110, ['12:00:00', '12:30:00', '13:00:00', '13:30:00']],
  ])('marks whole clock times in a run of %i min', (minutes, marks) => {
    expect(toTimeScale(FROM_MS, minutes * MINUTE_MS).ticks.map(clock)).toEqual(marks)
  })

  it('never has more marks than can be read, nor a run longer than itself', () => {
    for (let minutes = 0; minutes < 20_000; minutes += 7) {
      const { ticks, lengthMs } = toTimeScale(FROM_MS, minutes * MINUTE_MS)
      expect(ticks.length).toBeLessThanOrEqual(7)
      expect(lengthMs).toBeGreaterThanOrEqual(minutes * MINUTE_MS)
    }
  })
})
