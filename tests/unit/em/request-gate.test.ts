import { describe, expect, it } from 'vitest'
import { createRequestGate, type Priority, type RequestGate } from '@/lib/em/request-gate'

const never = new AbortController().signal

/** A job that runs until it is told to end. */
function enqueue(gate: RequestGate, order: string[], name: string, priority: Priority, signal = never) {
  const ends: (() => void)[] = []
  const done = gate.run(priority, signal, () => {
    order.push(name)
    return new Promise<void>((resolve) => {
      ends.push(resolve)
    })
  })
  return { done, end: () => ends[0]?.() }
}

describe('createRequestGate', () => {
  it('lets two in, then sessions before all others, each in their order', async () => {
    const gate = createRequestGate(2)
    const order: string[] = []
    const names: [string, Priority][] = [
      ['a', 'optional'],
      ['b', 'optional'],
      ['c', 'optional'],
      ['d', 'optional'],
      ['e', 'session'],
      ['f', 'session'],
    ]
    const jobs = names.map(([name, priority]) => enqueue(gate, order, name, priority))
    await Promise.resolve()
    expect(order).toEqual(['a', 'b'])
    const [a, b, c, d, e, f] = jobs
    for (const job of [a, b, e, f, c, d]) {
      job?.end()
      await job?.done
    }
    expect(order).toEqual(['a', 'b', 'e', 'f', 'c', 'd'])
  })

  it('frees the place of one that gives up while it waits', async () => {
    const gate = createRequestGate(1)
    const order: string[] = []
    const first = enqueue(gate, order, 'first', 'session')
    const abort = new AbortController()
    const second = enqueue(gate, order, 'second', 'session', abort.signal)
    const third = enqueue(gate, order, 'third', 'session')
    abort.abort()
    await expect(second.done).rejects.toMatchObject({ code: 'unreachable' })
    await Promise.resolve()
    first.end()
    await first.done
    third.end()
    await third.done
    expect(order).toEqual(['first', 'third'])
  })

  it('does not let in whoever has given up before', async () => {
    const gate = createRequestGate(1)
    const order: string[] = []
    await expect(enqueue(gate, order, 'x', 'session', AbortSignal.abort()).done).rejects.toMatchObject({
      code: 'unreachable',
    })
    expect(order).toEqual([])
  })

  it('frees the place of a job that fails', async () => {
    const gate = createRequestGate(1)
    await expect(gate.run('session', never, () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    )
    await expect(gate.run('session', never, (lane) => Promise.resolve(lane))).resolves.toBe(0)
  })
})
