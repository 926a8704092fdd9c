import { expect, it } from 'vitest'
import { describeOnEngines } from './engines'
import { at, ENDED, makeFullWrite, makeTask, makeUnlisted, makeWrite, sessionId, START_MS } from './samples'
import type { Store } from '@/lib/store/create-store'

const NEWEST = { sort: 'newest' } as const
const idsOf = async (store: Store): Promise<number[] | null> => {
  const listed = await store.readListed()
  return listed && listed.sessions.map(({ session }) => Number(session.id.slice(-12))).sort((a, b) => a - b)
}

describeOnEngines("EM's whole list", ({ store, dump, counts }) => {
  it('is unknown until it was read, even if sessions are recorded', async () => {
    expect(await store().readListed()).toBeNull()
    await store().writeSessions([makeWrite(1)])
    expect(await store().readListed()).toBeNull()
    await store().writeList({ observedAtMs: at(5), goneIds: [] })
    expect(await store().readListed()).toMatchObject({
      observedAtMs: at(5),
      sessions: [{ observedAtMs: at(1) }],
    })
  })

  it('may be empty', async () => {
    await store().writeList({ observedAtMs: at(5), goneIds: [] })
    expect(await store().readListed()).toEqual({ observedAtMs: at(5), sessions: [] })
  })

  it('brings every session with its own rows, points and open gaps', async () => {
    await store().writeSessions([makeFullWrite(1), makeWrite(2, { tasks: [makeTask(7)] }), makeWrite(3)])
    await store().writeList({ observedAtMs: at(5), goneIds: [] })
    const listed = await store().readListed()
    const byId = new Map(listed?.sessions.map((one) => [one.session.id, one]))
    for (const n of [1, 2, 3]) expect(byId.get(sessionId(n))).toEqual(await store().readSession(sessionId(n)))
    expect(byId.get(sessionId(2))?.session.tasks).toEqual([makeTask(7)])
  })

  it('drops what EM has dropped, and nobody knows how that ended if it was not seen', async () => {
    await store().writeSessions([
      makeWrite(1),
      makeWrite(2, { session: ENDED(START_MS, 5, 'Failed') }),
      makeWrite(3),
    ])
    await store().writeList({ observedAtMs: at(5), goneIds: [sessionId(1), sessionId(2), sessionId(404)] })
    expect(await idsOf(store())).toEqual([3])
    expect(await store().count(NEWEST)).toBe(2)
    const gone = await store().list({ ...NEWEST, limit: 5 })
    expect(gone.map(({ session, outcome }) => [session.id, outcome])).toEqual([
      [sessionId(1), { kind: 'unknown', reported: 'Working' }],
      [sessionId(2), { kind: 'ended', result: 'failed' }],
    ])
    expect(await store().count({ ...NEWEST, result: 'unknown' })).toBe(1)
    expect((await store().readSession(sessionId(1)))?.inEnterpriseManager).toBe(false)
    expect(await store().check()).toEqual([])
  })

  it('does not drop what was seen after the list was asked for', async () => {
    await store().writeSessions([makeWrite(1, { observedAtMs: at(6) })])
    await store().writeList({ observedAtMs: at(5), goneIds: [sessionId(1)] })
    expect(await idsOf(store())).toEqual([1])
    await store().writeList({ observedAtMs: at(6), goneIds: [sessionId(1)] })
    expect(await idsOf(store())).toEqual([])
  })

  it('changes nothing when it is written once more', async () => {
    await store().writeSessions([makeFullWrite(1), makeWrite(2)])
    const list = { observedAtMs: at(9), goneIds: [sessionId(1)] }
    await store().writeList(list)
    const before = await dump()
    await store().writeList(list)
    expect(await dump()).toEqual(before)
    expect(await store().count(NEWEST)).toBe(1)
  })

  it('may lose thousands at once', async () => {
    const all = Array.from({ length: 1_500 }, (_, n) => n + 1)
    await store().writeSessions(all.map((n) => makeWrite(n)))
    await store().writeList({ observedAtMs: at(9), goneIds: all.slice(1).map(sessionId) })
    expect(await store().count(NEWEST)).toBe(1_499)
    expect(await idsOf(store())).toEqual([1])
    expect(await store().check()).toEqual([])
  })

  it('counts right through every way in and out of it', async () => {
    const gone = (seconds: number) =>
      store().writeList({ observedAtMs: at(seconds), goneIds: [sessionId(1)] })
    const expectCount = async (n: number) => {
      expect(await store().count(NEWEST)).toBe(n)
      expect(await store().check()).toEqual([])
    }
    await store().writeSessions([makeUnlisted(2), makeWrite(1)])
    await expectCount(1)
    await gone(5)
    await expectCount(2)
    await store().writeSessions([makeWrite(1, { observedAtMs: at(6) })]) // it is back
    await expectCount(1)
    expect(await store().readSession(sessionId(1))).toMatchObject({ inEnterpriseManager: true })
    await store().writeSessions([makeUnlisted(1, { observedAtMs: at(7) })])
    await expectCount(2)
    await gone(8)
    await expectCount(2)
    await store().writeSessions([makeUnlisted(1, { observedAtMs: at(9) }), makeUnlisted(2)])
    await expectCount(2)
  })

  it('ends the open gaps of what is gone, and of nothing else', async () => {
    await store().writeSessions([makeFullWrite(1), makeFullWrite(2)])
    const closed = { fromMs: at(-90), toMs: at(-80), code: 'timed_out' as const }
    await store().writeSessions([{ ...makeFullWrite(1), gaps: [closed] }])
    await store().writeList({ observedAtMs: at(30), goneIds: [sessionId(1)] })
    expect((await store().readHistory(sessionId(1)))?.gaps).toEqual([
      closed,
      { fromMs: at(-60), toMs: at(30), code: 'unreachable' },
    ])
    expect((await store().readHistory(sessionId(2)))?.gaps).toMatchObject([{ toMs: null }])
    expect(await counts()).toMatchObject({ gaps: 3 })
  })
})
