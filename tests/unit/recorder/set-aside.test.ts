import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { idOf, makeTask, seenAt, START } from './fixtures'
import type { TaskSession } from '@/lib/failover/failover-session'
import { createRecorder, type Recorder } from '@/lib/recorder/recorder'
import { createStore, type Store } from '@/lib/store/create-store'
import { openDatabase } from '@/lib/store/open-database'

const [HEALTHY, SICK] = [1, 2]

/** The recorder on a real record that refuses some rows for a reason nobody knows, whenever and however often. */
describe('a look that the database refuses for good', () => {
  let folder: string
  let store: Store
  let recorder: Recorder
  const faults: { event: string; message: string }[] = []

  const address = () => ({ engine: 'sqlite', path: join(folder, 'record.db') }) as const
  async function past(statement: string): Promise<void> {
    const { db, close } = openDatabase(address())
    await sql.raw(statement).execute(db)
    await close()
  }
  const refuseRows = () =>
    past(`create trigger refusing before insert on task_sessions when new.vm_name = 'sick'
      begin select raise(abort, 'no such row'); end`)
  const settle = () => vi.advanceTimersByTimeAsync(20)
  /** Both runs move, each second by second, as they do when they are polled. */
  async function run(seconds: number, sick: Partial<TaskSession>): Promise<void> {
    for (let passed = 0; passed < seconds; passed += 5) {
      await vi.advanceTimersByTimeAsync(5_000)
      const progress = Math.round((Date.now() - START) / 5_000) % 100
      read(HEALTHY, { vmName: 'healthy', progress })
      read(SICK, { ...sick, progress })
      await settle()
    }
  }
  function read(n: number, over: Partial<TaskSession>): void {
    recorder.onSession(seenAt(Date.now(), [makeTask(n, over)], { id: idOf(n) }), Date.now())
  }
  const progressOf = async (n: number): Promise<number | null | undefined> =>
    (await store.readSession(idOf(n)))?.session.tasks[0]?.progress

  beforeEach(async () => {
    vi.useFakeTimers({
      now: START,
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'Date'],
    })
    folder = mkdtempSync(join(tmpdir(), 'failover-set-aside-'))
    store = await createStore(address(), 'https://em.example', START)
    faults.length = 0
    recorder = createRecorder({
      door: { use: (query) => query(store), generation: () => 1, isOpen: () => true },
      watch: () => undefined,
      joinOf: () => null,
      pointOf: () => ({ value: null, observedAtMs: null, error: null }),
      readingOf: () => ({ intervalMs: 5_000, problem: null }),
      collection: () => null,
      retention: { fullDays: 30, minuteDays: 365 },
      now: Date.now,
      onFault: (event, error) => faults.push({ event, message: String(error) }),
    })
  })
  afterEach(async () => {
    await recorder.dispose()
    await store.close()
    vi.useRealTimers()
    rmSync(folder, { recursive: true })
  })

  it('is left out after a minute, that one alone, with a gap of its run; all others are written', async () => {
    await run(10, { vmName: 'well' })
    const lastGood = await store.readSession(idOf(SICK))
    await refuseRows()
    await run(30, { vmName: 'sick', key: 'other' })
    // It may pass yet: nothing is given up so soon.
    expect(recorder.status()).toMatchObject({ setAside: 0, fault: { error: { code: 'failed' } } })
    expect(recorder.status().waiting).toBeGreaterThan(5)

    await run(90, { vmName: 'sick', key: 'other' })
    expect(recorder.status()).toMatchObject({ waiting: 0, fault: null })
    expect(recorder.status().setAside).toBeGreaterThan(0)
    expect(await progressOf(HEALTHY)).toBe(Math.round((Date.now() - START) / 5_000) % 100)
    expect((await store.readHistory(idOf(HEALTHY)))?.gaps).toEqual([])
    expect((await store.readHistory(idOf(SICK)))?.gaps).toEqual([
      { fromMs: lastGood?.observedAtMs, toMs: null, code: 'not_recorded' },
    ])
    expect((await store.readSession(idOf(SICK)))?.session.tasks).toEqual(lastGood?.session.tasks)
    // Told once, with the run and the reason, although look after look is refused.
    const told = faults.filter(({ event }) => event === 'look_set_aside')
    expect(told).toHaveLength(1)
    expect(told[0]?.message).toMatch(new RegExp(`${idOf(SICK)}.*no such row`))
    expect(await store.check()).toEqual([])
  })

  it('is followed by a gap that ends with the next look that is taken', async () => {
    await run(10, { vmName: 'well' })
    await refuseRows()
    await run(120, { vmName: 'sick', key: 'other' })
    const { setAside } = recorder.status()
    await past('drop trigger refusing')
    await run(10, { vmName: 'sick', key: 'other' })
    const [gap, ...more] = (await store.readHistory(idOf(SICK)))?.gaps ?? []
    expect(more).toEqual([])
    expect(gap?.toMs).toBeGreaterThan(START + 130_000)
    expect((await store.readSession(idOf(SICK)))?.session.tasks.map(({ key }) => key)).toContain('other')
    await run(30, { vmName: 'sick', key: 'other' })
    expect(recorder.status().setAside).toBe(setAside)
    expect(await store.check()).toEqual([])
  })

  it('of a run that was never written leaves a gap too, from its first look on, once one is taken', async () => {
    await refuseRows()
    await run(120, { vmName: 'sick' })
    expect(await store.readSession(idOf(SICK))).toBeNull()
    expect(await progressOf(HEALTHY)).toBeGreaterThan(10)
    await past('drop trigger refusing')
    await run(5, { vmName: 'sick' })
    const [gap] = (await store.readHistory(idOf(SICK)))?.gaps ?? []
    expect(gap?.code).toBe('not_recorded')
    expect(gap?.fromMs).toBeLessThan(START + 6_000)
    expect(gap?.toMs).toBeGreaterThan(START + 120_000)
  })

  it('is not left out while the database takes nothing at all: then the fault is not the look’s', async () => {
    await run(10, { vmName: 'well' })
    await past(`create trigger refusing_all before insert on task_samples
      begin select raise(abort, 'no room in this table'); end`)
    await run(300, { vmName: 'well' })
    expect(recorder.status()).toMatchObject({ setAside: 0, fault: { error: { code: 'failed' } } })
    expect(recorder.status().waiting).toBeGreaterThan(100)
    await past('drop trigger refusing_all')
    await run(60, { vmName: 'well' })
    expect(recorder.status()).toMatchObject({ setAside: 0, waiting: 0, fault: null })
    const history = await store.readHistory(idOf(HEALTHY))
    expect(history?.gaps).toEqual([])
    // Every single step of the course has been kept.
    expect(history?.taskSamples.length).toBeGreaterThan(70)
  })
})
