import { describe, expect, it } from 'vitest'
import { durationBetween, toDurationParts } from '@/lib/failover/duration'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

describe('toDurationParts', () => {
  it.each([
    [0, { unit: 'below_second' }],
    [-5, { unit: 'below_second' }],
    [999, { unit: 'below_second' }],
    [SECOND, { unit: 'seconds', seconds: '1' }],
    [59_999, { unit: 'seconds', seconds: '59' }],
    [MINUTE, { unit: 'minutes', minutes: '1', seconds: '00' }],
    [18 * MINUTE + 4 * SECOND, { unit: 'minutes', minutes: '18', seconds: '04' }],
    [HOUR - 1, { unit: 'minutes', minutes: '59', seconds: '59' }],
    [HOUR + 6 * MINUTE + 59 * SECOND, { unit: 'hours', hours: '1', minutes: '06' }],
    [DAY - 1, { unit: 'hours', hours: '23', minutes: '59' }],
    [3 * DAY + 4 * HOUR, { unit: 'days', days: '3', hours: '04' }],
  ])('splits %d ms', (ms, parts) => {
    expect(toDurationParts(ms)).toEqual(parts)
  })

  it('leaves seconds out of ages, but not below a minute', () => {
    expect(toDurationParts(18 * MINUTE + 4 * SECOND, 'minute')).toEqual({
      unit: 'whole_minutes',
      minutes: '18',
    })
    expect(toDurationParts(41 * SECOND, 'minute')).toEqual({ unit: 'seconds', seconds: '41' })
  })
})

describe('durationBetween', () => {
  it('is signed, and null where an end is not known', () => {
    expect(durationBetween('2026-11-23T12:00:00Z', '2026-11-23T12:00:01.500Z')).toBe(1500)
    expect(durationBetween('2026-11-23T12:00:01Z', '2026-11-23T12:00:00Z')).toBe(-1000)
    expect(durationBetween(null, '2026-11-23T12:00:00Z')).toBeNull()
    expect(durationBetween('2026-11-23T12:00:00Z', null)).toBeNull()
  })
})
