import { describe, expect, it } from 'vitest'
import { type PageFreshnessInput, toPageFreshness } from '@/components/page-freshness'
import { sinceArrivalMs } from '@/components/server-clock'
import { ReplyError } from '@/lib/api/get-json'
import { makeFreshness, makeProblem, NOW_MS, utc } from './fixtures'

const INTERVAL = 3000

function look(spec: Partial<PageFreshnessInput> = {}) {
  return toPageFreshness({
    freshness: makeFreshness(),
    pollAfterMs: INTERVAL,
    ageOnArrivalMs: 200,
    sinceArrivalMs: 0,
    serverAtArrivalMs: NOW_MS + 200,
    error: null,
    ...spec,
  })
}

describe('toPageFreshness', () => {
  it('takes the server’s word while replies come in time', () => {
    expect(look()).toMatchObject({ level: 'live', problem: null })
    // Old by design: a read every interval and a look every interval.
    expect(look({ ageOnArrivalMs: 2900, sinceArrivalMs: INTERVAL + 400 }).level).toBe('live')
    const problem = makeProblem()
    expect(look({ freshness: makeFreshness({ level: 'stale', problem }) })).toMatchObject({
      level: 'stale',
      problem: { code: 'unreachable', sinceUtc: problem.sinceUtc },
    })
  })

  it.each([
    [6500, 'late'],
    [16_000, 'stale'],
    [4 * 60_000, 'stale'],
    [6 * 60_000, 'lost'],
  ] as const)('lowers the level by itself when no reply has come for %d ms', (sinceArrival, level) => {
    expect(look({ sinceArrivalMs: sinceArrival })).toMatchObject({
      level,
      problem: { code: 'monitor', sinceUtc: utc(NOW_MS + 200) },
    })
  })

  it('never raises what the server said', () => {
    const freshness = makeFreshness({ level: 'stale', problem: makeProblem() })
    expect(look({ freshness, sinceArrivalMs: 6500 }).level).toBe('stale')
  })

  it('is late at once when the newest request failed', () => {
    const error = new ReplyError('The monitor did not answer', null)
    expect(look({ error })).toMatchObject({ level: 'late', problem: { code: 'monitor' } })
  })

  it('passes on what the server says is wrong when it has lost its data', () => {
    const error = new ReplyError('refused', {
      type: 'about:blank',
      title: 'refused',
      status: 503,
      detail: 'refused',
      code: 'logon_refused',
      sinceUtc: utc(NOW_MS),
      nextTryAtUtc: utc(NOW_MS + 900_000),
    })
    expect(look({ error })).toMatchObject({
      level: 'late',
      problem: { code: 'logon_refused', nextTryAtUtc: utc(NOW_MS + 900_000) },
    })
  })

  describe('keeps what is final', () => {
    const freshness = makeFreshness({ level: 'final' })
    const toError = (code: 'signed_out' | 'not_allowed' | 'unreachable') =>
      new ReplyError(code, { type: 'about:blank', title: code, status: 500, detail: code, code })
    const final = (spec: Partial<PageFreshnessInput>) => look({ freshness, ...spec })

    it('whatever keeps Enterprise Manager from being read', () => {
      const error = toError('unreachable')
      expect(final({ error, sinceArrivalMs: 3_600_000 })).toMatchObject({ level: 'final', problem: null })
      expect(final({ sinceArrivalMs: 3_600_000 })).toMatchObject({ level: 'final', problem: null })
    })

    it.each(['signed_out', 'not_allowed'] as const)('and says at once that the page is %s', (code) => {
      expect(final({ error: toError(code) })).toMatchObject({ level: 'final', problem: { code } })
    })

    it('and says that the monitor is gone, but not for one look in vain', () => {
      const error = new ReplyError('gone', null)
      expect(final({ error, sinceArrivalMs: INTERVAL + 2_000 }).problem).toBeNull()
      expect(final({ error, sinceArrivalMs: INTERVAL + 10_000 })).toMatchObject({
        level: 'final',
        problem: { code: 'monitor', sinceUtc: utc(NOW_MS + 200) },
      })
    })
  })
})

describe('sinceArrivalMs', () => {
  const arrival = { arrivedAtMs: 1000, arrivedAtWallMs: 50_000 }
  it('counts a sleep, which the monotonic clock misses', () => {
    expect(sinceArrivalMs(arrival, { monotonicMs: 1500, wallMs: 650_000 })).toBe(600_000)
  })
  it('does not believe a wall clock that was set back', () => {
    expect(sinceArrivalMs(arrival, { monotonicMs: 9000, wallMs: 10 })).toBe(8000)
  })
  it('is never negative, and nothing while the server renders', () => {
    expect(sinceArrivalMs(arrival, { monotonicMs: 900, wallMs: 49_000 })).toBe(0)
    expect(sinceArrivalMs(arrival, null)).toBe(0)
  })
})
