import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { dumpOf } from '../../contract/store/engines'
import { done, idOf, makeSession, makeTask, START, utc } from './fixtures'
import { createTestDoor, startProcess, writeAgain } from './process'
import type { FailoverSession, TaskSession } from '@/lib/failover/failover-session'
import { createStore, type Store } from '@/lib/store/create-store'
import { openDatabase } from '@/lib/store/open-database'

const SESSIONS = 3
const VMS = 3

type Step =
  | { kind: 'move' | 'move_unrecorded'; n: number; vm: number; by: number }
  | { kind: 'end_vm'; n: number; vm: number; result: string }
  | { kind: 'end' | 'drop' | 'come_back' | 'empty' | 'word' | 'begin_without_record'; n: number }
  | { kind: 'read'; n: number }
  | { kind: 'list' | 'lose_answer' | 'reopen' | 'new_file' }
  | { kind: 'fail'; on: boolean }
  | { kind: 'kill' | 'wait'; seconds: number }

const n = fc.integer({ min: 1, max: SESSIONS })
const vm = fc.integer({ min: 1, max: VMS })
const one = <More extends object>(
  kind: Step['kind'],
  more: { [Key in keyof More]: fc.Arbitrary<More[Key]> },
) => fc.record({ kind: fc.constant(kind), ...more }) as unknown as fc.Arbitrary<Step> // safe: each is one of the kinds above
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: one('move', { n, vm, by: fc.integer({ min: 1, max: 40 }) }) },
    { weight: 3, arbitrary: one('move_unrecorded', { n, vm, by: fc.integer({ min: 41, max: 99 }) }) },
    { weight: 2, arbitrary: one('begin_without_record', { n }) },
    { weight: 3, arbitrary: one('end_vm', { n, vm, result: fc.constantFrom('Success', 'Failed', 'Odd') }) },
    { weight: 2, arbitrary: one('end', { n }) },
    { weight: 3, arbitrary: one('word', { n }) },
    { weight: 2, arbitrary: one('empty', { n }) },
    { weight: 1, arbitrary: one('drop', { n }) },
    { weight: 1, arbitrary: one('come_back', { n }) },
    { weight: 8, arbitrary: one('read', { n }) },
    { weight: 4, arbitrary: one('list', {}) },
    { weight: 1, arbitrary: one('lose_answer', {}) },
    { weight: 1, arbitrary: one('reopen', {}) },
    { weight: 1, arbitrary: one('new_file', {}) },
    { weight: 2, arbitrary: one('fail', { on: fc.boolean() }) },
    { weight: 2, arbitrary: one('kill', { seconds: fc.integer({ min: 0, max: 90 }) }) },
    { weight: 3, arbitrary: one('wait', { seconds: fc.integer({ min: 1, max: 60 }) }) },
  ),
  { minLength: 1, maxLength: 40 },
)

/** A run as EM has it: all its rows, of which it may show none. */
type Run = { head: Partial<FailoverSession>; tasks: TaskSession[]; isEmptied: boolean; isListed: boolean }

async function expectHistory(store: Store, number: number): Promise<void> {
  const recorded = await store.readSession(idOf(number))
  const history = await store.readHistory(idOf(number))
  if (recorded === null || history === null) throw new Error('nothing is recorded')
  const words = new Map<string, string | null>()
  for (const { key, field, from, to, atMs, notBeforeMs } of history.transitions) {
    const name = `${key} ${field}`
    // That there is no result at the beginning is no news.
    if (words.has(name) || field === 'state') expect(from).toBe(words.get(name) ?? null)
    else expect([null, 'None']).toContain(from)
    words.set(name, to)
    expect(notBeforeMs ?? atMs).toBeLessThanOrEqual(atMs)
  }
  // Replayed from the start they end where the run stands; one that had ended before has none.
  if (words.size > 0) {
    expect(words.get('null state')).toBe(recorded.session.state)
    expect(words.get('null result') ?? 'None').toBe(recorded.session.result)
    for (const task of recorded.session.tasks) {
      expect(words.get(`${task.key} state`)).toBe(task.state)
      expect(words.get(`${task.key} result`) ?? 'None').toBe(task.result)
    }
  }
  const expectRising = (moments: number[]) =>
    expect(moments).toEqual([...new Set(moments)].toSorted((a, b) => a - b))
  expectRising(history.samples.map(({ atMs }) => atMs))
  for (const task of recorded.session.tasks)
    expectRising(history.taskSamples.filter(({ key }) => key === task.key).map(({ atMs }) => atMs))
}

/** Removed after the test, however it ends. */
const folders: string[] = []

async function follow(course: readonly Step[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'failover-sessions-'))
  folders.push(folder)
  const stores: Store[] = []
  const fileOf = (index: number) => ({ engine: 'sqlite' as const, path: join(folder, `${index}.db`) })
  const createFile = async (): Promise<Store> => {
    const store = await createStore(fileOf(stores.length), 'https://em', START)
    stores.push(store)
    return store
  }
  const door = createTestDoor(await createFile())
  let server = startProcess(door)
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000)

  const runs = Array.from({ length: SESSIONS }, (_, index): Run => {
    const tasks = Array.from({ length: VMS }, (__, row) => makeTask(index * 10 + row + 1))
    return { head: { id: idOf(index + 1) }, tasks, isEmptied: false, isListed: true }
  })
  /** What was read of each run, so that it must be in the record. */
  const seen = new Map<number, { head: Partial<FailoverSession>; rows: Map<string, TaskSession> }>()
  const runOf = (number: number): Run => {
    const run = runs[number - 1]
    if (run === undefined) throw new Error('no such run')
    return run
  }
  const toSession = ({ head, tasks, isEmptied }: Run) => makeSession(isEmptied ? [] : tasks, head)
  function note(number: number): void {
    const run = runOf(number)
    const rows = new Map(seen.get(number)?.rows)
    for (const task of run.isEmptied ? [] : run.tasks) rows.set(task.key, task)
    seen.set(number, { head: run.head, rows })
  }
  const change = (number: number, row: number, over: Partial<TaskSession>): void => {
    const run = runOf(number)
    run.tasks = run.tasks.map((task, index) => (index === row - 1 ? { ...task, ...over } : task))
  }
  async function read(number: number): Promise<void> {
    await pass(1)
    if (!runOf(number).isListed) return
    note(number)
    await server.read(toSession(runOf(number)))
  }
  async function readList(): Promise<void> {
    await pass(1)
    const listed = runs.flatMap((run, index) => (run.isListed ? [index + 1] : []))
    for (const number of listed) note(number)
    await server.readList(listed.map((number) => toSession(runOf(number))))
  }

  async function take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'move':
        return change(step.n, step.vm, { progress: step.by })
      case 'move_unrecorded':
        await pass(2)
        door.fault = 'before'
        change(step.n, step.vm, { progress: step.by })
        await read(step.n)
        await pass(3)
        door.fault = null
        return
      case 'begin_without_record':
        await pass(2)
        door.fault = 'before'
        await restart(1)
        runOf(step.n).isEmptied = true
        await read(step.n)
        await pass(1)
        door.fault = null
        return
      case 'end_vm':
        return change(step.n, step.vm, done(Date.now(), step.result))
      case 'end':
        runOf(step.n).head = {
          ...runOf(step.n).head,
          state: 'Stopped',
          result: 'None',
          endTimeUtc: utc(Date.now()),
        }
        return
      case 'word':
        runOf(step.n).head = { ...runOf(step.n).head, result: `Word ${Date.now()}` }
        return
      case 'empty':
        runOf(step.n).isEmptied = !runOf(step.n).isEmptied
        return
      case 'drop':
        runOf(step.n).isListed = false
        return
      case 'come_back':
        runOf(step.n).isListed = true
        return
      case 'read':
        return read(step.n)
      case 'list':
        return readList()
      case 'fail':
        door.fault = step.on ? 'before' : null
        return
      case 'lose_answer':
        door.fault = 'after'
        return
      case 'reopen':
        return door.reopen(door.store)
      case 'new_file':
        // Only what goes on or is read again can be in it.
        door.reopen(await createFile())
        seen.clear()
        await restart(0)
        return
      case 'kill':
        return restart(step.seconds)
      case 'wait':
        await pass(step.seconds)
        return
      default:
        step satisfies never
    }
  }
  /** As by kill -9: what was not written has gone, and with it what only that process knew. */
  async function restart(seconds: number): Promise<void> {
    await server.kill()
    // A record that is away may still be when the next process begins.
    if (door.fault === 'after') door.fault = null
    for (const number of seen.keys()) {
      const recorded = await door.store.readSession(idOf(number))
      if (recorded === null) seen.delete(number)
      else {
        const { tasks, ...head } = recorded.session
        seen.set(number, { head, rows: new Map(tasks.map((task) => [task.key, task])) })
      }
    }
    server = startProcess(door)
    await pass(seconds)
  }

  await readList()
  for (const step of course) await take(step)
  door.fault = null
  await pass(35)
  await readList()
  for (let number = 1; number <= SESSIONS; number += 1) await read(number)
  await pass(5)

  expect(server.recorder.status()).toMatchObject({ waiting: 0, fault: null })
  expect(await door.store.check()).toEqual([])
  for (const [number, { head, rows }] of seen) {
    const recorded = await door.store.readSession(idOf(number))
    const { isListed } = runOf(number)
    expect(recorded?.session).toMatchObject(head)
    expect(new Map(recorded?.session.tasks.map((task) => [task.key, task]))).toEqual(rows)
    expect(recorded?.inEnterpriseManager).toBe(isListed)
    await expectHistory(door.store, number)
    // Only of what EM lists and is read no more can a gap go on; everything was read just now.
    expect([...(recorded?.openGaps ?? [])]).toEqual([])
  }
  expect(await door.store.count({ sort: 'newest' })).toBe(
    [...seen.keys()].filter((number) => !runOf(number).isListed).length,
  )

  // Everything that was ever written is written once more: nothing changes.
  const past = openDatabase(fileOf(stores.indexOf(door.store)))
  const before = await dumpOf(past)
  await writeAgain(door.store, door.written)
  expect(await dumpOf(past)).toEqual(before)

  await server.recorder.dispose()
  await past.close()
  for (const store of stores) await store.close()
}

describe('any course of several runs', () => {
  beforeEach(() => {
    vi.useFakeTimers({
      now: START,
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'Date'],
    })
  })
  afterEach(() => {
    vi.useRealTimers()
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })

  it('ends in a record of all that was seen of each, and writing it all again changes nothing', async () => {
    await fc.assert(fc.asyncProperty(steps, follow), { numRuns: Number(process.env['RUNS'] ?? 60) })
  }, 300_000)
})
