import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPoller, type Poller } from '@/lib/poller/poller'

type Value = { seen: string[] }

const NOW = Date.parse('2026-11-24T12:00:00Z')
const INTERVAL_MS = 3_000

/** What is remembered from before this process, and the reads that follow. */
describe('a poller that remembers', () => {
  let poller: Poller<string, Value>
  const read = vi.fn<() => Promise<Value>>()
  const recall = vi.fn<() => Promise<{ value: Value; observedAtMs: number } | null>>()
  const onRead = vi.fn<(key: string, value: Value, before: Value | null, observedAtMs: number) => void>()

  beforeEach(() => {
    vi.useFakeTimers({ now: NOW })
    read.mockReset().mockResolvedValue({ seen: ['now'] })
    recall.mockReset().mockResolvedValue({ value: { seen: ['before'] }, observedAtMs: NOW - 60_000 })
    onRead.mockReset()
    poller = createPoller<string, Value>({
      read: async () => ({ value: await read() }),
      recall,
      intervalMs: () => INTERVAL_MS,
      firstRetryMs: INTERVAL_MS,
      merge: (before, now) => ({ seen: [...new Set([...before.seen, ...now.seen])] }),
      onRead,
      random: () => 0.5,
    })
  })
  afterEach(() => {
    poller.dispose()
    vi.useRealTimers()
  })

  it('joins the first read with it, once, and tells what was before', async () => {
    const { value, observedAtMs } = await poller.read('a')
    expect(value.seen).toEqual(['before', 'now'])
    expect(observedAtMs).toBe(NOW)
    expect(onRead).toHaveBeenCalledExactlyOnceWith('a', value, { seen: ['before'] }, NOW)
    await vi.advanceTimersByTimeAsync(3 * INTERVAL_MS)
    expect(recall).toHaveBeenCalledTimes(1)
  })

  it('shows it with its own time while the first read hangs, and never as new', async () => {
    read.mockReturnValue(new Promise(() => undefined))
    const reply = poller.read('a')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await reply).toMatchObject({ value: { seen: ['before'] }, observedAtMs: NOW - 60_000 })
    expect(onRead).not.toHaveBeenCalled()
  })

  it('shows it with what is wrong when the first read fails, instead of failing', async () => {
    read.mockRejectedValue(new Error('away'))
    const reply = await poller.read('a')
    expect(reply).toMatchObject({ value: { seen: ['before'] }, problem: { code: 'bad_reply' } })
  })

  it('reads without it when it cannot be had, and joins it as soon as it can', async () => {
    recall.mockRejectedValueOnce(new Error('the record is away'))
    expect((await poller.read('a')).value.seen).toEqual(['now'])
    await vi.advanceTimersByTimeAsync(INTERVAL_MS)
    expect((await poller.read('a')).value.seen).toEqual(['before', 'now'])
    expect(recall).toHaveBeenCalledTimes(2)
  })

  it('joins it with a value that another read has brought along', async () => {
    poller.offer('a', { seen: ['brought'] }, NOW)
    await vi.advanceTimersByTimeAsync(0)
    expect(poller.peek('a')).toMatchObject({ value: { seen: ['before', 'brought'] }, observedAtMs: NOW })
  })

  it('is not kept back by what was remembered of a time to come, after the clock was set back', async () => {
    recall.mockResolvedValue({ value: { seen: ['before'] }, observedAtMs: NOW + 3_600_000 })
    expect(await poller.read('a')).toMatchObject({ value: { seen: ['before', 'now'] }, observedAtMs: NOW })
  })

  it('does not let a slow read undo what a later one has brought along', async () => {
    await poller.read('a')
    await vi.advanceTimersByTimeAsync(INTERVAL_MS - 1)
    let answer: (value: Value) => void = () => undefined
    read.mockReturnValueOnce(
      new Promise((resolve) => {
        answer = resolve
      }),
    )
    await vi.advanceTimersByTimeAsync(1)
    const brought = Date.now() + 500
    await vi.advanceTimersByTimeAsync(500)
    poller.offer('a', { seen: ['brought'] }, brought)
    answer({ seen: ['slow'] })
    await vi.advanceTimersByTimeAsync(0)
    expect(poller.peek('a')).toMatchObject({ observedAtMs: brought })
    expect(poller.peek('a')?.value.seen).not.toContain('slow')
  })

  it('says at once that a key is unknown to both', async () => {
    recall.mockResolvedValue(null)
    read.mockRejectedValue(new Error('unknown'))
    await expect(poller.read('a')).rejects.toMatchObject({ code: 'bad_reply' })
  })
})
