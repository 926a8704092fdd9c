import { describe, expect, it } from 'vitest'
import { toDrift } from '@/components/wall/care/drift'
import { toReloadReason, type Heard } from '@/components/wall/care/reload-policy'
import { isWithin, minuteOfDay } from '@/components/wall/care/time-of-day'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NIGHT = Date.parse('2026-11-26T04:00:00Z')

const life = { loadedAtMs: NIGHT - 24 * HOUR, build: 'a' }
const heard: Heard = {
  nowMs: NIGHT,
  build: 'a',
  reloadAt: '04:00',
  timeZone: 'UTC',
  asked: false,
  heapPart: 0.2,
  held: false,
}

describe('the time of day', () => {
  it('is the zone’s, also where it is no whole hour away', () => {
    expect(minuteOfDay(NIGHT, 'UTC')).toBe(240)
    expect(minuteOfDay(NIGHT, 'Pacific/Chatham')).toBe(17 * 60 + 45)
    expect(minuteOfDay(Date.parse('2026-11-26T00:00:00Z'), 'UTC')).toBe(0)
  })

  it.each([
    ['10:00', '12:00', 600, true],
    ['10:00', '12:00', 719, true],
    ['10:00', '12:00', 720, false],
    ['22:00', '06:00', 1_439, true],
    ['22:00', '06:00', 0, true],
    ['22:00', '06:00', 360, false],
    ['22:00', '06:00', 720, false],
    ['08:00', '08:00', 480, false],
  ])('lies between %s and %s at minute %d: %s', (from, to, minute, within) => {
    expect(isWithin(minute, { from, to })).toBe(within)
  })
})

describe('loading the page anew', () => {
  it.each<[string, Partial<Heard>, string | null]>([
    ['at its hour', {}, 'nightly'],
    ['in the hour after it, when the server was away', { nowMs: NIGHT + 59 * MINUTE }, 'nightly'],
    ['not later', { nowMs: NIGHT + 60 * MINUTE }, null],
    ['not before', { nowMs: NIGHT - MINUTE }, null],
    ['at the hour of its zone', { timeZone: 'Asia/Tokyo' }, null],
    ['never at night, where that is off', { reloadAt: null }, null],
    ['not at night while a failure holds the screen', { held: true }, null],
    ['for a new build, at any hour', { build: 'b', reloadAt: null, nowMs: NIGHT + 5 * HOUR }, 'new_build'],
    ['for a new build even while a failure holds it', { build: 'b', held: true }, 'new_build'],
    ['when it is asked', { asked: true, held: true, nowMs: NIGHT + 5 * HOUR }, 'asked'],
    ['when its memory is nearly full', { heapPart: 0.8, nowMs: NIGHT + 5 * HOUR }, 'memory'],
    ['not for memory that nobody can measure', { heapPart: null, nowMs: NIGHT + 5 * HOUR }, null],
  ])('%s', (_name, over, reason) => {
    expect(toReloadReason(life, { ...heard, ...over })).toBe(reason)
  })

  it('does not lead to the next one', () => {
    const young = { ...life, loadedAtMs: NIGHT - MINUTE }
    expect(toReloadReason(young, heard)).toBeNull()
    expect(toReloadReason(young, { ...heard, heapPart: 0.95 })).toBeNull()
  })

  it('happens once a night, over a year, whatever the zone does', () => {
    let page = { ...life, loadedAtMs: Date.parse('2026-01-01T12:00:00Z') }
    let reloads = 0
    const year = Date.parse('2027-01-01T12:00:00Z')
    for (let nowMs = page.loadedAtMs; nowMs < year; nowMs += 5 * MINUTE) {
      if (toReloadReason(page, { ...heard, nowMs, timeZone: 'Europe/Berlin', reloadAt: '02:30' }) === null)
        continue
      page = { ...page, loadedAtMs: nowMs }
      reloads += 1
    }
    // In the night of spring 02:30 does not exist; the hour after it does.
    expect(reloads).toBe(365)
  })
})

describe('the drift of the picture', () => {
  it('moves at most 8 px a minute, never far, and comes back', () => {
    for (let minute = 0; minute < 100; minute += 1) {
      const a = toDrift(minute * MINUTE)
      const b = toDrift((minute + 1) * MINUTE)
      expect(Math.hypot(b.x - a.x, b.y - a.y)).toBeLessThanOrEqual(8)
      expect(Math.max(Math.abs(a.x), Math.abs(a.y))).toBeLessThanOrEqual(4)
      expect(toDrift(minute * MINUTE + 59_999)).toEqual(a)
    }
    expect(toDrift(-MINUTE)).toBeDefined()
    expect(
      new Set(Array.from({ length: 10 }, (_, minute) => JSON.stringify(toDrift(minute * MINUTE)))).size,
    ).toBe(9)
  })
})
