import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutInstant, formatInstant, formatNameTime, parseInstant } from '@/simulator/em-instant'

const epochMs = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2035-01-01') })

describe('formatInstant', () => {
  test('has 0–7 fraction digits and no trailing zero, and every count occurs', () => {
    const texts = Array.from({ length: 1_000 }, (_, index) =>
      formatInstant(cutInstant(1_790_000_000_000 + index * 7_919)),
    )
    const legal = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{0,6}[1-9])?Z$/
    expect(texts.filter((text) => !legal.test(text))).toEqual([])
    const counts = new Set(texts.map((text) => /\.(\d+)/.exec(text)?.[1]?.length ?? 0))
    expect([...counts].toSorted((left, right) => left - right)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })

  test('tells the cut instant whole', () => {
    fc.assert(
      fc.property(epochMs, (atMs) => {
        const cut = cutInstant(atMs)
        expect(cut).toBeLessThanOrEqual(atMs)
        expect(parseInstant(formatInstant(cut))).toBe(cut)
        expect(parseInstant(formatInstant(cut, 3_600_000, ''))).toBe(cut + 3_600_000)
      }),
    )
  })
})

test('formatNameTime moves by the zone and has whole seconds', () => {
  expect(formatNameTime(Date.parse('2026-11-23T23:30:05.9Z'), 3_600_000)).toBe('2026-11-24 00:30:05')
})

test.each([
  ['2026-11-01T00:00:00Z', '2026-11-01T00:00:00.000Z'],
  ['2026-11-01T00:00:00', '2026-11-01T00:00:00.000Z'],
  ['2026-11-01', '2026-11-01T00:00:00.000Z'],
  ['2026-11-01 07:08', '2026-11-01T07:08:00.000Z'],
  ['2026-11-01T07:08:09.1234567Z', '2026-11-01T07:08:09.123Z'],
])('parseInstant reads %s', (text, expected) => {
  expect(new Date(parseInstant(text) ?? 0).toISOString()).toBe(expected)
})

test.each(['', 'yesterday', '2026-13-01', '01.11.2026', '2026-11-01T25:00:00Z'])(
  'parseInstant refuses %j',
  (text) => {
    expect(parseInstant(text)).toBeNull()
  },
)
