import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { describeOnEngines } from './engines'
import {
  at,
  DAY,
  ENDED,
  makePoint,
  makeTask,
  makeUnlisted,
  makeWrite,
  MINUTE,
  sessionId,
  START_MS,
  utc,
} from './samples'
import { compareRuns, RUN_SORTS } from '@/lib/failover/run-order'
import { toTotalsWindow } from '@/lib/failover/run-totals'
import { toListedRun, type ListedRun } from '@/lib/server/listed-run'
import { createRecordLists } from '@/lib/server/record-lists'
import { createRecordedFailures } from '@/lib/server/recorded-failures'
import { createScreenCodes, createToCode, parseScreenCode } from '@/lib/server/screen-codes'
import type { SessionSummary } from '@/lib/api/replies'
import type { RecordedSummary } from '@/lib/failover/recorded-session'
import { findRuns, listSessions, sessionListQuerySchema, toBounds } from '@/lib/server/session-list'
import { toRecordedSummary } from '@/lib/server/session-view'
import type { Store } from '@/lib/store/create-store'
import type { SessionWrite } from '@/lib/store/session-write'

const NAMES = ['beta', 'Alpha', 'alpha', 'ähre', '😀 plan', '\uFFFD odd', null, 'Zeta']
const RESULTS = ['Success', 'Warning', 'Failed', 'None']

/** Different in everything that runs are ordered by, with many equals and gaps; the same for every run of the test. */
function makeVaried(n: number, inEnterpriseManager: boolean): SessionWrite {
  const pick = <Item>(items: readonly Item[], step: number): Item | undefined =>
    items[(n * step) % items.length]
  const name = pick(NAMES, 3) ?? null
  const ended = ENDED(START_MS - ((n * 7) % 40) * DAY, 1 + ((n * 5) % 9), pick(RESULTS, 1))
  const tenant = pick(NAMES, 5) ?? null
  return makeWrite(n, {
    inEnterpriseManager,
    session: {
      ...ended,
      name,
      ...(n % 11 === 0 ? { creationTimeUtc: null } : {}),
      ...(n % 13 === 0 ? { endTimeUtc: null } : {}),
      // Ended before it began.
      ...(n % 17 === 0 ? { endTimeUtc: utc(START_MS - 50 * DAY) } : {}),
      backupServer: n % 4 === 0 ? null : { id: `s${n % 3}`, name: `vbr-${n % 3}` },
    },
    observedAtMs: START_MS + n * 1_000,
    plan: tenant === null ? null : { id: 'p', name },
    tenant: tenant === null ? null : { id: `t-${tenant}`, name: tenant },
    tasks: Array.from({ length: n % 5 }, (_, index) =>
      makeTask(index + 1, { state: 'Stopped', result: 'Success' }),
    ),
    points:
      n % 5 === 0
        ? []
        : [makePoint(1, { creationTimeUtc: utc(START_MS - 60 * DAY + ((n * 3) % 8) * MINUTE) })],
  })
}

const toSummary = (one: RecordedSummary): SessionSummary => ({
  ...toRecordedSummary(one, () => null),
  attempt: null,
})

/** What EM lists, as if it had come from there: half of them, by way of a record that has all. */
async function toListed(store: Store, ids: ReadonlySet<string>): Promise<ListedRun[]> {
  const all = await store.list({ sort: 'newest', limit: 1_000 })
  return all
    .filter((one) => ids.has(one.session.id))
    .map((one) => toListedRun(toSummary(one), { sortMs: one.sortMs }))
}

/** Nothing has come or left lately. */
const SETTLED = { without: [], mark: 1 }

describeOnEngines('pages over the list of EM and the record together', ({ store, sql: run }) => {
  it.each(RUN_SORTS)('show each run once and in order by %s', async (sort) => {
    const numbers = Array.from({ length: 173 }, (_, index) => index + 1)
    const listedIds = new Set(numbers.filter((n) => n % 3 === 0).map((n) => sessionId(n)))
    await store().writeSessions(numbers.map((n) => makeVaried(n, false)))
    const whole = (await store().list({ sort, limit: 1_000 })).map((one) =>
      toListedRun(toSummary(one), { sortMs: one.sortMs }),
    )
    // The database's order is ours.
    expect(whole.map(({ order }) => order.id)).toEqual(
      whole.toSorted((a, b) => compareRuns(sort)(a.order, b.order)).map(({ order }) => order.id),
    )
    const listed = await toListed(store(), listedIds)
    for (const id of listedIds) await run(sql`update sessions set in_em = 1 where id = ${id}`)
    await run(sql`update enterprise_managers set unlisted_sessions = ${numbers.length - listedIds.size}`)

    const lists = createRecordLists(
      { use: (query) => query(store()) },
      { toSummary, failures: createRecordedFailures(), codes, now: () => 0 },
    )
    const seen: string[] = []
    for (let page = 1; page <= 4; page += 1) {
      const query = sessionListQuerySchema.parse({ sort, page: String(page) })
      const found = findRuns(listed, query)
      const part = await lists.part(query, { found: found.length, nowMs: START_MS, sides: SETTLED })
      const reply = listSessions(found, query, part ?? undefined)
      expect(reply).toMatchObject({ page, pages: 4, total: 173 })
      seen.push(...reply.sessions.map(({ session }) => session.id))
    }
    expect(seen).toEqual(whole.map(({ order }) => order.id))
  })
})

describeOnEngines('what the list finds beside names', ({ store }) => {
  it('finds VMs by the names of their rows and of their points, as they are at the end', async () => {
    await store().writeSessions([
      makeUnlisted(1, {
        tasks: [makeTask(1, { vmName: 'SQL-Größe' }), makeTask(2, { vmName: null })],
        points: [makePoint(2, { vmDisplayName: 'Web_03' })],
      }),
    ])
    await store().writeSessions([
      makeUnlisted(1, { tasks: [makeTask(1, { vmName: 'sql-renamed' })], observedAtMs: at(5) }),
      makeUnlisted(2, { observedAtMs: at(5) }),
    ])
    const find = async (text: string) => {
      const asked = { sort: 'newest', text } as const
      const found = await store().list({ ...asked, limit: 9 })
      expect(await store().count(asked)).toBe(found.length)
      return found.map((one) => one.session.id)
    }
    expect(await find('SQL-RENAMED')).toEqual([sessionId(1)])
    expect(await find('größe')).toEqual([])
    expect(await find('web_03')).toEqual([sessionId(1)])
    expect(await find('webx03')).toEqual([])
    // A look at the head only leaves them as they are.
    await store().writeSessions([makeUnlisted(1, { observedAtMs: at(9) })])
    expect(await find('sql-renamed')).toEqual([sessionId(1)])
  })

  it('keeps the largest data loss window that is known, and none where a point is younger than the run', async () => {
    const tasks = [makeTask(1), makeTask(2), makeTask(3)]
    const point = (n: number, minutesBefore: number | null) =>
      makePoint(n, {
        creationTimeUtc: minutesBefore === null ? null : utc(START_MS - minutesBefore * MINUTE),
      })
    await store().writeSessions([
      makeUnlisted(1, { tasks, points: [point(1, 16), point(2, 46), point(3, null)] }),
      makeUnlisted(2, { tasks, points: [point(1, -5)] }),
      makeUnlisted(3, { tasks, points: [point(1, 0)] }),
    ])
    const found = await store().list({ sort: 'newest', limit: 9 })
    expect(Object.fromEntries(found.map((one) => [one.session.id, one.worstRpoMs]))).toEqual({
      [sessionId(1)]: 46 * MINUTE,
      [sessionId(2)]: null,
      [sessionId(3)]: 0,
    })
  })

  it('leaves runs out, and counts without them', async () => {
    await store().writeSessions([makeUnlisted(1), makeUnlisted(2), makeWrite(3)])
    const asked = { sort: 'newest', without: [sessionId(2), sessionId(3), sessionId(9)] } as const
    expect((await store().list({ ...asked, limit: 9 })).map((one) => one.session.id)).toEqual([sessionId(1)])
    expect(await store().count(asked)).toBe(1)
    expect(await store().count({ sort: 'newest', without: [] })).toBe(2)
    // Whatever else it is narrowed down by.
    expect(await store().count({ ...asked, text: 'plan' })).toBe(1)
  })

  it('leaves them out of totals and names too', async () => {
    await store().writeSessions([1, 2].map((n) => makeUnlisted(n, { session: ENDED(START_MS - MINUTE, 1) })))
    const without = [sessionId(2), sessionId(9)]
    const totals = await store().sum({ window: toTotalsWindow(START_MS), without })
    expect(totals.finishedToday).toBe(1)
    expect([...(await store().countFacets({ without })).backupServer.values()]).toEqual([1])
  })

  it('is read anew when a run has come or left, however short a time ago it was read', async () => {
    const lists = createRecordLists(
      { use: (read) => read(store()) },
      { toSummary, failures: createRecordedFailures(), codes, now: () => 0 },
    )
    const window = toTotalsWindow(START_MS)
    const read = async (sides: typeof SETTLED) => [
      await lists.count(sides),
      (await lists.totals(window, sides))?.finishedToday,
      (await lists.part(sessionListQuerySchema.parse({}), { found: 0, nowMs: START_MS, sides }))?.total,
      [...((await lists.facets(sides))?.backupServer.values() ?? [])],
    ]
    await store().writeSessions([makeUnlisted(1, { session: ENDED(START_MS - MINUTE, 1) })])
    expect(await read(SETTLED)).toEqual([1, 1, 1, [1]])
    await store().writeSessions([makeUnlisted(2, { session: ENDED(START_MS - MINUTE, 1) })])
    expect(await read({ ...SETTLED, mark: 2 })).toEqual([2, 2, 2, [2]])
  })

  it('names what failed and why, of each run so many rows at the most', async () => {
    const failed = (n: number) => makeTask(n, { result: ' failed', failureMessage: `no. ${n}` })
    const fine = makeTask(4, { state: 'Stopped', result: 'Success' })
    await store().writeSessions([
      makeUnlisted(1, { tasks: [failed(1), fine, failed(2), failed(3)] }),
      makeUnlisted(2, { tasks: [fine] }),
      makeUnlisted(3, { tasks: [failed(5)] }),
    ])
    const found = await store().readFailedRows({ ids: [1, 2, 3, 4].map((n) => sessionId(n)), most: 2 })
    expect(Object.fromEntries(found)).toEqual({
      [sessionId(1)]: [failed(1), failed(2)],
      [sessionId(3)]: [failed(5)],
    })
  })
})

describeOnEngines('what the record adds to the totals', ({ store }) => {
  const NOON = START_MS
  const window = toTotalsWindow(NOON)

  it('is what has ended in 30 days and EM no longer lists', async () => {
    const vms = [
      makeTask(1, { state: 'Stopped', result: 'Success', endTimeUtc: utc(NOON - 25 * MINUTE) }),
      makeTask(2, { state: 'Stopped', result: 'Failed', endTimeUtc: utc(NOON - 25 * MINUTE) }),
    ]
    const yesterday = vms.map((vm) => ({ ...vm, endTimeUtc: utc(NOON - DAY) }))
    await store().writeSessions([
      makeUnlisted(1, { session: ENDED(NOON - 30 * MINUTE), tasks: vms.slice(0, 1) }),
      makeUnlisted(2, { session: ENDED(NOON - DAY), tasks: yesterday }),
      makeUnlisted(3, { session: ENDED(NOON - 31 * DAY) }),
      makeUnlisted(4, { session: ENDED(NOON - 2 * DAY, 10, 'Warning') }),
      // Dropped before its end was seen: a VM of it had been started today, another the day before.
      makeUnlisted(5, {
        session: { state: 'Working' },
        tasks: [...vms.slice(0, 1), makeTask(2, { ...yesterday[0], vmName: 'b' })],
      }),
      makeWrite(6, { session: ENDED(NOON - 30 * MINUTE) }),
    ])
    await store().tagRun({ id: sessionId(4), kind: 'test', setBy: 'x', setAtMs: NOON })
    const totals = await store().sum({ window })
    expect(totals).toMatchObject({
      running: 0,
      needAttention: 1,
      finishedToday: 1,
      vmsFailedOverToday: 2,
      succeeded30: 1,
      ended30: 2,
    })
    expect(totals.days.at(-2)).toMatchObject({ failed: 1, succeeded: 0 })
  })

  it('are the names that occur, each with its runs', async () => {
    const tenant = { id: sessionId(902), name: 'Müller & Söhne' }
    await store().writeSessions([
      makeUnlisted(1, { session: { name: 'gold' }, plan: { id: 'p', name: 'Gold plan' }, tenant }),
      makeUnlisted(2, { session: { name: 'gold', backupServer: null }, tenant: null }),
      makeUnlisted(3, { session: { name: null }, plan: { id: 'p', name: 'Gold plan' }, tenant }),
      makeWrite(4, { tenant, plan: { id: 'p', name: 'Gold plan' } }),
    ])
    const facets = await store().countFacets()
    expect(Object.fromEntries(facets.tenant)).toEqual({ 'Müller & Söhne': 2 })
    expect(Object.fromEntries(facets.plan)).toEqual({ 'Gold plan': 2, gold: 1 })
    expect(Object.fromEntries(facets.backupServer)).toEqual({ 'sp-vbr-01.tech.local': 2 })
  })

  it('has the goals of all plans at once', async () => {
    await store().setPlanTarget({ planId: 'p1', rtoMs: 60_000, rpoMs: null, setBy: 'x', setAtMs: 1 })
    await store().setPlanTarget({ planId: 'p2', rtoMs: null, rpoMs: 120_000, setBy: 'x', setAtMs: 1 })
    expect(Object.fromEntries(await store().readPlanTargets())).toEqual({
      p1: { rtoMs: 60_000, rpoMs: null },
      p2: { rtoMs: null, rpoMs: 120_000 },
    })
  })
})

/** As a monitor with some key makes them. */
const codes = createScreenCodes(createToCode('key'))

describeOnEngines('what is found by its code on screens', ({ store }) => {
  const link = (id: string) => ({ id, name: `Name of ${id}` })
  const failed = (name: string | null) => ({ ...ENDED(START_MS - DAY, 10, 'Failed'), name })
  const runs = [
    makeUnlisted(1, { plan: link('plan-1'), tenant: link('tenant-1'), session: failed('gold') }),
    makeUnlisted(2, { plan: link('plan-2'), tenant: link('tenant-1'), session: failed('gold') }),
    makeUnlisted(3, { session: failed('gold') }),
    makeUnlisted(4, { session: failed(null) }),
    makeUnlisted(5, { plan: link('plan-2'), tenant: link('tenant-2'), session: failed(null) }),
    // Enterprise Manager lists it still.
    makeWrite(6, { plan: link('plan-1'), tenant: link('tenant-1'), session: failed('gold') }),
  ]
  const codesOf = (n: number) => {
    const run = runs.find(({ session }) => session.id === sessionId(n))
    if (run === undefined) throw new Error('no such run')
    return codes.of({ ...run.session, plan: run.plan, tenant: run.tenant })
  }

  it('is the runs of a plan, of a tenant, of a name without a plan, or one run, on page, by id and among the open ones', async () => {
    await store().writeSessions(runs)
    let reads = 0
    const lists = createRecordLists(
      {
        use(query) {
          const counted = {
            ...store(),
            listNames: (asked: { most: number }) => ((reads += 1), store().listNames(asked)),
          }
          return query(counted)
        },
      },
      { toSummary, failures: createRecordedFailures(), codes, now: () => 0 },
    )
    const find = async (q: string) => {
      const code = parseScreenCode(q)
      if (code === null) throw new Error(`${q} is no code`)
      const query = { ...sessionListQuerySchema.parse({ q }), code }
      const bounds = toBounds(query, START_MS)
      const part = await lists.part(query, { found: 0, nowMs: START_MS, sides: SETTLED })
      const ids = (part?.runs ?? []).map(({ order }) => order.id).toSorted()
      expect(part?.total).toBe(ids.length)
      const named = await lists.named(
        runs.map(({ session }) => session.id),
        query,
        bounds,
      )
      expect(
        [...(named ?? [])]
          .filter(([, run]) => run.fits)
          .map(([id]) => id)
          .toSorted(),
      ).toEqual(ids)
      const open = await lists.open({ ...query, attention: 'open' }, bounds, SETTLED)
      expect(open?.map(({ order }) => order.id).toSorted()).toEqual(ids)
      return ids
    }
    const of = (...numbers: number[]) => numbers.map((n) => sessionId(n))
    expect(await find(codesOf(1).plan)).toEqual(of(1))
    expect(await find(codesOf(2).plan.toLowerCase())).toEqual(of(2, 5))
    expect(await find(codesOf(1).tenant ?? '')).toEqual(of(1, 2))
    // A screen of chosen runs goes by the name where nothing proves the plan.
    expect(await find(codesOf(3).plan)).toEqual(of(1, 2, 3))
    expect(await find(codesOf(4).plan)).toEqual(of(4))
    const bare = (codesOf(5).tenant ?? '').slice('Tenant '.length)
    expect(await find(bare)).toEqual(of(5))
    expect(await find(`tenant ${bare}`)).toEqual(of(5))
    expect(await find(`plan ${bare}`)).toEqual([])
    // However often somebody asks.
    expect(reads).toBe(1)
    expect(await store().listNames({ most: 2 })).toHaveLength(2)
  })

  it('is as much as the text alone finds, where it is no code of the record', async () => {
    await store().writeSessions([makeUnlisted(1, { session: { name: 'ACDE' } }), makeUnlisted(2)])
    const lists = createRecordLists(
      { use: (read) => read(store()) },
      { toSummary, failures: createRecordedFailures(), codes, now: () => 0 },
    )
    const query = { ...sessionListQuerySchema.parse({ q: 'acde' }), code: { code: 'ACDE', of: null } }
    const part = await lists.part(query, { found: 0, nowMs: START_MS, sides: SETTLED })
    expect(part?.runs.map(({ order }) => order.id)).toEqual([sessionId(1)])
  })
})

describeOnEngines('what of the record needs somebody', ({ store }) => {
  const NOON = START_MS
  const query = (over: Record<string, string>) => sessionListQuerySchema.parse(over)

  it('is told run by run, narrowed down like the list, and by id whether it still fits', async () => {
    const failedVm = [makeTask(1, { state: 'Stopped', result: 'Failed', vmName: 'sql-01' })]
    await store().writeSessions([
      makeUnlisted(1, { session: ENDED(NOON - DAY, 10, 'Failed') }),
      makeUnlisted(2, { session: ENDED(NOON - 2 * DAY), tasks: failedVm }),
      makeUnlisted(3, { session: ENDED(NOON - 20 * DAY, 10, 'Failed') }),
      makeUnlisted(4, { session: ENDED(NOON - DAY) }),
      // EM dropped it before it was seen to end.
      makeUnlisted(5, { session: { state: 'Working' }, tasks: failedVm }),
      makeUnlisted(6, { session: { state: 'Working' } }),
      makeWrite(7, { session: ENDED(NOON - DAY, 10, 'Failed') }),
    ])
    const lists = createRecordLists(
      { use: (read) => read(store()) },
      { toSummary, failures: createRecordedFailures(), codes, now: () => NOON },
    )
    const open = async (asked: Record<string, string> | null) => {
      const found = await lists.open(asked && query(asked), toBounds(query(asked ?? {}), NOON), SETTLED)
      return found?.map(({ summary }) => summary.session.id).sort()
    }
    expect(await open(null)).toEqual([sessionId(1), sessionId(2), sessionId(5)])
    expect(await open({ attention: 'open', q: 'SQL-01' })).toEqual([sessionId(2), sessionId(5)])
    expect(await open({ attention: 'open', result: 'failed' })).toEqual([sessionId(1), sessionId(2)])

    const asked = query({ state: 'ended', result: 'failed', attention: 'open' })
    const ids = [sessionId(1), sessionId(3), sessionId(4), sessionId(9)]
    const named = await lists.named(ids, asked, toBounds(asked, NOON))
    expect(ids.map((id) => named?.get(id)?.fits)).toEqual([true, false, false, undefined])
    expect(named?.get(sessionId(4))?.run.summary.outcome).toEqual({ kind: 'ended', result: 'success' })
  })
})

describe('the record while it is away', () => {
  it('takes nothing from the list but itself, and is asked again', async () => {
    let isAway = true
    const lists = createRecordLists(
      {
        use: () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve(7 as never)), // safe: the count only
      },
      { toSummary, failures: createRecordedFailures(), codes, now: () => 0 },
    )
    const query = sessionListQuerySchema.parse({})
    expect(await lists.part(query, { found: 3, nowMs: START_MS, sides: SETTLED })).toBeNull()
    expect(await lists.count(SETTLED)).toBeNull()
    expect(await lists.totals(toTotalsWindow(START_MS), SETTLED)).toBeNull()
    await lists.settleTargets()
    expect(lists.targetOf('p')).toBeNull()
    isAway = false
    expect(await lists.count(SETTLED)).toBe(7)
  })
})
