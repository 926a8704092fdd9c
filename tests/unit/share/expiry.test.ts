import { describe, expect, it } from 'vitest'
import { HOUR, makeLink, makeRun, NOW, utc } from './samples'
import { expiryOf } from '@/lib/share/share-expiry'
import { standingOf } from '@/lib/share/share-standing'
import type { StoredShareLink } from '@/lib/store/load-share-links'

const DAY = 24 * HOUR
const ended = (endMs: number | null, over: { observedMs?: number; addedMs?: number } = {}) =>
  makeRun({ running: false, endMs, observedMs: over.observedMs ?? NOW }, over.addedMs ?? NOW - 30 * DAY)

describe('when a link ends', () => {
  it.each<[string, Partial<StoredShareLink>, string]>([
    ['a moment that was set', { expiresMs: NOW + 5 }, utc(NOW + 5)],
    [
      'a moment that was set, although the run has ended',
      { expiresMs: NOW + 5, runs: [ended(NOW - DAY)] },
      utc(NOW + 5),
    ],
    // 10:20:30 + 72 h → the next full hour.
    ['a run that goes on', { runs: [makeRun()] }, '2026-11-28T11:00:00.000Z'],
    [
      'a run that goes on, with other hours',
      { runs: [makeRun()], afterEndHours: 1 },
      '2026-11-25T12:00:00.000Z',
    ],
    [
      'a run that nobody has seen since',
      { runs: [makeRun({ observedMs: NOW - 10 * HOUR }, NOW - DAY)] },
      '2026-11-28T01:00:00.000Z',
    ],
    ['a run that has ended', { runs: [ended(NOW - 2 * HOUR)] }, utc(NOW - 2 * HOUR + 72 * HOUR)],
    ['a run whose end is not known', { runs: [ended(null, { observedMs: NOW - DAY })] }, utc(NOW + 2 * DAY)],
    ['a run that nothing is recorded of', { runs: [makeRun(null, NOW - DAY)] }, '2026-11-27T11:00:00.000Z'],
    [
      'a run that had ended before it was shared',
      { runs: [ended(NOW - 20 * DAY, { addedMs: NOW - DAY })] },
      utc(NOW + 2 * DAY),
    ],
    ['the newest of several', { runs: [ended(NOW - 9 * DAY), makeRun()] }, '2026-11-28T11:00:00.000Z'],
    [
      'the newest of several, although an older one goes on',
      { runs: [makeRun(), ended(NOW - DAY)] },
      utc(NOW + 2 * DAY),
    ],
  ])('%s', (_what, over, expected) => {
    expect(utc(expiryOf(makeLink(over), NOW))).toBe(expected)
  })

  it('is said in the same words all through an hour of the run', () => {
    const at = (ms: number) => expiryOf(makeLink({ runs: [makeRun({ observedMs: ms })] }), ms)
    const hour = Date.parse('2026-11-25T10:00:00.001Z')
    const ends = new Set(Array.from({ length: 60 }, (_, minute) => at(hour + minute * 60_000)))
    expect([...ends]).toEqual([Date.parse('2026-11-28T11:00:00.000Z')])
  })

  it('is never earlier than it was while the run went on', () => {
    const running = expiryOf(makeLink({ runs: [makeRun({ observedMs: NOW })] }), NOW)
    const after = expiryOf(makeLink({ runs: [ended(NOW + HOUR)] }), NOW + HOUR)
    expect(after).toBeGreaterThanOrEqual(running)
  })
})

describe('what holds for whoever has an address of a link', () => {
  const over = { expiresMs: NOW }
  it.each<[string, Partial<StoredShareLink>, boolean, ReturnType<typeof standingOf>]>([
    ['in force', {}, false, 'active'],
    ['one millisecond before its end', { expiresMs: NOW + 1 }, false, 'active'],
    ['at its end', over, false, 'expired'],
    ['paused', { state: 'paused' }, false, 'paused'],
    ['paused, its time over', { state: 'paused', ...over }, false, 'paused'],
    ['an old address', {}, true, 'replaced'],
    ['an old address of one that is paused', { state: 'paused' }, true, 'replaced'],
    ['an old address, its time over', over, true, 'replaced'],
    ['withdrawn', { state: 'revoked' }, false, 'revoked'],
    ['an old address of one that is withdrawn', { state: 'revoked', ...over }, true, 'revoked'],
  ])('%s', (_what, link, replaced, expected) => {
    expect(standingOf(makeLink(link), replaced, NOW)).toBe(expected)
  })
})
