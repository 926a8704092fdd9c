import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CLOCK_STEP_MS, isOfThisClock } from '@/lib/failover/clock-step'

const NOW = Date.parse('2026-11-24T12:00:00Z')

describe('a clock that was set back', () => {
  it.each([
    [-60_000, true],
    [0, true],
    [CLOCK_STEP_MS, true],
    [CLOCK_STEP_MS + 1, false],
    [3_600_000, false],
  ])('a moment %d ms ahead is of this clock: %s', (aheadMs, expected) => {
    expect(isOfThisClock(NOW + aheadMs, NOW)).toBe(expected)
  })

  it('is told by one measure: poller and recorder must not judge the same read differently', () => {
    const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.ts'),
    )
    expect(files.length).toBeGreaterThan(50)
    const defining = files.filter((path) =>
      /const CLOCK_STEP_MS/.test(readFileSync(join('lib', path), 'utf8')),
    )
    expect(defining).toEqual(['failover/clock-step.ts'])
  })
})
