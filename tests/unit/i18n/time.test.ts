import { describe, expect, it } from 'vitest'
import { readTimePreferences, toTimeCookie } from '@/lib/i18n/time/time-preferences'
import { listTimeZones, parseTimeZone, toZonePlace } from '@/lib/i18n/time/time-zone'
import { toOffsetText, toZonedTime } from '@/lib/i18n/time/zoned-time'

const at = (utc: string): number => Date.parse(utc)
const show = (zone: string, utc: string): string => {
  const { day, hour, minute, second, offsetMs } = toZonedTime(zone, at(utc))
  return `${day} ${hour}:${minute}:${second} ${toOffsetText(zone, offsetMs)}`
}

describe('toZonedTime', () => {
  it.each([
    ['UTC', '2026-11-23T12:04:31.999Z', '2026-11-23 12:04:31 UTC'],
    ['Asia/Kolkata', '2026-11-23T18:30:00Z', '2026-11-24 0:00:00 UTC+05:30'],
    ['Pacific/Chatham', '2026-11-23T10:14:59Z', '2026-11-23 23:59:59 UTC+13:45'],
    ['Pacific/Chatham', '2026-07-01T11:15:00Z', '2026-07-02 0:00:00 UTC+12:45'],
    ['America/St_Johns', '2026-01-01T03:29:59Z', '2025-12-31 23:59:59 UTC−03:30'],
    ['Pacific/Kiritimati', '2026-12-31T10:00:00Z', '2027-01-01 0:00:00 UTC+14:00'],
    ['Europe/London', '2026-11-23T12:04:31Z', '2026-11-23 12:04:31 UTC+00:00'],
    ['Asia/Kolkata', '1969-12-31T23:59:59.500Z', '1970-01-01 5:29:59 UTC+05:30'],
  ])('%s at %s', (zone, utc, expected) => {
    expect(show(zone, utc)).toBe(expected)
  })

  it('changes with the clocks of the zone, to the second', () => {
    expect(show('Europe/Berlin', '2026-10-25T00:59:59Z')).toBe('2026-10-25 2:59:59 UTC+02:00')
    expect(show('Europe/Berlin', '2026-10-25T01:00:00Z')).toBe('2026-10-25 2:00:00 UTC+01:00')
    expect(show('Europe/Berlin', '2026-03-29T00:59:59Z')).toBe('2026-03-29 1:59:59 UTC+01:00')
    expect(show('Europe/Berlin', '2026-03-29T01:00:00Z')).toBe('2026-03-29 3:00:00 UTC+02:00')
  })

  it('agrees with Intl’s own clock in every zone there is', () => {
    const moments = ['2026-01-15T23:45:10Z', '2026-06-30T11:59:59Z'].map(at)
    for (const zone of listTimeZones()) {
      const format = new Intl.DateTimeFormat('sv', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'medium',
      })
      for (const ms of moments) {
        const { day, hour, minute, second } = toZonedTime(zone, ms)
        const shown = `${day} ${String(hour).padStart(2, '0')}:${minute}:${second}`
        expect(`${zone} ${shown}`).toBe(`${zone} ${format.format(ms)}`)
      }
    }
  })
})

describe('parseTimeZone', () => {
  it.each([
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['europe/berlin', 'Europe/Berlin'],
    ['Etc/UTC', 'UTC'],
    ['GMT', 'UTC'],
    ['', null],
    ['Mars/Olympus', null],
    ['+05:30', null],
    ['<script>', null],
    ['UTC\r\nSet-Cookie: x', null],
    ['A'.repeat(5000), null],
  ])('%j is %j', (raw, zone) => {
    expect(parseTimeZone(raw)).toBe(zone)
  })

  it('knows today’s names, each once and UTC first', () => {
    const zones = listTimeZones()
    expect(zones[0]).toBe('UTC')
    expect(new Set(zones).size).toBe(zones.length)
    expect(zones.length).toBeGreaterThan(400)
    expect(zones).toContain('Asia/Kolkata')
    expect(zones).not.toContain('Asia/Calcutta')
  })

  it('names the place', () => {
    expect(toZonePlace('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
    expect(toZonePlace('UTC')).toBe('UTC')
  })
})

describe('readTimePreferences', () => {
  const read = (cookies: Record<string, string>) => readTimePreferences((name) => cookies[name])

  it('is UTC and 24 h where nothing, or nothing that holds, was chosen', () => {
    const defaults = { timeZone: 'UTC', clock: 'h23' }
    expect(read({})).toEqual(defaults)
    expect(read({ time_zone: 'Atlantis', clock: 'h24' })).toEqual(defaults)
    expect(read({ time_zone: '%E0%A4%A', clock: '' })).toEqual(defaults)
  })

  it('is what was chosen', () => {
    expect(read({ time_zone: 'Pacific/Chatham', clock: 'h12' })).toEqual({
      timeZone: 'Pacific/Chatham',
      clock: 'h12',
    })
  })

  it('is kept for a year, for the whole site and over https only where there is https', () => {
    expect(toTimeCookie('timeZone', 'Etc/GMT+5', false)).toBe(
      'time_zone=Etc%2FGMT%2B5; path=/; max-age=31536000; samesite=lax',
    )
    expect(toTimeCookie('clock', 'h12', true)).toMatch(/; secure$/)
  })
})
