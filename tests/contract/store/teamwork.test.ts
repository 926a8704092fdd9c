import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeOnEngines } from './engines'
import { at, makeWrite, sessionId, utc } from './samples'
import { makeShareLink } from './share-samples'
import type { Failure } from '@/lib/failover/acknowledgement'
import type { FinalOutcome } from '@/lib/failover/finalisation'

const RUN = sessionId(1)
const failure = (n: number, over: Partial<Failure> = {}): Failure => ({
  key: `key ${n}`,
  vmName: `vm${n}`,
  startUtc: utc(at(n)),
  message: 'no memory',
  ...over,
})

describeOnEngines('acknowledgements', ({ engine, store, open, sql: run }) => {
  const say = (failures: Failure[], seconds = 1, by = 'Kim', reason = 'on it') =>
    store().acknowledge({ id: RUN, failures, reason, by, atMs: at(seconds) })
  const inForce = async () => (await store().listAcknowledgements()).get(RUN) ?? []
  const all = () =>
    run<{
      key: string | null
      cleared_why: string | null
      cleared_by: string | null
      cleared_ms: number | null
    }>(sql`select key, cleared_why, cleared_by, cleared_ms from acknowledgements order by no`)

  it('hold with name, reason and the failure they are of, also the run’s own', async () => {
    await store().writeSessions([makeWrite(1), makeWrite(2)])
    const own = failure(0, { key: null, vmName: null, message: null, startUtc: null })
    const change = await say([own, failure(1)])
    expect(change?.changed).toEqual([own, failure(1)])
    const said = { by: 'Kim', atMs: at(1), reason: 'on it' }
    expect(await inForce()).toMatchObject([
      { ...own, ...said },
      { ...failure(1), ...said },
    ])
    expect(change?.now).toEqual(await inForce())
    expect((await store().listAcknowledgements()).size).toBe(1)
  })

  it('keep who said it first, and are replaced by that of another failure of the same VM', async () => {
    await store().writeSessions([makeWrite(1)])
    await say([failure(1), failure(2)])
    const again = await say([failure(1)], 5, 'Bo', 'me too')
    expect(again?.changed).toEqual([])
    expect(again?.now[0]).toMatchObject({ by: 'Kim', reason: 'on it' })
    const later = await say([failure(1, { startUtc: utc(at(90)) })], 100, 'Bo', 'again')
    expect(later?.now.map(({ key, by }) => [key, by])).toEqual([
      ['key 2', 'Kim'],
      ['key 1', 'Bo'],
    ])
    expect(await all()).toMatchObject([
      { key: 'key 1', cleared_why: 'failed_anew', cleared_by: null, cleared_ms: at(100) },
      { key: 'key 2', cleared_why: null },
      { key: 'key 1', cleared_why: null },
    ])
  })

  it('end by word or by themselves, once, and stay in the record', async () => {
    await store().writeSessions([makeWrite(1)])
    const [one, two] = (await say([failure(1), failure(2)]))?.now ?? []
    const gone = await store().withdrawAcknowledgements({
      id: RUN,
      numbers: [one?.no ?? 0],
      by: 'Bo',
      atMs: at(9),
    })
    expect(gone?.changed).toMatchObject([failure(1)])
    expect(gone?.now).toMatchObject([failure(2)])
    const cleared = [one, two].map((ack) => ({ no: ack?.no ?? 0, atMs: at(20), why: 'recovered' as const }))
    await store().clearAcknowledgements(cleared)
    expect(await inForce()).toEqual([])
    expect(await all()).toMatchObject([
      { cleared_why: 'withdrawn', cleared_by: 'Bo', cleared_ms: at(9) },
      { cleared_why: 'recovered', cleared_by: null, cleared_ms: at(20) },
    ])
    const none = await store().withdrawAcknowledgements({
      id: RUN,
      numbers: [one?.no ?? 0],
      by: 'Bo',
      atMs: 1,
    })
    expect(none?.changed).toEqual([])
    expect(await store().check()).toEqual([])
  })

  it('need a run that is written down, of one Enterprise Manager, and take any text', async () => {
    expect(await say([failure(1)])).toBeNull()
    expect(await store().withdrawAcknowledgements({ id: RUN, numbers: [1], by: 'a', atMs: 1 })).toBeNull()
    await store().writeSessions([makeWrite(1)])
    const other = await open('https://other.example:9398')
    await other.writeSessions([makeWrite(1)])
    const said = await say([failure(1, { message: 'a\0b' })], 1, 'K\0', 'c\0d')
    expect(said?.now).toMatchObject([{ message: 'a\uFFFDb', by: 'K\uFFFD', reason: 'c\uFFFDd' }])
    expect((await other.listAcknowledgements()).size).toBe(0)
    await other.clearAcknowledgements([{ no: said?.now[0]?.no ?? 0, atMs: 2, why: 'recovered' }])
    expect(await inForce()).toHaveLength(1)
  })

  it('of two who acknowledge at once, one was first', async () => {
    await store().writeSessions([makeWrite(1)])
    // A file has one writer, which does one after the other.
    const other = engine === 'sqlite' ? store() : await open()
    const [one, two] = await Promise.all([
      say([failure(1)], 1, 'Kim'),
      other.acknowledge({ id: RUN, failures: [failure(1)], reason: 'b', by: 'Bo', atMs: at(1) }),
    ])
    expect((one?.changed.length ?? 0) + (two?.changed.length ?? 0)).toBe(1)
    expect(await inForce()).toHaveLength(1)
  })
})

describeOnEngines('notes of a run', ({ engine, store, open }) => {
  const link = async (n: number, session = 1) => {
    await store().createShareLink(makeShareLink(session, { tokenHash: `token of ${n}` }), {
      by: 'Olga',
      atMs: at(n),
    })
    const found = await store().findShareLinkByToken(`token of ${n}`)
    if (found === null) throw new Error('the link was made')
    return found.link
  }
  const write = (
    text: string,
    publish: number[] = [],
    seconds = 1,
    over: { noteId?: string; by?: string; id?: typeof RUN } = {},
  ) =>
    store().writeRunNote({
      id: RUN,
      by: 'Kim',
      atMs: at(seconds),
      text,
      publish: publish.map((linkNo) => ({ linkNo, author: 'Nordwind' })),
      ...over,
    })
  const updatesOf = async (id: string) => (await store().findShareLink(id))?.updates

  it('stand newest first, with who and when', async () => {
    await store().writeSessions([makeWrite(1), makeWrite(2)])
    await write('one')
    await write('two', [], 2)
    expect(await store().listRunNotes(RUN)).toMatchObject([
      { text: 'two', by: 'Kim', atMs: at(2), publishedTo: 0 },
      { text: 'one', by: 'Kim', atMs: at(1), publishedTo: 0 },
    ])
    expect(await store().listRunNotes(sessionId(2))).toEqual([])
  })

  it('are published as updates, and both go together', async () => {
    await store().writeSessions([makeWrite(1)])
    const [one, two] = [await link(1), await link(2)]
    const written = await write('power is back', [one.no, two.no])
    expect(await updatesOf(one.id)).toMatchObject([
      { text: 'power is back', author: 'Nordwind', writtenBy: 'Kim', atMs: at(1) },
    ])
    expect(await store().listRunNotes(RUN)).toMatchObject([{ publishedTo: 2 }])
    const [update] = (await updatesOf(two.id)) ?? []
    await store().removeShareUpdate(two.no, update?.id ?? '', at(5))
    expect(await store().listRunNotes(RUN)).toMatchObject([{ publishedTo: 1 }])
    const noteId = written?.kind === 'written' ? written.id : ''
    const withdraw = () => store().withdrawRunNote({ id: RUN, noteId, by: 'Bo', atMs: at(9) })
    expect(await withdraw()).toEqual({ unpublished: 1 })
    expect(await withdraw()).toBeNull()
    expect([await updatesOf(one.id), await store().listRunNotes(RUN)]).toEqual([[], []])
    expect(await store().check()).toEqual([])
  })

  it('are written and published once, however often they are sent', async () => {
    await store().writeSessions([makeWrite(1), makeWrite(2)])
    const one = await link(1)
    const mine = { noteId: '3f2504e0-4f89-11d3-9a0c-0305e82c3301' }
    // A file has one writer, which does one after the other.
    const other = engine === 'sqlite' ? store() : await open()
    const note = { ...mine, id: RUN, by: 'Kim', atMs: at(1), text: 'news\0' }
    const both = await Promise.all([
      write('news\0', [one.no], 1, mine),
      other.writeRunNote({ ...note, publish: [{ linkNo: one.no, author: 'Nordwind' }] }),
    ])
    expect(new Set(both.map((result) => result?.kind))).toEqual(new Set(['written', 'there']))
    // Also when the link could take no more by now.
    await store().revokeShareLink(one.id, { by: 'Olga', atMs: at(4) })
    expect(await write('news\0', [one.no], 9, mine)).toEqual({ kind: 'there', id: mine.noteId })
    expect(await store().listRunNotes(RUN)).toMatchObject([{ id: mine.noteId, atMs: at(1), publishedTo: 1 }])
    expect(await updatesOf(one.id)).toHaveLength(1)
    // What its writer has changed is not written beside it.
    const second = await link(2)
    for (const changed of [
      await write('other news', [one.no], 9, mine),
      await write('news\0', [], 9, mine),
      await write('news\0', [second.no], 9, mine),
      await write('news\0', [one.no, second.no], 9, mine),
    ])
      expect(changed).toEqual({ kind: 'kept', id: mine.noteId })
    expect([await store().listRunNotes(RUN), await updatesOf(second.id)]).toMatchObject([
      [{ id: mine.noteId, atMs: at(1), publishedTo: 1 }],
      [],
    ])
    // What is not the same is not taken for it.
    for (const another of [
      await write('news\0', [], 9, { ...mine, by: 'Bo' }),
      await write('news\0', [], 9, { ...mine, id: sessionId(2) }),
    ])
      expect(another).toEqual({ kind: 'taken' })
    await store().withdrawRunNote({ id: RUN, noteId: mine.noteId, by: 'Kim', atMs: at(10) })
    expect(await write('news\0', [], 11, mine)).toEqual({ kind: 'taken' })
    expect(await store().listRunNotes(RUN)).toEqual([])
    expect(await store().check()).toEqual([])
  })

  it('are not written at all where one link cannot take them', async () => {
    await store().writeSessions([makeWrite(1), makeWrite(2)])
    const [good, foreign, revoked] = [await link(1), await link(2, 2), await link(3)]
    await store().revokeShareLink(revoked.id, { by: 'Olga', atMs: at(4) })
    const nos = [good.no, foreign.no, revoked.no]
    expect(await write('news', nos)).toEqual({ kind: 'not_published', linkNos: [foreign.no, revoked.no] })
    expect(await store().listRunNotes(RUN)).toEqual([])
    expect(await updatesOf(good.id)).toEqual([])
  })

  it('need a run that is written down, and belong to it alone', async () => {
    expect(await write('a')).toBeNull()
    await store().writeSessions([makeWrite(1), makeWrite(2)])
    const written = await write('a\0b')
    expect(await store().listRunNotes(RUN)).toMatchObject([{ text: 'a\uFFFDb' }])
    const noteId = written?.kind === 'written' ? written.id : ''
    expect(await store().withdrawRunNote({ id: sessionId(2), noteId, by: 'Bo', atMs: 1 })).toBeNull()
    const other = await open('https://other.example:9398')
    await other.writeSessions([makeWrite(1)])
    expect(await other.listRunNotes(RUN)).toEqual([])
  })
})

describeOnEngines('what became of a failover', ({ engine, store, open, counts }) => {
  const say = (
    outcome: FinalOutcome | null,
    seenAtMs?: number | null,
    by = 'Kim',
    note: string | null = null,
  ) => store().recordFinalisation({ id: RUN, outcome, note, by, atMs: at(1), seenAtMs })
  const current = async () => (await store().listFinalisations()).get(RUN) ?? null

  it('is what was recorded last, and what was recorded before stays', async () => {
    await store().writeSessions([makeWrite(1), makeWrite(2)])
    const first = { outcome: 'undone', by: 'Kim', atMs: at(1), note: null }
    expect(await say('undone', null)).toEqual({ kind: 'recorded', before: null, now: first })
    // The clock has not moved: the moment still names one word.
    const second = { outcome: 'failed_back', by: 'Bo', atMs: at(1) + 1, note: 'by phone' }
    expect(await say('failed_back', at(1), 'Bo', 'by phone')).toEqual({
      kind: 'recorded',
      before: first,
      now: second,
    })
    expect(await current()).toEqual(second)
    expect(await say(null, at(1) + 1)).toMatchObject({ kind: 'recorded', now: null })
    expect(await current()).toBeNull()
    expect((await store().listFinalisations()).size).toBe(0)
    expect((await counts())['finalisations']).toBe(3)
  })

  it('tells whoever comes second what the first has said, and writes nothing', async () => {
    await store().writeSessions([makeWrite(1)])
    const other = engine === 'sqlite' ? store() : await open()
    const both = await Promise.all([
      say('undone', null, 'Kim'),
      other.recordFinalisation({
        id: RUN,
        outcome: 'made_permanent',
        note: null,
        by: 'Bo',
        atMs: at(1),
        seenAtMs: null,
      }),
    ])
    expect(new Set(both.map((one) => one?.kind))).toEqual(new Set(['overtaken', 'recorded']))
    const late = both.find((one) => one?.kind === 'overtaken')
    expect(late?.now).toEqual(await current())
    expect((await counts())['finalisations']).toBe(1)
  })

  it('is not said twice', async () => {
    await store().writeSessions([makeWrite(1)])
    await say('undone')
    expect(await say('undone', undefined, 'Bo')).toMatchObject({ kind: 'same', now: { by: 'Kim' } })
    expect((await counts())['finalisations']).toBe(1)
  })

  it('needs a run that is written down, of one Enterprise Manager', async () => {
    expect(await say('undone')).toBeNull()
    await store().writeSessions([makeWrite(1)])
    const other = await open('https://other.example:9398')
    await other.writeSessions([makeWrite(1)])
    await say('undone')
    expect((await other.listFinalisations()).size).toBe(0)
  })
})
