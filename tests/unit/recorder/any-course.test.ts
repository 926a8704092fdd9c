import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { done, idOf, makeTask, seenAt, START } from './fixtures'
import type { TaskSession } from '@/lib/failover/failover-session'
import { joinSeen, type SeenSession } from '@/lib/failover/seen-session'
import { createRecorder } from '@/lib/recorder/recorder'
import { createStore } from '@/lib/store/create-store'
import { StoreError } from '@/lib/store/store-error'

const VMS = 3

type Step =
  | { kind: 'move'; vm: number; by: number }
  | { kind: 'end'; vm: number; result: string }
  | { kind: 'point'; vm: number }
  | { kind: 'empty' }
  | { kind: 'fail'; on: boolean }
  | { kind: 'lose_answer' }
  | { kind: 'restart'; seconds: number }
  | { kind: 'wait'; seconds: number }

const vm = fc.integer({ min: 0, max: VMS - 1 })
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('move' as const), vm, by: fc.integer({ min: 0, max: 40 }) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('end' as const),
        vm,
        result: fc.constantFrom('Success', 'Failed'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('point' as const), vm }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('empty' as const) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('fail' as const), on: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose_answer' as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('restart' as const),
        seconds: fc.integer({ min: 0, max: 120 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 40 }) }),
    },
  ),
  { minLength: 1, maxLength: 25 },
)

async function follow(course: Step[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'failover-course-'))
  const store = await createStore({ engine: 'sqlite', path: join(folder, 'record.db') }, 'https://em', START)
  let failing = false
  let losesAnswer = false
  const start = () =>
    createRecorder({
      door: {
        async use(query) {
          if (failing) throw new StoreError('locked', 'locked')
          const result = await query(store)
          if (!losesAnswer) return result
          // Written, and nobody hears of it: as when a connection breaks after the commit.
          losesAnswer = false
          throw new StoreError('unreachable', 'no answer')
        },
        generation: () => 1,
        isOpen: () => true,
      },
      watch: () => undefined,
      joinOf: () => null,
      pointOf: () => ({ value: null, observedAtMs: null, error: null }),
      readingOf: () => ({ intervalMs: 3_000, problem: null }),
      collection: () => null,
      retention: { fullDays: 30, minuteDays: 365 },
      now: Date.now,
      onFault: () => undefined,
    })
  let recorder = start()
  let seen: SeenSession | null = null
  let tasks: TaskSession[] = Array.from({ length: VMS }, (_, n) =>
    makeTask(n, { key: `vm${n}`, vmReplicaPoint: null }),
  )
  let emptied = false
  const change = (n: number, over: Partial<TaskSession>): void => {
    tasks = tasks.map((task, index) => (index === n ? { ...task, ...over } : task))
  }
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000)
  async function read(): Promise<void> {
    await pass(3)
    const now = seenAt(Date.now(), emptied ? [] : tasks)
    seen = seen ? joinSeen(seen, now) : now
    recorder.onSession(seen, Date.now())
    await vi.advanceTimersByTimeAsync(20)
  }

  await read()
  for (const step of course) {
    switch (step.kind) {
      case 'move':
        change(step.vm, { progress: Math.min(99, (tasks[step.vm]?.progress ?? 0) + step.by) })
        break
      case 'end':
        if (tasks[step.vm]?.state !== 'Stopped') change(step.vm, done(Date.now(), step.result))
        break
      case 'point': {
        const { key, vmReplicaPoint } = makeTask(step.vm)
        change(step.vm, { key, vmReplicaPoint })
        break
      }
      case 'empty':
        emptied = !emptied
        break
      case 'fail':
        failing = step.on
        break
      case 'lose_answer':
        losesAnswer = true
        break
      case 'wait':
        await pass(step.seconds)
        break
      case 'restart': {
        // As by kill -9: what was not written is gone with the process.
        void recorder.dispose()
        recorder = start()
        await pass(step.seconds)
        const wasFailing: boolean = failing
        failing = false
        losesAnswer = false
        seen = (await recorder.recallSession(idOf(1)))?.value ?? null
        failing = wasFailing
        break
      }
      default:
        step satisfies never
    }
    await read()
  }
  failing = false
  losesAnswer = false
  emptied = false
  await read()
  await pass(61)

  const recorded = await store.readSession(idOf(1))
  expect(recorded?.session.tasks).toEqual(tasks)
  const history = await store.readHistory(idOf(1))
  const words = new Map<string, string | null>()
  const torn: string[] = []
  for (const { key, field, from, to } of history?.transitions ?? []) {
    const name = `${key} ${field}`
    // Each change begins where the one before ended: none is told twice, none is missing.
    if (words.has(name) && from !== words.get(name)) torn.push(`${name}: ${from} after ${words.get(name)}`)
    words.set(name, to)
  }
  expect(torn).toEqual([])
  for (const task of tasks) expect(words.get(`${task.key} state`)).toBe(task.state)
  const moments = (history?.samples ?? []).map(({ atMs }) => atMs)
  expect(moments).toEqual([...new Set(moments)].toSorted((a, b) => a - b))
  const last = new Map(history?.taskSamples.map(({ key, progress }) => [key, progress]))
  for (const task of tasks) expect(last.get(task.key)).toBe(task.progress)
  expect(history?.gaps.every((gap) => gap.toMs === null || gap.toMs >= gap.fromMs)).toBe(true)
  expect(await store.check()).toEqual([])
  await recorder.dispose()
  await store.close()
  rmSync(folder, { recursive: true })
}

/** Whatever happens, and whenever the process ends, the record tells what was seen, once. */
describe('any course of a run', () => {
  beforeEach(() => {
    vi.useFakeTimers({
      now: START,
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'Date'],
    })
  })
  afterEach(() => vi.useRealTimers())

  it('ends in a record of all that was seen', async () => {
    await fc.assert(fc.asyncProperty(steps, follow), { numRuns: 150 })
  }, 120_000)
})
