import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ReadError } from '@/lib/failover/read-error'
import { createPoller, type Poller } from '@/lib/poller/poller'

type Value = { n: number; active: boolean }

const ACTIVE_MS = 3_000
const IDLE_MS = 30_000

/** A reader whose replies the test decides, and which counts its calls. */
function createUpstream() {
  const calls: number[] = []
  let reply: () => Promise<Value> = () => Promise.resolve({ n: calls.length, active: true })
  return {
    calls,
    answer: (next: () => Promise<Value>) => {
      reply = next
    },
    read: async () => {
      calls.push(Date.now())
      return { value: await reply() }
    },
  }
}

const later = <T>(ms: number, value: T): Promise<T> =>
  new Promise((resolve) => setTimeout(() => resolve(value), ms))

describe('poller', () => {
  let upstream: ReturnType<typeof createUpstream>
  let poller: Poller<string, Value>

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-11-23T12:00:00Z') })
    upstream = createUpstream()
    poller = createPoller<string, Value>({
      read: upstream.read,
      intervalMs: (value) => (value.active ? ACTIVE_MS : IDLE_MS),
      firstRetryMs: ACTIVE_MS,
      random: () => 0.5,
    })
  })
  afterEach(() => {
    poller.dispose()
    vi.useRealTimers()
  })

  it('reads once per interval for 200 clients that ask for a minute', async () => {
    for (let second = 0; second < 60; second += 1) {
      const replies = Promise.all(Array.from({ length: 200 }, () => poller.read('a')))
      await vi.advanceTimersByTimeAsync(1_000)
      expect(await replies).toHaveLength(200)
    }
    expect(upstream.calls.length).toBeGreaterThanOrEqual(19)
    expect(upstream.calls.length).toBeLessThanOrEqual(21)
    const gaps = upstream.calls.slice(1).map((at, index) => at - (upstream.calls[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(ACTIVE_MS)
  })

  it('joins a first read that is in flight', async () => {
    upstream.answer(() => later(500, { n: 1, active: true }))
    const both = Promise.all([poller.read('a'), poller.read('a')])
    await vi.advanceTimersByTimeAsync(500)
    const [first, second] = await both
    expect(upstream.calls).toHaveLength(1)
    expect(first.value).toBe(second.value)
  })

  it('stops when nobody asks any more, and starts again when somebody does', async () => {
    await poller.read('a')
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    const afterSilence = upstream.calls.length
    expect(afterSilence).toBeLessThanOrEqual(7)
    expect(poller.watched()).toEqual([])
    const snapshot = await poller.read('a')
    expect(upstream.calls.length).toBe(afterSilence + 1)
    expect(snapshot.observedAtMs).toBe(Date.now())
  })

  it('slows down by state: an ended value is read at the idle pace only', async () => {
    upstream.answer(() => Promise.resolve({ n: 1, active: false }))
    for (let i = 0; i < 20; i += 1) {
      await poller.read('a')
      await vi.advanceTimersByTimeAsync(3_000)
    }
    expect(upstream.calls.length).toBeLessThanOrEqual(3)
  })

  it('keeps the last good value with its age and the problem since, and never shows it as new', async () => {
    const good = await poller.read('a')
    upstream.answer(() => Promise.reject(new ReadError('unreachable', 'no route')))
    await vi.advanceTimersByTimeAsync(ACTIVE_MS)
    const failedAt = new Date(Date.now()).toISOString()
    await vi.advanceTimersByTimeAsync(20_000)
    const later_ = await poller.read('a')
    expect(later_.value).toBe(good.value)
    expect(later_.observedAtMs).toBe(good.observedAtMs)
    expect(later_.problem).toMatchObject({ code: 'unreachable', message: 'no route', sinceUtc: failedAt })
  })

  it('backs off on trouble and recovers by itself', async () => {
    await poller.read('a')
    upstream.answer(() => Promise.reject(new ReadError('upstream_error', '503')))
    const before = upstream.calls.length
    for (let i = 0; i < 60; i += 1) {
      await poller.read('a')
      await vi.advanceTimersByTimeAsync(2_000)
    }
    const tries = upstream.calls.slice(before)
    const gaps = tries.slice(1).map((at, index) => at - (tries[index] ?? 0))
    expect(gaps.slice(0, 4)).toEqual([3_000, 6_000, 12_000, 24_000])
    upstream.answer(() => Promise.resolve({ n: 99, active: true }))
    for (let i = 0; i < 40; i += 1) {
      await poller.read('a')
      await vi.advanceTimersByTimeAsync(2_000)
    }
    expect(await poller.read('a')).toMatchObject({ value: { n: 99 }, problem: null })
  })

  it('keeps an announced pause to its end, however many ask', async () => {
    upstream.answer(() =>
      Promise.reject(new ReadError('logon_refused', 'refused', { retryAfterMs: 900_000 })),
    )
    await expect(poller.read('a')).rejects.toMatchObject({ code: 'logon_refused', retryAfterMs: 900_000 })
    for (let i = 0; i < 29; i += 1) {
      await vi.advanceTimersByTimeAsync(30_000)
      await expect(poller.read('a')).rejects.toMatchObject({ code: 'logon_refused' })
    }
    expect(upstream.calls).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(31_000)
    await expect(poller.read('a')).rejects.toMatchObject({ code: 'logon_refused' })
    expect(upstream.calls).toHaveLength(2)
  })

  it('shows a read that does not come back, and goes on serving the last value meanwhile', async () => {
    await poller.read('a')
    upstream.answer(() => new Promise(() => {}))
    await vi.advanceTimersByTimeAsync(ACTIVE_MS + 8_000)
    const snapshot = await poller.read('a')
    expect(snapshot.value.n).toBe(1)
    expect(snapshot.inFlightSinceMs).toBe(Date.now() - 8_000)
  })

  it('stretches its interval openly when reads take longer than half of it', async () => {
    upstream.answer(() => later(4_000, { n: 1, active: true }))
    const first = poller.read('a')
    await vi.advanceTimersByTimeAsync(4_000)
    await first
    for (let i = 0; i < 30; i += 1) {
      await poller.read('a')
      await vi.advanceTimersByTimeAsync(1_000)
    }
    const snapshot = poller.peek('a')
    expect(snapshot?.intervalMs).toBe(8_000)
    const gaps = upstream.calls.slice(-3).map((at, i, all) => (i === 0 ? 8_000 : at - (all[i - 1] ?? 0)))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(7_000)
  })

  it('takes an offered value instead of reading, but never an older one', async () => {
    await poller.read('a')
    poller.offer('a', { n: 7, active: true }, Date.now() + 1)
    poller.offer('a', { n: 6, active: true }, Date.now() - 1)
    expect(poller.peek('a')?.value.n).toBe(7)
  })

  it('merges with what was known before', async () => {
    const merging = createPoller<string, Value>({
      read: upstream.read,
      intervalMs: () => ACTIVE_MS,
      firstRetryMs: ACTIVE_MS,
      merge: (before, value) => ({ ...value, n: before.n + 100 }),
    })
    await merging.read('a')
    await vi.advanceTimersByTimeAsync(ACTIVE_MS)
    expect(merging.peek('a')?.value.n).toBe(101)
    merging.dispose()
  })

  it('turns a fault of the reader itself into bad_reply', async () => {
    upstream.answer(() => Promise.reject(new TypeError('x is undefined')))
    await expect(poller.read('a')).rejects.toMatchObject({ code: 'bad_reply' })
  })

  it('reads no more after dispose', async () => {
    await poller.read('a')
    poller.dispose()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(upstream.calls).toHaveLength(1)
    await expect(poller.read('a')).rejects.toMatchObject({ code: 'unreachable' })
  })
})

describe('poller under strain', () => {
  it('keeps a newcomer when 500 others were looked at before', async () => {
    vi.useFakeTimers({ now: 1_000_000 })
    let calls = 0
    const crowded = createPoller<string, number>({
      read: () => {
        calls += 1
        return Promise.resolve({ value: calls })
      },
      intervalMs: () => 3_000,
      firstRetryMs: 3_000,
    })
    for (let n = 0; n < 500; n += 1) await crowded.read(`old-${n}`)
    await vi.advanceTimersByTimeAsync(120_000)
    calls = 0
    for (let second = 0; second < 9; second += 1) {
      await Promise.all(Array.from({ length: 10 }, () => crowded.read('new')))
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(calls).toBeLessThanOrEqual(4)
    crowded.dispose()
    vi.useRealTimers()
  })

  it('reads again at once when the clock was set back', async () => {
    let nowMs = 10_000_000
    let calls = 0
    const again = createPoller<string, number>({
      read: () => {
        calls += 1
        return Promise.resolve({ value: calls })
      },
      intervalMs: () => 3_000,
      firstRetryMs: 3_000,
      now: () => nowMs,
    })
    again.offer('a', 1, nowMs)
    nowMs -= 3_600_000
    const snapshot = await again.read('a')
    expect(snapshot.observedAtMs).toBe(nowMs)
    again.dispose()
  })

  it('does not go on asking for an id that was never there', async () => {
    vi.useFakeTimers({ now: 1_000_000 })
    let calls = 0
    const poller = createPoller<string, number>({
      read: () => {
        calls += 1
        return Promise.reject(new ReadError('not_found', 'gone'))
      },
      intervalMs: () => 3_000,
      firstRetryMs: 3_000,
    })
    await expect(poller.read('made-up')).rejects.toMatchObject({ code: 'not_found' })
    await vi.advanceTimersByTimeAsync(30_000)
    expect(calls).toBe(1)
    poller.dispose()
    vi.useRealTimers()
  })
})
