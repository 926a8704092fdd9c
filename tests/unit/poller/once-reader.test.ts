import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ReadError } from '@/lib/failover/read-error'
import { createOnceReader } from '@/lib/poller/once-reader'

describe('once reader', () => {
  const calls: string[] = []
  let reply: (key: string) => Promise<{ key: string }>

  const create = () =>
    createOnceReader<string, { key: string }>({
      read: (key) => {
        calls.push(key)
        return reply(key)
      },
    })

  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 })
    calls.length = 0
    reply = (key) => Promise.resolve({ key })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('reads each key once, however often it is wanted', async () => {
    const reader = create()
    for (let i = 0; i < 50; i += 1) {
      for (const key of ['a', 'b', 'c']) reader.want(key)
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(calls).toEqual(['a', 'b', 'c'])
    expect(reader.want('b').value).toEqual({ key: 'b' })
  })

  it('tells "being read" from "could not be read"', async () => {
    const reader = create()
    expect(reader.want('a')).toEqual({ value: null, observedAtMs: null, error: null })
    reply = () => Promise.reject(new ReadError('not_found', 'gone'))
    reader.want('b')
    await vi.advanceTimersByTimeAsync(10)
    expect(reader.want('b').error?.code).toBe('not_found')
  })

  it('asks a forbidden resource once in 15 minutes, not once per key', async () => {
    const reader = create()
    reply = () => Promise.reject(new ReadError('forbidden', 'role'))
    for (let i = 0; i < 300; i += 1) reader.want(`point-${i}`)
    await vi.advanceTimersByTimeAsync(60_000)
    for (let i = 0; i < 300; i += 1) expect(reader.want(`point-${i}`).error?.code).toBe('forbidden')
    expect(calls).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(15 * 60_000)
    reply = (key) => Promise.resolve({ key })
    reader.want('point-0')
    await vi.advanceTimersByTimeAsync(10)
    expect(reader.want('point-0').value).toEqual({ key: 'point-0' })
  })

  it('retries an unreachable detail with growing pauses and keeps an earlier value', async () => {
    const reader = create()
    await reader.refresh('a')
    reply = () => Promise.reject(new ReadError('unreachable', 'down'))
    const detail = await reader.refresh('a')
    expect(detail).toMatchObject({ value: { key: 'a' }, error: { code: 'unreachable' } })
    for (let i = 0; i < 25; i += 1) {
      reader.want('a')
      await vi.advanceTimersByTimeAsync(5_000)
    }
    expect(calls).toHaveLength(4)
  })

  it('tries one key, not each, while EM is away, and reads all soon after it is back', async () => {
    const reader = create()
    const keys = Array.from({ length: 300 }, (_, n) => `point-${n}`)
    reply = () => Promise.reject(new ReadError('unreachable', 'down'))
    for (let second = 0; second < 300; second += 1) {
      for (const key of keys) reader.want(key)
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(calls.length).toBeLessThanOrEqual(35)
    reply = (key) => Promise.resolve({ key })
    for (let second = 0; second < 40; second += 1) {
      for (const key of keys) reader.want(key)
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(keys.filter((key) => reader.want(key).value === null).length).toBeLessThanOrEqual(35)
  })

  it('reads one after the other', async () => {
    let open = 0
    let most = 0
    reply = async (key) => {
      open += 1
      most = Math.max(most, open)
      await new Promise((resolve) => setTimeout(resolve, 10))
      open -= 1
      return { key }
    }
    const reader = create()
    for (const key of ['a', 'b', 'c', 'd']) reader.want(key)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(calls).toHaveLength(4)
    expect(most).toBe(1)
  })
})
