import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { done, idOf, makeTask, pointIdOf, seenAt, START, utc } from './fixtures'
import type { TaskSession } from '@/lib/failover/failover-session'
import { joinSeen, type SeenSession } from '@/lib/failover/seen-session'
import { createRecorder, type Recorder } from '@/lib/recorder/recorder'
import { createStore, type Store } from '@/lib/store/create-store'
import { StoreError } from '@/lib/store/store-error'

const INTERVAL_MS = 3_000
const at = (seconds: number): number => START + seconds * 1_000

/** The recorder on a real record, with clock, reads and faults in the test's hand. */
describe('the recorder', () => {
  let folder: string
  let store: Store
  let recorder: Recorder
  let generation: number
  let fault: StoreError | null
  let seen: SeenSession | null
  let collection: { collectedAtMs: number; lateMs: number } | null
  const pointOf = vi.fn<(id: string, wanted: boolean) => { value: null; observedAtMs: null; error: null }>()
  const faults: string[] = []

  const start = (): Recorder =>
    createRecorder({
      door: {
        use: (query) => (fault ? Promise.reject(fault) : query(store)),
        generation: () => generation,
        isOpen: () => true,
      },
      watch: () => undefined,
      joinOf: () => null,
      pointOf: (id, wanted) => pointOf(id, wanted),
      readingOf: () => ({ intervalMs: INTERVAL_MS, problem: null }),
      collection: () => collection,
      retention: { fullDays: 30, minuteDays: 365 },
      now: Date.now,
      onFault: (event) => faults.push(event),
    })

  /** A read by the poller: joined with what was seen before, as it does. */
  async function read(tasks: TaskSession[], over = {}): Promise<void> {
    const now = seenAt(Date.now(), tasks, over)
    seen = seen ? joinSeen(seen, now) : now
    recorder.onSession(seen, Date.now())
    await settle()
  }
  const settle = () => vi.advanceTimersByTimeAsync(20)
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000)
  const history = async () => {
    const found = await store.readHistory(idOf(1))
    if (found === null) throw new Error('nothing is recorded')
    return found
  }

  beforeEach(async () => {
    vi.useFakeTimers({
      now: START,
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'Date'],
    })
    folder = mkdtempSync(join(tmpdir(), 'failover-recorder-'))
    store = await createStore(
      { engine: 'sqlite', path: join(folder, 'record.db') },
      'https://em.example',
      START,
    )
    generation = 1
    fault = null
    seen = null
    collection = null
    faults.length = 0
    pointOf.mockReset().mockReturnValue({ value: null, observedAtMs: null, error: null })
    recorder = start()
  })
  afterEach(async () => {
    await recorder.dispose()
    await store.close()
    vi.useRealTimers()
    rmSync(folder, { recursive: true })
  })

  it('keeps all that was seen while nothing could be written, and writes it in order when it can', async () => {
    await read([makeTask(1)])
    fault = new StoreError('disk_full', 'There is no room left')
    for (const progress of [10, 20, 30]) {
      await pass(3)
      await read([makeTask(1, { progress })])
    }
    expect(recorder.status()).toMatchObject({ waiting: 3, fault: { error: { code: 'disk_full' } } })
    expect(faults).toEqual(['recording_failed'])
    fault = null
    await pass(10)
    expect(recorder.status()).toMatchObject({ waiting: 0, fault: null })
    expect((await history()).taskSamples.map(({ progress }) => progress)).toEqual([0, 10, 20, 30])
    expect((await history()).gaps).toEqual([])
  })

  it('records a gap from the newest read on, once five intervals are over, until the next', async () => {
    await read([makeTask(1)])
    const lastMs = Date.now() - 20
    await pass(14)
    expect((await history()).gaps).toEqual([])
    await pass(3)
    expect((await history()).gaps).toEqual([{ fromMs: lastMs, toMs: null, code: 'timed_out' }])
    await pass(60)
    await read([makeTask(1)])
    const [gap, ...more] = (await history()).gaps
    expect(more).toEqual([])
    expect(gap).toMatchObject({ fromMs: lastMs, code: 'timed_out' })
    expect(gap?.toMs).toBeGreaterThan(lastMs + 60_000)
  })

  it('does not let a slow list put back what a later look has seen', async () => {
    await read([makeTask(1)])
    await pass(3)
    await read([makeTask(1, { progress: 50 })])
    const over = { state: 'Stopped', result: 'Success', endTimeUtc: utc(at(1)) }
    const late = seenAt(at(1), [makeTask(1, done(at(1)))], over)
    recorder.onList(new Map([[idOf(1), late]]), at(1), false)
    await settle()
    const recorded = await store.readSession(idOf(1))
    expect(recorded?.observedAtMs).toBeGreaterThan(at(3))
    expect(recorded?.session.state).toBe('Working')
  })

  it('records a gap while Enterprise Manager’s collection is old', async () => {
    collection = { collectedAtMs: START - 60_000, lateMs: 90_000 }
    await read([makeTask(1)])
    for (let second = 0; second < 45; second += 3) {
      await pass(3)
      await read([makeTask(1)])
    }
    expect((await history()).gaps).toMatchObject([{ code: 'collection_old', toMs: null }])
    collection = { collectedAtMs: Date.now(), lateMs: 90_000 }
    await pass(2)
    expect((await history()).gaps).toMatchObject([{ code: 'collection_old' }])
    expect((await history()).gaps[0]?.toMs).not.toBeNull()
  })

  it('takes the time without a process for a gap, and tells no word twice', async () => {
    await read([makeTask(1), makeTask(2)])
    await pass(3)
    await read([makeTask(1, done(at(2))), makeTask(2)])
    const before = (await history()).transitions
    await recorder.dispose()
    await pass(300)
    recorder = start()
    const recalled = await recorder.recallSession(idOf(1))
    seen = recalled?.value ?? null
    expect(seen?.session.tasks).toHaveLength(2)
    await read([makeTask(1, done(at(2))), makeTask(2, done(at(200)))])
    const { transitions, gaps } = await history()
    expect(gaps).toMatchObject([{ code: 'not_recorded', fromMs: recalled?.observedAtMs }])
    expect(gaps[0]?.toMs).not.toBeNull()
    expect(transitions.slice(0, before.length)).toEqual(before)
    expect(transitions.slice(before.length).map(({ key, field, to }) => [key, field, to])).toEqual([
      [pointIdOf(2), 'state', 'Stopped'],
      [pointIdOf(2), 'result', 'Success'],
    ])
  })

  it('fills a record that was opened anew with what runs', async () => {
    await read([makeTask(1, { progress: 40 })])
    await store.close()
    store = await createStore({ engine: 'sqlite', path: join(folder, 'new.db') }, 'https://em.example', START)
    generation = 2
    await pass(2)
    expect((await store.readSession(idOf(1)))?.session.tasks).toMatchObject([{ progress: 40 }])
    expect(await store.check()).toEqual([])
  })

  it('takes over a month of finished runs without their course and without reading their points', async () => {
    const over = { state: 'Stopped', result: 'Success', endTimeUtc: utc(at(-600)) }
    const listed = new Map(
      [2, 3].map((n) => {
        const one = seenAt(START, [makeTask(n, done(at(-700)))], { ...over, id: idOf(n) })
        return [idOf(n), one] as const
      }),
    )
    recorder.onList(listed, START, true)
    await settle()
    expect(await store.countSessions()).toBe(2)
    expect(await store.readHistory(idOf(2))).toMatchObject({ samples: [], transitions: [], isOver: true })
    expect(pointOf.mock.calls.every(([, wanted]) => !wanted)).toBe(true)
    // One that the next list no longer holds is the record's alone.
    await pass(30)
    recorder.onList(new Map([...listed].slice(0, 1)), Date.now(), true)
    await settle()
    expect(recorder.recordOf(idOf(3))?.inEnterpriseManager).toBe(false)
    expect((await store.list({ sort: 'newest', limit: 10 })).map(({ session }) => session.id)).toEqual([
      idOf(3),
    ])
    expect(await store.check()).toEqual([])
  })

  it('follows the replica points of a run for a while after its end, and then no more', async () => {
    await read([makeTask(1)])
    await pass(3)
    await read([makeTask(1, done(at(2)))], { state: 'Stopped', result: 'Success', endTimeUtc: utc(at(3)) })
    pointOf.mockClear()
    await pass(60)
    expect(pointOf.mock.calls.some(([, wanted]) => wanted)).toBe(true)
    await pass(15 * 60)
    pointOf.mockClear()
    await pass(60)
    expect(pointOf).not.toHaveBeenCalled()
  })
})
