import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeOnEngines } from './engines'
import { makeShareLink } from './share-samples'
import {
  at,
  DAY,
  ENDED,
  makeFullWrite,
  makeTasks,
  makeUnlisted,
  makeWrite,
  PLAN,
  pointId,
  SERVER,
  sessionId,
  START_MS,
} from './samples'
import type { Store } from '@/lib/store/create-store'

const OTHER_URL = 'https://other.example:9398'
const NEWEST = { sort: 'newest' } as const

/** A row in every table that is about who may see what. @param name makes its secrets its own */
async function fillAccess(of: Store, name: string): Promise<void> {
  const by = { by: 'a', atMs: 1 }
  const person = await of.notePerson({ source: 'em', subject: 'a', name: 'A', role: 'viewer', atMs: 1 })
  await of.addFilter({ personId: person.id, name: 'a', query: '', pinned: true, atMs: 1 })
  await of.createStaffSession({
    personNo: person.no,
    tokenHash: `staff ${name}`,
    atMs: 1,
    expiresAtMs: 2,
    address: null,
    client: null,
  })
  await of.beginAttempt(
    { accountHash: 'a', addressHash: 'b', atMs: 1 },
    { windowMs: 10, perAccount: 5, perAddress: 5 },
  )
  const id = await of.createShareLink(makeShareLink(1, { tokenHash: `link ${name}` }), by)
  const link = await of.findShareLink(id)
  if (link === null) throw new Error('the link is not there')
  await of.writeShareUpdate(link.no, { author: 'a', writtenBy: 'a', text: 'a', atMs: 1 })
  await of.noteShareView(link.no, { viewer: 'a', client: 'a', atMs: 1, opened: 1 })
  await of.setProviderProfile({
    name: 'a',
    tagline: null,
    contact: null,
    accent: null,
    logo: null,
    setMs: 1,
    setBy: 'a',
  })
  for (const code of ['approved', 'open']) {
    const pairing = {
      codeHash: `${code} ${name}`,
      tokenHash: `screen ${code} ${name}`,
      oldTokenHash: null,
      addressHash: 'a',
      client: 'a',
      atMs: 1,
      expiresAtMs: 1_000,
    }
    await of.openPairing(pairing, { perAddress: 10, inAll: 10, keepEndedMs: 1_000 })
  }
  const screen = await of.approveScreen({
    codeHash: `approved ${name}`,
    name: 'a',
    scope: '{"kind":"all"}',
    ...by,
  })
  await of.askScreen({
    id: `command ${name}`,
    screenId: screen?.id ?? '',
    kind: 'identify',
    text: null,
    askedAtMs: 1,
    askedBy: 'a',
    expiresAtMs: 2,
    doneAtMs: null,
  })
}

describeOnEngines('two Enterprise Managers in one database', ({ store, open, dump, sql: run }) => {
  it('never see each other, although their sessions have the same ids', async () => {
    const other = await open(OTHER_URL)
    const ids = [1, 2, 3, 4, 5]
    await store().writeSessions(ids.map((n) => makeFullWrite(n)))
    await store().writeSessions([makeUnlisted(6, { session: ENDED(START_MS - DAY) })])
    await store().setPlanTarget({ planId: PLAN.id, rtoMs: 1, rpoMs: 2, setBy: 'a', setAtMs: 1 })
    await store().keepReport(sessionId(1), { sha256: 'a', json: '{}', final: true, asOfMs: 1, keptAtMs: 1 })
    await store().writeList({ observedAtMs: at(9), goneIds: [sessionId(1)] })

    const run_ = {
      id: sessionId(9),
      name: PLAN.name ?? '',
      backupServerId: SERVER.id,
      planId: null,
      kind: null,
    }
    const seesNothing = async () => {
      expect(await other.readSession(sessionId(1))).toBeNull()
      expect(await other.readListed()).toBeNull()
      expect(await other.list({ ...NEWEST, limit: 10 })).toEqual([])
      expect(await other.count(NEWEST)).toBe(0)
      expect(await other.count({ ...NEWEST, text: '' })).toBe(0)
      expect(await other.readHistory(sessionId(1))).toBeNull()
      expect(await other.readEarlierRuns({ ...run_, startedAtMs: at(99_999) })).toEqual([])
      expect(await other.readPointUses(pointId(1))).toEqual([])
      expect(await other.readPlanTarget(PLAN.id)).toBeNull()
      expect(await other.findReport(sessionId(1), 'a')).toBeNull()
      expect(await other.countSessions()).toBe(0)
    }
    await seesNothing()

    const before = await dump()
    const writesNothing = async () => {
      expect(
        await other.keepReport(sessionId(1), { sha256: 'b', json: '', final: true, asOfMs: 1, keptAtMs: 1 }),
      ).toBe(false)
      await other.setPlanTarget({ planId: PLAN.id, rtoMs: null, rpoMs: null, setBy: 'b', setAtMs: 2 })
      expect(await other.thin({ fullDays: 1, minuteDays: 1 }, START_MS * 2)).toEqual({ thinned: 0 })
    }
    await writesNothing()
    expect(await dump()).toEqual(before)
    await other.writeList({ observedAtMs: at(99), goneIds: ids.map(sessionId) })
    expect((await store().readListed())?.sessions).toHaveLength(4)
    expect(await store().count(NEWEST)).toBe(2)
  })

  it('keep records of their own of one session', async () => {
    const other = await open(OTHER_URL)
    await store().writeSessions([makeWrite(1, { tasks: makeTasks(2), sample: { progress: 1 } })])
    await other.writeSessions([
      makeUnlisted(1, { session: { name: 'other' }, tasks: makeTasks(5), sample: { progress: 2 } }),
    ])
    expect((await store().readSession(sessionId(1)))?.session.tasks).toHaveLength(2)
    expect((await other.readSession(sessionId(1)))?.session).toMatchObject({ name: 'other' })
    expect((await store().readHistory(sessionId(1)))?.samples).toMatchObject([{ progress: 1 }])
    expect([await store().count(NEWEST), await other.count(NEWEST)]).toEqual([0, 1])
    expect(await store().readPointUses(pointId(5))).toEqual([])
    expect(await store().check()).toEqual([])
  })

  it('are told apart by their address, and one address stays one', async () => {
    const same = await open()
    await same.writeSessions([makeWrite(1)])
    expect(await store().countSessions()).toBe(1)
    expect(await run(sql`select url from enterprise_managers`)).toHaveLength(1)
  })

  it('are named by every row', async () => {
    const other = await open(OTHER_URL)
    const fill = async (of: typeof other, name: string) => {
      await of.writeSessions([makeFullWrite(1)])
      await of.setPlanTarget({ planId: PLAN.id, rtoMs: 1, rpoMs: 2, setBy: 'a', setAtMs: 1 })
      await of.keepReport(sessionId(1), { sha256: 'a', json: '{}', final: true, asOfMs: 1, keptAtMs: 1 })
      await fillAccess(of, name)
      const said = { id: sessionId(1), by: 'a', atMs: 1 }
      const failure = { key: null, vmName: null, startUtc: null, message: null }
      await of.acknowledge({ ...said, failures: [failure], reason: 'a' })
      await of.recordFinalisation({ ...said, outcome: 'undone', note: null, seenAtMs: null })
      const [link] = await of.listShareLinks()
      const linkNo = link?.no ?? 0
      await of.writeRunNote({ ...said, text: 'a', publish: [{ linkNo, author: '' }] })
      const joined = [1, 2].map((n) => ({ sessionId: sessionId(n), startMs: n }))
      await of.joinAttempts(joined, { by: 'a', atMs: 1 })
      await of.declineAttempts(sessionId(3), [sessionId(4)], { by: 'a', atMs: 1 })
    }
    await fill(store(), 'ours')
    await fill(other, 'theirs')
    const { enterprise_managers: managers = [], ...tables } = await dump()
    const ids = managers.map((row) => Number(row['id'])).sort((a, b) => a - b)
    expect(ids).toHaveLength(2)
    for (const [table, rows] of Object.entries(tables)) {
      const named = new Set(rows.map((row) => row['em_id']))
      expect([table, [...named].map(Number).sort((a, b) => a - b)]).toEqual([table, ids])
    }
  })
})

describeOnEngines('the schema', ({ engine, sql: run }) => {
  it('names the Enterprise Manager in every table of ours, always', async () => {
    const columns =
      engine === 'sqlite'
        ? await run<{ table: string; column: string; required: number }>(
            sql`select m.name as "table", c.name as "column", c."notnull" as required
              from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'`,
          )
        : await run<{ table: string; column: string; required: number }>(
            sql`select table_name as "table", column_name as "column",
                case is_nullable when 'NO' then 1 else 0 end as required
              from information_schema.columns where table_schema = 'public'`,
          )
    const ours = new Map<string, boolean>()
    for (const { table, column, required } of columns) {
      if (/^(kysely_|sqlite_|libsql_)/.test(table)) continue
      ours.set(table, ours.get(table) === true || (column === 'em_id' && required === 1))
    }
    expect([...ours.keys()].sort()).toEqual([
      'acknowledgements',
      'attempt_declines',
      'attempt_runs',
      'audit_events',
      'enterprise_managers',
      'finalisations',
      'gaps',
      'people',
      'plan_targets',
      'provider_profiles',
      'replica_points',
      'reports',
      'run_note_updates',
      'run_notes',
      'saved_filters',
      'screen_commands',
      'screen_pairings',
      'screens',
      'session_samples',
      'sessions',
      'share_aliases',
      'share_links',
      'share_runs',
      'share_tokens',
      'share_updates',
      'share_views',
      'sign_in_attempts',
      'staff_sessions',
      'task_samples',
      'task_sessions',
      'transitions',
    ])
    expect([...ours].filter(([, named]) => !named)).toEqual([['enterprise_managers', false]])
  })
})
