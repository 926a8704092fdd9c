import { describe, expect, it } from 'vitest'
import { idOf, makeTask, seenAt, START } from './fixtures'
import { createLookQueue, type QueuedLook } from '@/lib/recorder/look-queue'

const look = (seconds: number, over: Partial<QueuedLook> = {}): QueuedLook => {
  const observedAtMs = START + seconds * 1_000
  return {
    kind: 'session',
    id: idOf(1),
    seen: seenAt(observedAtMs, [makeTask(1, { progress: seconds % 100 })]),
    observedAtMs,
    beginGaps: [],
    endGaps: [],
    telling: false,
    listed: false,
    ...over,
  }
}

const drain = (queue: ReturnType<typeof createLookQueue>) => {
  const all = []
  for (let batch = queue.next(); batch.length > 0; batch = queue.next()) {
    all.push(...batch)
    queue.done(batch.length)
  }
  return all
}

describe('looks that wait to be written', () => {
  it('come out in order, a list by itself', () => {
    const queue = createLookQueue()
    const list = { kind: 'list' as const, presentIds: new Set([idOf(1)]), observedAtMs: START }
    const items = [look(1), look(2), list, look(3)]
    for (const item of items) queue.push(item)
    expect(queue.next()).toEqual(items.slice(0, 2))
    expect(queue.next()).toEqual(items.slice(0, 2))
    queue.done(2)
    expect(queue.next()).toEqual([list])
    queue.done(1)
    expect(queue.next()).toEqual([items[3]])
    queue.done(1)
    expect(queue.size()).toBe(0)
  })

  it('lose samples between two words first, and no word', () => {
    const queue = createLookQueue(100)
    for (let second = 0; second < 400; second += 1) queue.push(look(second, { telling: second % 20 === 0 }))
    expect(queue.size()).toBeLessThanOrEqual(100)
    const left = drain(queue)
    const words = left.filter((item) => item.kind === 'session' && item.telling)
    expect(words).toHaveLength(20)
    expect(left.at(-1)?.observedAtMs).toBe(START + 399_000)
    expect(left.every((item) => item.kind === 'list' || item.beginGaps.length === 0)).toBe(true)
  })

  it('lose the oldest words too in the end, and then say which span is not recorded', () => {
    const queue = createLookQueue(100)
    for (let second = 0; second < 1_000; second += 1) queue.push(look(second, { telling: true }))
    expect(queue.size()).toBeLessThanOrEqual(100)
    const left = drain(queue)
    const gaps = left.flatMap((item) => (item.kind === 'session' ? item.beginGaps : []))
    expect(gaps.length).toBeGreaterThan(0)
    // Seamless: what is not there is said to be missing.
    expect(gaps[0]?.fromMs).toBe(START)
    expect(gaps.at(-1)?.toMs).toBe(left[0]?.observedAtMs)
    expect(gaps.every((gap) => gap.code === 'not_recorded')).toBe(true)
  })

  it('leave what is being written where it is', () => {
    const queue = createLookQueue(50)
    for (let second = 0; second < 40; second += 1) queue.push(look(second))
    const handed = queue.next()
    for (let second = 40; second < 400; second += 1) queue.push(look(second))
    queue.done(handed.length)
    expect(queue.next()[0]?.observedAtMs).toBeGreaterThan(handed.at(-1)?.observedAtMs ?? 0)
  })
})
