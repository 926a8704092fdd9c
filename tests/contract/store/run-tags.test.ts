import { expect, it } from 'vitest'
import { describeOnEngines } from './engines'
import { at, ENDED, makeFullWrite, makeTasks, makeUnlisted, makeWrite, sessionId, START_MS } from './samples'

const NEWEST = { sort: 'newest' } as const

describeOnEngines('the tag of a run', ({ store, open }) => {
  const tag = (n: number, kind: 'real' | 'test' | 'undo' | null, seconds = 1, setBy = 'Zoë') =>
    store().tagRun({ id: sessionId(n), kind, setBy, setAtMs: at(seconds) })
  const tagOf = async (n: number) => (await store().readSession(sessionId(n)))?.tag

  it('is none until somebody sets it, and then who and when stand with it', async () => {
    await store().writeSessions([makeWrite(1), makeWrite(2)])
    expect(await tagOf(1)).toBeNull()
    const test = { kind: 'test', setAtMs: at(1), setBy: 'Zoë' }
    expect(await tag(1, 'test')).toEqual({ before: null, now: test })
    expect(await tagOf(1)).toEqual(test)
    expect(await tagOf(2)).toBeNull()
  })

  it('changes as a whole, and is taken away as a whole', async () => {
    await store().writeSessions([makeWrite(1)])
    await tag(1, 'test')
    const real = { kind: 'real', setAtMs: at(2), setBy: 'Bo' }
    expect(await tag(1, 'real', 2, 'Bo')).toMatchObject({ before: { kind: 'test' }, now: real })
    expect(await tagOf(1)).toEqual(real)
    expect(await tag(1, null, 3)).toEqual({ before: real, now: null })
    expect(await tagOf(1)).toBeNull()
    expect(await tag(1, null, 4)).toEqual({ before: null, now: null })
  })

  it('keeps who said it first when somebody says the same', async () => {
    await store().writeSessions([makeWrite(1)])
    await tag(1, 'undo')
    const first = { kind: 'undo', setAtMs: at(1), setBy: 'Zoë' }
    expect(await tag(1, 'undo', 9, 'Bo')).toEqual({ before: first, now: first })
    expect(await tagOf(1)).toEqual(first)
  })

  it('needs a run that is written down', async () => {
    expect(await tag(1, 'real')).toBeNull()
    expect(await store().countSessions()).toBe(0)
  })

  it('is left alone by every look at the run, before, at and after its end', async () => {
    await store().writeSessions([makeFullWrite(1)])
    await tag(1, 'test', 2)
    const kept = { kind: 'test', setAtMs: at(2), setBy: 'Zoë' }
    await store().writeSessions([makeFullWrite(1, makeTasks(4))])
    expect(await tagOf(1)).toEqual(kept)
    await store().writeSessions([makeWrite(1, { session: ENDED(START_MS), observedAtMs: at(700) })])
    await store().writeList({ observedAtMs: at(800), goneIds: [sessionId(1)] })
    expect(await tagOf(1)).toEqual(kept)
    expect(await store().readSession(sessionId(1))).toMatchObject({ inEnterpriseManager: false })
    expect(await store().check()).toEqual([])
  })

  it('comes along with the sessions of the list and with those that only the record has', async () => {
    await store().writeSessions([makeWrite(1), makeUnlisted(2), makeUnlisted(3)])
    await tag(1, 'real')
    await tag(2, 'test')
    await store().writeList({ observedAtMs: at(5), goneIds: [] })
    const listed = await store().readListed()
    expect(listed?.sessions.map((one) => one.tag?.kind)).toEqual(['real'])
    const found = await store().list({ ...NEWEST, limit: 10 })
    expect(new Map(found.map((one) => [one.session.id, one.tag?.kind ?? null]))).toEqual(
      new Map([
        [sessionId(2), 'test'],
        [sessionId(3), null],
      ]),
    )
  })

  it('filters the list, untagged runs among it', async () => {
    await store().writeSessions([makeUnlisted(1), makeUnlisted(2), makeUnlisted(3)])
    await tag(1, 'test')
    await tag(2, 'real')
    for (const [kind, n] of [
      ['test', 1],
      ['real', 2],
      ['none', 3],
    ] as const) {
      const found = await store().list({ ...NEWEST, kind, limit: 10 })
      expect(found.map((one) => one.session.id)).toEqual([sessionId(n)])
      expect(await store().count({ ...NEWEST, kind })).toBe(1)
    }
    expect(await store().list({ ...NEWEST, kind: 'undo', limit: 10 })).toEqual([])
  })

  it('is of a run of one Enterprise Manager, and takes any name', async () => {
    await store().writeSessions([makeWrite(1)])
    const other = await open('https://other.example:9398')
    await other.writeSessions([makeWrite(1)])
    await tag(1, 'real', 1, 'a\0b')
    expect((await tagOf(1))?.setBy).toBe('a\uFFFDb')
    expect((await other.readSession(sessionId(1)))?.tag).toBeNull()
    expect(await other.tagRun({ id: sessionId(2), kind: 'real', setBy: 'a', setAtMs: 1 })).toBeNull()
  })
})

describeOnEngines('a write that is rehearsed', ({ store, dump }) => {
  it('leaves nothing behind', async () => {
    await store().writeSessions([makeFullWrite(1)])
    const before = await dump()
    await store().rehearseWrite(at(9))
    await store().rehearseWrite(at(9))
    expect(await dump()).toEqual(before)
    expect(await store().check()).toEqual([])
  })
})
