import { describe, expect, it } from 'vitest'
import { letter } from './letters'
import { toLetterFreshness, type LetterFreshnessInput } from '@/components/share/letter-freshness'

const OBSERVED = '2026-11-25T12:04:31.000Z'
const COLLECTED = '2026-11-25T11:40:00.000Z'

/** A run that has no times of its own, unless they are given. */
const NO_TIMES = { startedAtUtc: null, endedAtUtc: null, servers: [] }

const at = (changed: Partial<LetterFreshnessInput> = {}, freshness = {}, times = {}) =>
  toLetterFreshness({
    reply: letter({ ...NO_TIMES, ...times, freshness: { ...letter().freshness, ...freshness } }),
    ageOnArrivalMs: 1_000,
    sinceArrivalMs: 2_000,
    failure: 'none',
    waitedMs: 0,
    ...changed,
  })

describe('how fresh a letter is', () => {
  it('is as the server says while replies come', () => {
    expect(at()).toEqual({ level: 'live', asOfUtc: OBSERVED, lack: null })
    expect(at({}, { level: 'late' }).level).toBe('late')
  })

  it('is not lowered by a hidden tab that asks seldom', () => {
    expect(at({ sinceArrivalMs: 31_000 }).level).toBe('live')
  })

  it('is lowered when a request gets no answer, with the time of the last one', () => {
    expect(at({ failure: 'silent', sinceArrivalMs: 3_100 }).level).toBe('late')
    expect(at({ failure: 'silent', sinceArrivalMs: 16_000 })).toEqual({
      level: 'stale',
      asOfUtc: OBSERVED,
      lack: { kind: 'noAnswer', sinceUtc: '2026-11-25T12:04:32.000Z' },
    })
    expect(at({ waitedMs: 16_000, sinceArrivalMs: 19_000 }).level).toBe('stale')
    expect(at({ sinceArrivalMs: 8 * 3_600_000 }).level).toBe('lost')
  })

  it('blames the data and not the answer where the server answers that it has none', () => {
    const { level, lack } = at({ failure: 'refused', sinceArrivalMs: 301_000 })
    expect(level).toBe('lost')
    expect(lack).toEqual({ kind: 'noData', sinceUtc: OBSERVED })
  })

  it('tells old readings from new readings of old data', () => {
    const collected = { level: 'stale', collectedAtUtc: COLLECTED }
    expect(at({ ageOnArrivalMs: 60_000 }, collected)).toEqual({
      level: 'stale',
      asOfUtc: OBSERVED,
      lack: { kind: 'noData', sinceUtc: OBSERVED },
    })
    expect(at({}, collected)).toEqual({
      level: 'stale',
      asOfUtc: COLLECTED,
      lack: { kind: 'notCollected', sinceUtc: COLLECTED },
    })
    expect(at({}, { level: 'stale', collectedAtUtc: null }).asOfUtc).toBe(OBSERVED)
  })

  it('is as of the newest moment that the run itself proves, where that is later than the collection', () => {
    const proven = '2026-11-25T12:03:00.000Z'
    const old = { level: 'stale', collectedAtUtc: COLLECTED }
    const asOf = (times: object): string => at({}, old, times).asOfUtc
    const server = { ...letter().servers[0], startedAtUtc: proven, endedAtUtc: null }
    expect(at({}, old, { startedAtUtc: proven })).toEqual({
      level: 'stale',
      asOfUtc: proven,
      lack: { kind: 'notCollected', sinceUtc: COLLECTED },
    })
    expect(asOf({ startedAtUtc: '2026-11-25T11:50:00.000Z', servers: [server] })).toBe(proven)
    expect(asOf({ startedAtUtc: '2026-11-25T11:30:00.000Z' })).toBe(COLLECTED)
    // Seven minutes ahead is a clock; a day ahead is no moment that has been.
    expect(asOf({ startedAtUtc: '2026-11-25T12:11:00.000Z' })).toBe('2026-11-25T12:11:00.000Z')
    expect(asOf({ startedAtUtc: '2026-11-26T12:11:00.000Z' })).toBe(COLLECTED)
  })

  it('never lowers what is final, but says that messages may be missing', () => {
    expect(at({ failure: 'silent', sinceArrivalMs: 5_000 }, { level: 'final' })).toEqual({
      level: 'final',
      asOfUtc: OBSERVED,
      lack: null,
    })
    expect(at({ failure: 'silent', sinceArrivalMs: 40_000 }, { level: 'final' })).toEqual({
      level: 'final',
      asOfUtc: OBSERVED,
      lack: { kind: 'noAnswer', sinceUtc: '2026-11-25T12:04:32.000Z' },
    })
  })
})
