import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { EM_URL } from './addresses'
import { describeOnEngines, ENGINES, OPENED_MS } from './engines'
import { at, DAY, ENDED, makeTask, makeUnlisted, makeWrite, MINUTE, sessionId, START_MS } from './samples'
import { createStore, type Store } from '@/lib/store/create-store'
import type { RecordedQuery } from '@/lib/store/list-recorded'

const NEWEST = { sort: 'newest' } as const

/** Numbers of the sessions found, and that the count says the same. */
async function find(store: Store, query: Partial<RecordedQuery>, limit = 100): Promise<number[]> {
  const asked = { ...NEWEST, ...query }
  const found = await store.list({ ...asked, limit })
  const ids = found.map(({ session }) => Number(session.id.slice(-12)))
  expect(await store.count(asked)).toBe(limit < 100 ? await store.count(asked) : ids.length)
  return ids
}

describeOnEngines('the list of what EM no longer has', ({ store }) => {
  it('holds nothing while EM lists everything', async () => {
    await store().writeSessions([makeWrite(1)])
    expect(await find(store(), {})).toEqual([])
    expect(await store().countSessions()).toBe(1)
  })

  it('tells head, outcome and counts of each, and who it belonged to', async () => {
    const failed = makeTask(1, { state: 'Stopped', result: 'Failed' })
    const write = makeUnlisted(1, {
      session: ENDED(START_MS),
      tasks: [failed, makeTask(2, { state: 'Stopped', result: 'Success' })],
      plan: { id: sessionId(901), name: 'Plan' },
      tenant: { id: sessionId(902), name: 'Tenant' },
    })
    await store().writeSessions([write])
    expect(await store().list({ ...NEWEST, limit: 5 })).toEqual([
      {
        session: write.session,
        // A failed VM outweighs EM's own word.
        outcome: { kind: 'ended', result: 'failed' },
        counts: { total: 2, waiting: 0, working: 0, succeeded: 1, warning: 0, failed: 1, unknown: 0 },
        plan: write.plan,
        tenant: write.tenant,
        observedAtMs: at(1),
        inEnterpriseManager: false,
        tag: null,
        sortMs: START_MS,
        worstRpoMs: null,
      },
    ])
  })

  describe('outcomes', () => {
    it('are those of the end, and unknown for what was never seen to end', async () => {
      const rows = [makeTask(1, { state: 'Stopped', result: 'Failed' })]
      await store().writeSessions([
        makeUnlisted(1, { session: { ...ENDED(START_MS), result: 'Success' } }),
        makeUnlisted(2, { session: { ...ENDED(START_MS), result: 'Warning' } }),
        makeUnlisted(3, { session: { ...ENDED(START_MS), result: 'Failed' } }),
        makeUnlisted(4, { session: { ...ENDED(START_MS), result: 'Success' }, tasks: rows }),
        makeUnlisted(5, { session: { ...ENDED(START_MS), result: 'None' } }),
        makeUnlisted(6, { session: { ...ENDED(START_MS), result: null } }),
        makeUnlisted(7, { session: { ...ENDED(START_MS), state: 'Undone', result: 'Success' } }),
        makeUnlisted(8, { session: { state: 'Working' } }),
      ])
      const found = await store().list({ ...NEWEST, limit: 10 })
      const outcomes = new Map(found.map((one) => [Number(one.session.id.slice(-12)), one.outcome]))
      expect(Object.fromEntries(outcomes)).toEqual({
        1: { kind: 'ended', result: 'success' },
        2: { kind: 'ended', result: 'warning' },
        3: { kind: 'ended', result: 'failed' },
        4: { kind: 'ended', result: 'failed' },
        5: { kind: 'unknown', reported: 'None' },
        6: { kind: 'unknown', reported: '' },
        // The word that nobody knows is the state: "Success" must not be shown as what was not understood.
        7: { kind: 'unknown', reported: 'Undone' },
        8: { kind: 'unknown', reported: 'Working' },
      })
    })

    it('can be asked for', async () => {
      await store().writeSessions([
        makeUnlisted(1, { session: ENDED(at(1)) }),
        makeUnlisted(2, { session: ENDED(at(2), 10, 'Warning') }),
        makeUnlisted(3, { session: ENDED(at(3), 10, 'Failed') }),
        makeUnlisted(4, { session: ENDED(at(4), 10, 'None') }),
        makeWrite(5, { session: ENDED(at(5)) }),
      ])
      expect(await find(store(), { result: 'success' })).toEqual([1])
      expect(await find(store(), { result: 'warning' })).toEqual([2])
      expect(await find(store(), { result: 'failed' })).toEqual([3])
      expect(await find(store(), { result: 'unknown' })).toEqual([4])
    })
  })

  it('is found by names and ids of plan, tenant and backup server, exactly', async () => {
    const [plan, tenant, server] = [sessionId(901), sessionId(902), sessionId(903)]
    await store().writeSessions([
      makeUnlisted(1, {
        session: { name: 'run', backupServer: { id: server, name: 'vbr' }, creationTimeUtc: null },
        plan: { id: plan, name: 'gold' },
        tenant: { id: tenant, name: 'abc' },
      }),
      // Without a joined plan the run's own name is that of the plan; with one it is not.
      makeUnlisted(2, {
        session: { name: 'gold', backupServer: null, creationTimeUtc: null },
        observedAtMs: at(9),
      }),
      makeUnlisted(3, {
        session: { name: 'gold', backupServer: null, creationTimeUtc: null },
        plan: { id: sessionId(904), name: null },
        observedAtMs: at(5),
      }),
    ])
    expect(await find(store(), { plan: 'gold' })).toEqual([2, 1])
    expect(await find(store(), { plan })).toEqual([1])
    expect(await find(store(), { tenant: 'abc' })).toEqual([1])
    expect(await find(store(), { tenant })).toEqual([1])
    expect(await find(store(), { backupServer: 'vbr' })).toEqual([1])
    expect(await find(store(), { backupServer: server })).toEqual([1])
    for (const near of ['Gold', 'gol', 'gold ', '%', 'ab_', '']) {
      expect(await find(store(), { plan: near })).toEqual([])
      expect(await find(store(), { tenant: near })).toEqual([])
      expect(await find(store(), { backupServer: near })).toEqual([])
    }
  })

  it('is found by when the run began, from inclusive, to exclusive', async () => {
    await store().writeSessions([
      makeUnlisted(1, { session: ENDED(START_MS) }),
      makeUnlisted(2, { session: ENDED(START_MS + DAY) }),
      makeUnlisted(3, { session: { ...ENDED(START_MS), creationTimeUtc: null } }),
    ])
    expect(await find(store(), { fromMs: START_MS })).toEqual([2, 1])
    expect(await find(store(), { fromMs: START_MS + 1 })).toEqual([2])
    expect(await find(store(), { toMs: START_MS + DAY })).toEqual([1])
    expect(await find(store(), { toMs: START_MS + DAY + 1 })).toEqual([2, 1])
    expect(await find(store(), { fromMs: START_MS + 1, toMs: START_MS + DAY })).toEqual([])
  })

  it('takes all conditions together', async () => {
    const spec = { session: ENDED(START_MS, 10, 'Failed'), tenant: { id: sessionId(9), name: 'abc' } }
    const plan = { id: sessionId(8), name: 'gold' }
    await store().writeSessions([
      makeUnlisted(1, { ...spec, plan }),
      makeUnlisted(2, { ...spec, plan: { id: sessionId(7), name: 'silver' } }),
    ])
    const query = { result: 'failed', tenant: 'abc', fromMs: START_MS, toMs: START_MS + 1 } as const
    expect(await find(store(), { ...query, plan: 'gold', text: 'ABC' })).toEqual([1])
    expect(await find(store(), { ...query, plan: 'gold', text: 'silver' })).toEqual([])
  })
})

describeOnEngines('searching in what EM no longer has', ({ store }) => {
  it('looks at every name and the id, in any case', async () => {
    await store().writeSessions([
      makeUnlisted(1, {
        session: { name: 'Müller GmbH – ÄÖÜ', backupServer: { id: sessionId(9), name: 'SP-Вбр-01' } },
        plan: { id: sessionId(901), name: 'Größe 5' },
        tenant: { id: sessionId(902), name: 'ΑΘΗΝΑ Ñandú' },
      }),
      makeUnlisted(2, { session: { name: null, backupServer: null } }),
    ])
    for (const text of [
      'MÜLLER',
      'müller',
      'äöü',
      'ÄÖÜ',
      'GRÖSSE'.replace('SS', 'ß'),
      'sp-вБР',
      'αθηνα',
      'ñANDÚ',
      ' gmbh –',
    ])
      expect(await find(store(), { text })).toEqual([1])
    expect(await find(store(), { text: sessionId(2).toUpperCase() })).toEqual([2])
    expect(await find(store(), { text: 'muller' })).toEqual([])
    expect(await find(store(), { text: 'null' })).toEqual([])
    expect((await find(store(), { text: '' })).toSorted((a, b) => a - b)).toEqual([1, 2])
  })

  it('takes signs of patterns for what they are', async () => {
    const names = [
      '100% sure',
      '100 percent',
      'a_b',
      'axb',
      String.raw`c:\d`,
      'c:d',
      `it's`,
      String.raw`%_\%`,
    ]
    await store().writeSessions(
      names.map((name, index) => makeUnlisted(index + 1, { session: { name, backupServer: null } })),
    )
    expect(await find(store(), { text: '100%' })).toEqual([1])
    expect(await find(store(), { text: '0_' })).toEqual([])
    expect(await find(store(), { text: 'a_b' })).toEqual([3])
    expect(await find(store(), { text: String.raw`:\d` })).toEqual([5])
    expect(await find(store(), { text: `t's` })).toEqual([7])
    expect(await find(store(), { text: String.raw`%_\%` })).toEqual([8])
    expect((await find(store(), { text: '%' })).toSorted((a, b) => a - b)).toEqual([1, 8])
  })
})

describeOnEngines('the order of the list', ({ store }) => {
  it('is by age with the id between equals, newest or oldest first', async () => {
    await store().writeSessions([
      makeUnlisted(3, { session: ENDED(START_MS) }),
      makeUnlisted(1, { session: ENDED(START_MS) }),
      makeUnlisted(2, { session: ENDED(START_MS + MINUTE) }),
      makeUnlisted(4, { session: { creationTimeUtc: null }, observedAtMs: START_MS + 1 }),
    ])
    expect(await find(store(), { sort: 'newest' })).toEqual([2, 4, 1, 3])
    expect(await find(store(), { sort: 'oldest' })).toEqual([3, 1, 4, 2])
  })

  it('is by name in any case, then newest first', async () => {
    const names = ['b', 'A', 'a', null, 'ab', 'a b', 'ä', 'B', '_']
    await store().writeSessions(
      names.map((name, index) => makeUnlisted(index + 1, { session: { ...ENDED(at(index)), name } })),
    )
    expect(await find(store(), { sort: 'name' })).toEqual([4, 9, 3, 2, 6, 5, 8, 1, 7])
  })

  it('brings no more than asked for, and the count still tells all', async () => {
    await store().writeSessions(
      Array.from({ length: 120 }, (_, n) => makeUnlisted(n + 1, { session: ENDED(at(n)) })),
    )
    expect(await find(store(), {}, 1)).toEqual([120])
    expect(await find(store(), {}, 50)).toHaveLength(50)
    expect(await store().list({ ...NEWEST, limit: 0 })).toEqual([])
    expect(await store().list({ ...NEWEST, limit: 1_000 })).toHaveLength(120)
    expect(await store().count(NEWEST)).toBe(120)
    expect(await store().count({ ...NEWEST, result: undefined, text: undefined })).toBe(120)
    // Every page is the end of a longer list.
    const all = await find(store(), { sort: 'name' }, 99)
    expect(await find(store(), { sort: 'name' }, 60)).toEqual(all.slice(0, 60))
  })
})

const postgres = ENGINES.find(({ name }) => name === 'postgresql')

describe.skipIf(postgres?.missing !== false)('the order of names in a PostgreSQL with a language', () => {
  it('is that of SQLite', async () => {
    const place = await postgres?.createPlace()
    if (place?.address.engine !== 'postgresql') throw new Error('no PostgreSQL')
    const first = await createStore(place.address, EM_URL, OPENED_MS)
    await first.close()
    const url = new URL(place.address.url)
    const other = `${url.pathname.slice(1)}_icu`
    const { openDatabase } = await import('@/lib/store/open-database')
    const { db, close } = openDatabase(place.address)
    await sql`create database ${sql.ref(other)} template template0 locale_provider icu icu_locale 'en-US'`.execute(
      db,
    )
    url.pathname = `/${other}`
    const store = await createStore({ engine: 'postgresql', url: url.href }, EM_URL, OPENED_MS)
    try {
      const names = ['ab', 'a b', 'a-c', 'z', 'ä', '_']
      await store.writeSessions(names.map((name, n) => makeUnlisted(n + 1, { session: { name } })))
      const listed = await store.list({ sort: 'name', limit: 10 })
      expect(listed.map(({ session }) => session.name)).toEqual(['_', 'a b', 'a-c', 'ab', 'z', 'ä'])
    } finally {
      await store.close()
      await sql`drop database ${sql.ref(other)} with (force)`.execute(db)
      await close()
      await place.end()
    }
  })
})
