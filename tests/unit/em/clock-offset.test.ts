import { describe, expect, it } from 'vitest'
import { createClockOffset } from '@/lib/em/clock-offset'

const T = Date.parse('2026-11-23T08:00:00Z')
const dateAt = (ms: number): string => new Date(ms).toUTCString()

describe('createClockOffset', () => {
  it('is 0 while nothing is known', () => {
    const clock = createClockOffset()
    clock.observe(null, T, T)
    clock.observe('yesterday', T, T)
    expect(clock.aheadMs()).toBe(0)
  })

  it.each([
    ['1 s ahead', 1_000, 0],
    ['1 s behind', -1_000, 0],
    ['5 minutes ahead', 300_000, 300_000],
    ['90 s behind', -90_000, -90_000],
  ])('%s', (_what, offsetMs, aheadMs) => {
    const clock = createClockOffset()
    clock.observe(dateAt(T + offsetMs), T, T + 100)
    expect(Math.abs(clock.aheadMs() - aheadMs)).toBeLessThanOrEqual(1_000)
  })

  it('does not tremble with the cut seconds, and follows a real change', () => {
    const clock = createClockOffset()
    clock.observe(dateAt(T + 10_000), T, T)
    const first = clock.aheadMs()
    clock.observe(dateAt(T + 11_000), T, T)
    clock.observe(dateAt(T + 9_000), T, T)
    expect(clock.aheadMs()).toBe(first)
    clock.observe(dateAt(T + 20_000), T, T)
    expect(clock.aheadMs()).toBeGreaterThan(first + 5_000)
    clock.observe(dateAt(T), T, T)
    expect(clock.aheadMs()).toBe(0)
  })

  it('ignores an answer that was long under way', () => {
    const clock = createClockOffset()
    clock.observe(dateAt(T + 60_000), T, T + 9_000)
    expect(clock.aheadMs()).toBe(0)
  })
})
