import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { done, idOf, makeSession, makeTask, pointIdOf, START, utc } from './fixtures'
import { createTestDoor, startProcess, type TestDoor } from './process'
import type { FailoverSession, ReplicaPoint } from '@/lib/failover/failover-session'
import { joinSeen, toSeenSession } from '@/lib/failover/seen-session'
import { createStore, type Store } from '@/lib/store/create-store'

const ID = idOf(1)
const ENDED: Partial<FailoverSession> = { state: 'Stopped', result: 'Success', endTimeUtc: utc(START + 1) }

describe('a recorder whose record comes and goes', () => {
  const stores: Store[] = []
  const recorders: ReturnType<typeof startProcess>['recorder'][] = []
  let folder: string
  let door: TestDoor

  const createRecord = async (name: string): Promise<Store> => {
    const store = await createStore({ engine: 'sqlite', path: join(folder, name) }, 'https://em', START)
    stores.push(store)
    return store
  }
  const start = (
    ...rest: Parameters<typeof startProcess> extends [unknown, ...infer Rest] ? Rest : never
  ) => {
    const process = startProcess(door, ...rest)
    recorders.push(process.recorder)
    return process
  }
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000)
  const gaps = async () => (await door.store.readHistory(ID))?.gaps ?? []

  beforeEach(async () => {
    vi.useFakeTimers({
      now: START,
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'Date'],
    })
    folder = mkdtempSync(join(tmpdir(), 'failover-readers-'))
    door = createTestDoor(await createRecord('record.db'))
  })
  afterEach(async () => {
    door.fault = 'before'
    for (const recorder of recorders.splice(0)) await recorder.dispose()
    for (const store of stores.splice(0)) await store.close()
    vi.useRealTimers()
    rmSync(folder, { recursive: true })
  })

  it('keeps every row although the list has not seen them all', async () => {
    const server = start()
    const [one, two] = [makeTask(1), makeTask(2)]
    await server.readList([makeSession([one])])
    await pass(3)
    // Read alone, the run has one more VM; when the list is read again it has ended and lost its rows.
    await server.read(makeSession([one, two]))
    await pass(3)
    const ended = makeSession([], ENDED)
    for (let n = 0; n < 3; n += 1) {
      await server.readList([ended])
      await pass(30)
      await server.read(ended)
      await pass(3)
    }
    const recorded = await door.store.readSession(ID)
    expect(recorded?.session.tasks).toEqual([one, two])
    expect([...(recorded?.taskNumbers ?? [])]).toEqual([
      [pointIdOf(1), 1],
      [pointIdOf(2), 2],
    ])
    expect(await door.store.check()).toEqual([])
  })

  it('does not forget rows when it begins while the record is away and EM has emptied the run', async () => {
    const before = start()
    await before.read(makeSession([makeTask(1), makeTask(2, done(START, 'Failed'))]))
    await pass(2)
    await before.recorder.dispose()

    door.fault = 'before'
    const server = start()
    await server.read(makeSession([], ENDED))
    await pass(3)
    door.fault = null
    await pass(40)
    const recorded = await door.store.readSession(ID)
    expect(recorded).toMatchObject({ tasksFrom: 'record', session: { state: 'Stopped' } })
    expect(recorded?.session.tasks.map(({ vmName }) => vmName)).toEqual(['vm1', 'vm2'])
    await server.readList([])
    await pass(3)
    const [listed] = await door.store.list({ sort: 'newest', limit: 1 })
    expect(listed).toMatchObject({
      outcome: { kind: 'ended', result: 'failed' },
      counts: { total: 2, failed: 1 },
    })
  })

  it('knows after a restart since when rows of a run that goes on are as they are', async () => {
    const before = start()
    const tasks = [makeTask(1), makeTask(2), makeTask(3)]
    await before.read(makeSession(tasks))
    const allMs = Date.now()
    await pass(3)
    await before.read(makeSession(tasks.slice(1)))
    await pass(3)
    await before.read(makeSession([makeTask(2, { progress: 40 }), makeTask(3)]))
    const movedMs = Date.now()
    await pass(3)
    await before.recorder.dispose()

    const recalled = await start().recorder.recallSession(ID)
    // Which rows had gone is not recorded: each is told as of the last moment that is certain.
    expect(new Map(recalled?.value.goneRows)).toEqual(
      new Map([
        [pointIdOf(1), allMs],
        [pointIdOf(2), movedMs],
        [pointIdOf(3), allMs],
      ]),
    )
    if (recalled === null || recalled === undefined) throw new Error('not recalled')
    const read = joinSeen(recalled.value, toSeenSession(makeSession([makeTask(3)]), Date.now()))
    expect(new Map(read.goneRows)).toEqual(
      new Map([
        [pointIdOf(1), allMs],
        [pointIdOf(2), movedMs],
      ]),
    )
  })

  it('counts rows that were all listed before a restart as seen up to the last look that is recorded', async () => {
    const before = start()
    await before.read(makeSession([makeTask(1), makeTask(2)]))
    const lookMs = Date.now()
    await pass(3)
    await before.recorder.dispose()
    const recalled = await start().recorder.recallSession(ID)
    expect(recalled?.value).toMatchObject({ tasksFrom: 'em', readAtMs: lookMs, goneRows: new Map() })
  })

  it('does not end a gap that goes on because the record was opened again', async () => {
    const server = start()
    await server.read(makeSession([makeTask(1)]))
    await pass(20)
    const [gap] = await gaps()
    expect(gap).toMatchObject({ fromMs: START, toMs: null })
    door.reopen(door.store)
    await pass(10)
    expect(await gaps()).toEqual([gap])
    await pass(300)
    await server.read(makeSession([makeTask(1)]))
    const backMs = Date.now()
    await pass(3)
    expect(await gaps()).toEqual([{ ...gap, toMs: backMs }])
  })

  it("does not end that EM's collection is old because the record was opened again", async () => {
    let collection = { collectedAtMs: START - 100_000, lateMs: 90_000 }
    const server = start({ collection: () => collection })
    for (let n = 0; n < 4; n += 1) {
      await server.read(makeSession([makeTask(1, { progress: n })]))
      await pass(3)
      if (n === 1) door.reopen(door.store)
    }
    expect(await gaps()).toEqual([{ fromMs: START, toMs: null, code: 'collection_old' }])
    collection = { collectedAtMs: Date.now(), lateMs: 90_000 }
    await pass(2)
    expect((await gaps())[0]?.toMs).not.toBeNull()
  })

  it('does not take for gone what began after the list was asked for', async () => {
    const server = start()
    await pass(10)
    await server.read(makeSession([makeTask(1)]))
    await pass(1)
    server.recorder.onList(new Map(), START + 5_000, true)
    await pass(1)
    expect(server.recorder.recordOf(ID)?.inEnterpriseManager).toBe(true)
    // Nor what a list lacks that could not be read whole.
    server.recorder.onList(new Map(), Date.now(), false)
    await pass(1)
    expect(server.recorder.recordOf(ID)?.inEnterpriseManager).toBe(true)
    server.recorder.onList(new Map(), Date.now(), true)
    await pass(1)
    expect(server.recorder.recordOf(ID)?.inEnterpriseManager).toBe(false)
    expect(await door.store.count({ sort: 'newest' })).toBe(1)
  })

  it('ends a gap that an earlier process has left open', async () => {
    const before = start()
    await before.read(makeSession([makeTask(1)]))
    await pass(20)
    await before.recorder.dispose()
    await pass(100)
    const server = start()
    await server.read(makeSession([makeTask(1)]))
    const backMs = Date.now()
    await pass(3)
    const found = await gaps()
    expect(found.find(({ code }) => code === 'timed_out')).toMatchObject({ fromMs: START, toMs: backMs })
    expect(found.every(({ toMs }) => toMs !== null)).toBe(true)
  })

  it('begins a gap that goes on anew in another file', async () => {
    const server = start()
    await server.read(makeSession([makeTask(1)]))
    await pass(20)
    door.reopen(await createRecord('new.db'))
    await pass(5)
    expect(await gaps()).toMatchObject([{ fromMs: START, toMs: null }])
    await server.read(makeSession([makeTask(1)]))
    await pass(3)
    expect((await gaps())[0]?.toMs).not.toBeNull()
  })

  it('records in an older copy what it has missed, as a span that is not recorded', async () => {
    const server = start()
    await server.read(makeSession([makeTask(1)]))
    await pass(1)
    const copy = await createRecord('copy.db')
    await copy.writeSessions(door.written.flatMap((one) => (one.kind === 'sessions' ? one.writes : [])))
    for (let n = 0; n < 40; n += 1) {
      await pass(3)
      await server.read(makeSession([makeTask(1, { progress: n })]))
    }
    const lastMs = Date.now()
    door.reopen(copy)
    await pass(5)
    expect(await gaps()).toEqual([{ fromMs: START, toMs: lastMs, code: 'not_recorded' }])
    expect((await copy.readSession(ID))?.session.tasks).toMatchObject([{ progress: 39 }])
  })

  it('keeps trying ever more rarely, tells a new fault once, and resumes by itself', async () => {
    const faults: string[] = []
    const server = start({ onFault: (event) => faults.push(event) })
    await server.read(makeSession([makeTask(1)]))
    await pass(1)
    door.fault = 'before'
    const asked = vi.spyOn(door, 'use')
    await server.read(makeSession([makeTask(1, { progress: 50 })]))
    await pass(240)
    expect(asked.mock.calls.length).toBeLessThan(20)
    expect(faults).toEqual(['recording_failed'])
    expect(server.recorder.status()).toMatchObject({
      fault: { error: { code: 'locked' }, sinceMs: START + 1_000 },
    })
    door.fault = null
    await pass(31)
    expect(server.recorder.status()).toMatchObject({ waiting: 0, fault: null })
    expect((await door.store.readSession(ID))?.session.tasks).toMatchObject([{ progress: 50 }])
  })

  it('tells words that come after the end although another process saw the run', async () => {
    const before = start()
    await before.read(makeSession([makeTask(1)]))
    await pass(3)
    await before.read(makeSession([makeTask(1)], { ...ENDED, result: 'None' }))
    await pass(3)
    await before.recorder.dispose()
    await start().readList([makeSession([makeTask(1, done(START))], ENDED)])
    await pass(3)
    const transitions = (await door.store.readHistory(ID))?.transitions ?? []
    expect(transitions.slice(-3).map(({ key, field, to }) => [key, field, to])).toEqual([
      [null, 'result', 'Success'],
      [pointIdOf(1), 'state', 'Stopped'],
      [pointIdOf(1), 'result', 'Success'],
    ])
  })

  it('lets others have their turn while it writes what has piled up', async () => {
    const waited = new Set<number>()
    const server = start({
      onWritten: () => {
        const { waiting } = server.recorder.status()
        // Somebody else's turn: how much is left by then?
        setImmediate(() => waited.add(waiting - server.recorder.status().waiting))
      },
    })
    door.fault = 'before'
    for (let n = 0; n < 400; n += 1) {
      await pass(3)
      await server.read(makeSession([makeTask(1, { progress: n })]))
    }
    door.fault = null
    await pass(31)
    expect(server.recorder.status().waiting).toBe(0)
    // Never more than the one batch that was just written.
    expect(Math.max(...waited)).toBeLessThanOrEqual(64)
  })

  it('writes what waits when it ends, and does not wait for a record that is away', async () => {
    const server = start()
    await server.read(makeSession([makeTask(1)]))
    const ending = server.recorder.dispose()
    await pass(0)
    await ending
    expect(await door.store.countSessions()).toBe(1)

    const other = start()
    await other.read(makeSession([makeTask(1, { progress: 80 })]))
    door.fault = 'before'
    await other.recorder.dispose()
    expect(other.recorder.status().waiting).toBe(1)
    // Ended is ended: nothing is taken any more.
    await other.read(makeSession([makeTask(1, { progress: 90 })]))
    expect(other.recorder.status().waiting).toBe(1)
  })

  it('adds plan and replica points when they come to be known, also after the end', async () => {
    const point: ReplicaPoint = {
      uid: 'u',
      id: pointIdOf(1),
      name: 'p',
      vmDisplayName: null,
      creationTimeUtc: utc(START - 1_000),
      pointType: null,
      state: 'Ready',
      backupServer: null,
      replica: null,
    }
    let known: { plan: boolean; point: ReplicaPoint | null; atMs: number } = {
      plan: false,
      point: null,
      atMs: 0,
    }
    const server = start({
      joinOf: () =>
        known.plan ? { plan: { id: 'p', name: 'Plan' }, tenant: { id: 't', name: null } } : null,
      pointOf: () => ({ value: known.point, observedAtMs: known.point && known.atMs, error: null }),
    })
    await server.read(makeSession([makeTask(1)]))
    await pass(5)
    known = { plan: true, point, atMs: Date.now() }
    await pass(2)
    expect(await door.store.readSession(ID)).toMatchObject({ plan: { id: 'p' }, tenant: { id: 't' } })
    expect((await door.store.readSession(ID))?.points.get(pointIdOf(1))).toMatchObject({ state: 'Ready' })
    await server.read(makeSession([makeTask(1, done(Date.now()))], ENDED))
    await pass(5)
    known = { ...known, point: { ...point, state: 'Failover' }, atMs: Date.now() }
    await pass(2)
    expect((await door.store.readSession(ID))?.points.get(pointIdOf(1))).toMatchObject({ state: 'Failover' })
    const { length } = door.written
    await pass(120)
    expect(door.written).toHaveLength(length)
  })
})
