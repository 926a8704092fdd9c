import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idOf, makeLook, makeTask, seenAt, START } from './fixtures'
import { createLookQueue, type Queued, type QueuedLook } from '@/lib/recorder/look-queue'
import type { Remembered } from '@/lib/recorder/remembered'
import { toSessionWrite } from '@/lib/recorder/to-session-write'

const at = (seconds: number): number => START + seconds * 1_000

function look(seconds: number, over: Partial<QueuedLook> = {}): QueuedLook {
  const {
    plan: _plan,
    tenant: _tenant,
    points: _points,
    ...plain
  } = makeLook(seenAt(at(seconds), [makeTask(1)]), at(seconds))
  return { ...plain, kind: 'session', id: idOf(1), telling: true, ...over }
}

const begin = (
  seconds: number,
  code: 'unreachable' | 'collection_old' = 'unreachable',
): Partial<QueuedLook> => ({
  beginGaps: [{ fromMs: at(seconds), toMs: null, code }],
})

function drain(queue: ReturnType<typeof createLookQueue>): Queued[] {
  const all: Queued[] = []
  for (let batch = queue.next(); batch.length > 0; batch = queue.next()) {
    all.push(...batch)
    queue.done(batch.length)
  }
  return all
}

/** Gaps as they stand in the record when all that is left has been written. */
function record(items: readonly Queued[], open: ['unreachable' | 'collection_old', number][] = []) {
  const gaps = new Map(open.map(([code, fromMs]) => [`${code} ${fromMs}`, null as number | null]))
  let before: Remembered | null = null
  for (const item of items) {
    if (item.kind === 'list') continue
    if (before === null) {
      before = toSessionWrite(null, {
        ...item,
        plan: null,
        tenant: null,
        points: [],
        beginGaps: [],
        endGaps: [],
      }).after
      before = { ...before, openGaps: new Map(open) }
    }
    const step = toSessionWrite(before, { ...item, plan: null, tenant: null, points: [] })
    before = step.after
    for (const { code, fromMs, toMs } of step.write?.gaps ?? []) {
      const key = `${code} ${fromMs}`
      gaps.set(key, gaps.get(key) ?? toMs)
    }
  }
  return gaps
}

describe('gaps of looks that had to go', () => {
  const MOST = 40
  /** So many looks that everything older has gone. */
  const flood = (from: number) => Array.from({ length: 200 }, (_, n) => look(from + n))
  function after(...items: QueuedLook[]) {
    const queue = createLookQueue(MOST)
    for (const item of [...items, ...flood(100)]) queue.push(item)
    return drain(queue)
  }

  it('are told by the next look that is left: begun, and going on', () => {
    const gaps = record(after(look(1), look(2, begin(2))))
    expect(gaps.get(`unreachable ${at(2)}`)).toBeNull()
    expect(gaps.get(`not_recorded ${at(1)}`)).not.toBeUndefined()
  })

  it('have their end, if both have gone', () => {
    const left = after(look(1, begin(1)), look(9, { endGaps: ['unreachable'] }), look(20, begin(20)))
    const gaps = record(left)
    expect(gaps.get(`unreachable ${at(1)}`)).toBe(at(9))
    expect(gaps.get(`unreachable ${at(20)}`)).toBeNull()
  })

  it('that were in the record already do not stay open for good', () => {
    const left = after(look(5, { endGaps: ['unreachable'] }))
    expect(record(left, [['unreachable', at(1)]]).get(`unreachable ${at(1)}`)).toBeGreaterThanOrEqual(at(5))
  })

  it('are those of each session alone, and the newest look of each is left', () => {
    const other = look(3, { id: idOf(2), ...begin(3) })
    const left = after(look(1, begin(1)), other)
    const own = left.filter((item) => item.kind === 'session' && item.id === idOf(2))
    expect(own).toEqual([other])
    expect(record(left.filter((item) => !own.includes(item))).has(`unreachable ${at(3)}`)).toBe(false)
  })

  it('come to the same whatever had to go: every gap is there, and open only if it goes on', () => {
    const codes = ['unreachable', 'collection_old'] as const
    const course = fc.array(fc.record({ code: fc.constantFrom(...codes), quiet: fc.nat(12) }), {
      minLength: 1,
      maxLength: 30,
    })
    fc.assert(
      fc.property(course, fc.integer({ min: 4, max: 30 }), (steps, most) => {
        const queue = createLookQueue(most)
        const all: QueuedLook[] = []
        const open = new Set<string>()
        let second = 0
        for (const { code, quiet } of steps) {
          for (let n = 0; n < quiet; n += 1) all.push(look((second += 1), { telling: n % 2 === 0 }))
          second += 1
          const ends = open.delete(code)
          if (!ends) open.add(code)
          all.push(look(second, ends ? { endGaps: [code] } : begin(second, code)))
        }
        for (const item of all) queue.push(item)
        expect(queue.size()).toBeLessThanOrEqual(most)
        const [whole, shed] = [record(all), record(drain(queue))]
        for (const [key, toMs] of whole) {
          expect(shed.has(key)).toBe(true)
          expect(shed.get(key) === null).toBe(toMs === null)
        }
      }),
    )
  })
})

describe('lists among looks', () => {
  const list = (seconds: number): Queued => ({
    kind: 'list',
    presentIds: new Set([idOf(1)]),
    observedAtMs: at(seconds),
  })

  it('are written one by one, and only the newest is left when there are too many', () => {
    const queue = createLookQueue(20)
    for (let second = 0; second < 100; second += 2) {
      queue.push(look(second))
      queue.push(list(second + 1))
    }
    const left = drain(queue)
    expect(left.filter((item) => item.kind === 'list').length).toBeLessThan(20)
    expect(left.at(-1)).toEqual(list(99))
    expect(left.at(-2)).toMatchObject({ kind: 'session', observedAtMs: at(98) })
  })

  it('and looks that are being written stay where they are', () => {
    const queue = createLookQueue(40)
    for (let second = 0; second < 20; second += 1) queue.push(look(second, { telling: second % 2 === 0 }))
    const handed = queue.next()
    expect(handed).toHaveLength(20)
    for (let second = 20; second < 400; second += 1) queue.push(look(second))
    expect(queue.next().slice(0, 20)).toEqual(handed)
    queue.done(20)
    expect(drain(queue).every((item) => item.observedAtMs >= at(20))).toBe(true)
  })

  it('end a batch, and a batch is no longer than one write should be', () => {
    const queue = createLookQueue()
    for (let second = 0; second < 100; second += 1) queue.push(look(second))
    queue.push(list(100))
    queue.push(look(101))
    const sizes = []
    for (let batch = queue.next(); batch.length > 0; batch = queue.next()) {
      sizes.push(batch.length)
      queue.done(batch.length)
    }
    expect(sizes).toEqual([64, 36, 1, 1])
    expect(queue.next()).toEqual([])
  })
})
