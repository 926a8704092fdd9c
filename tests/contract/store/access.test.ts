import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { describeOnEngines } from './engines'
import { at, MINUTE } from './samples'
import type { Store } from '@/lib/store/create-store'
import { roleOf, type Person } from '@/lib/store/people'

const OTHER_URL = 'https://other.example:9398'

const vera = { source: 'em', subject: 'host\\vera', name: 'HOST\\Vera', role: 'viewer' } as const
const LIMITS = { windowMs: 15 * MINUTE, perAccount: 5, perAddress: 20 }

const open = (store: Store, person: Person, tokenHash: string, atMs: number, expiresAtMs = atMs + 60_000) =>
  store.createStaffSession({
    personNo: person.no,
    tokenHash,
    atMs,
    expiresAtMs,
    address: '192.0.2.0/24',
    client: 'Firefox on Linux',
  })

describe('the role that counts', () => {
  it.each([
    [null, null, null],
    ['viewer', null, 'viewer'],
    ['viewer', 'admin', 'admin'],
    ['admin', 'viewer', 'viewer'],
    ['admin', 'none', null],
    [null, 'operator', 'operator'],
  ] as const)('found %s, set %s: %s', (foundRole, setRole, role) => {
    expect(roleOf({ foundRole, setRole })).toBe(role)
  })
})

describeOnEngines('people', ({ store, open: openOther }) => {
  it('are noted once per source and subject; name, role and time are those of the newest sign-in', async () => {
    const first = await store().notePerson({ ...vera, atMs: at(1) })
    expect(first).toMatchObject({
      name: 'HOST\\Vera',
      foundRole: 'viewer',
      setRole: null,
      createdAtMs: at(1),
    })
    const again = await store().notePerson({ ...vera, name: 'Vera', role: null, atMs: at(2) })
    expect(again).toEqual({ ...first, name: 'Vera', foundRole: null, signedInAtMs: at(2) })
    // The same subject of another source is somebody else.
    const other = await store().notePerson({ ...vera, source: 'oidc', atMs: at(3) })
    expect(other.id).not.toBe(first.id)
    expect(await store().listPeople()).toEqual([other, again])
  })

  it('keep what an administrator has set, whatever the source says later', async () => {
    const { id } = await store().notePerson({ ...vera, atMs: at(1) })
    const set = await store().setPersonRole(id, { role: 'operator', by: 'Zoë', atMs: at(2) })
    expect(set).toMatchObject({ setRole: 'operator', setBy: 'Zoë', setAtMs: at(2), foundRole: 'viewer' })
    const later = await store().notePerson({ ...vera, role: 'admin', atMs: at(3) })
    expect(later).toMatchObject({ foundRole: 'admin', setRole: 'operator', setBy: 'Zoë' })
    expect(await store().setPersonRole(id, { role: null, by: 'Zoë', atMs: at(4) })).toMatchObject({
      setRole: null,
    })
    expect(await store().setPersonRole('nobody', { role: 'none', by: 'Zoë', atMs: at(4) })).toBeNull()
  })

  it('may have any name: NUL is replaced', async () => {
    const strange = { source: 'oidc', role: null, atMs: at(1) } as const
    expect(await store().notePerson({ ...strange, subject: 'a', name: 'a\0b🏢' })).toMatchObject({
      name: 'a\uFFFDb🏢',
    })
  })

  it('of another Enterprise Manager are not there, nor can they be changed from there', async () => {
    const other = await openOther(OTHER_URL)
    const person = await store().notePerson({ ...vera, atMs: at(1) })
    await open(store(), person, 'hash', at(1))
    expect(await other.listPeople()).toEqual([])
    expect(await other.setPersonRole(person.id, { role: 'none', by: 'x', atMs: at(2) })).toBeNull()
    expect(await other.findStaffSession('hash')).toBeNull()
    expect(await other.endSessionsOfPerson(person.id)).toBe(0)
    expect(await other.listStaffSessions({ nowMs: at(2), seenAfterMs: 0 })).toEqual([])
    expect((await store().findStaffSession('hash'))?.role).toBe('viewer')
    // Their own person of that name is another one.
    expect((await other.notePerson({ ...vera, role: 'admin', atMs: at(2) })).id).not.toBe(person.id)
    expect(await store().listPeople()).toEqual([person])
  })

  it('who never signed in stand last, on every engine', async () => {
    await store().setLocalAccount({ subject: 'spare', role: 'admin', passwordHash: 'h', atMs: at(9) })
    await store().notePerson({ ...vera, atMs: at(1) })
    expect((await store().listPeople()).map(({ subject }) => subject)).toEqual([vera.subject, 'spare'])
  })
})

describeOnEngines('sign-ins of staff', ({ store, counts, sql: run }) => {
  it('are found by the hash of their token alone, with the role as it is now', async () => {
    const person = await store().notePerson({ ...vera, atMs: at(1) })
    const id = await open(store(), person, 'hash-1', at(1))
    expect(await store().findStaffSession('hash-1')).toEqual({
      person,
      role: 'viewer',
      session: {
        id,
        createdAtMs: at(1),
        seenAtMs: at(1),
        expiresAtMs: at(61),
        address: '192.0.2.0/24',
        client: 'Firefox on Linux',
      },
    })
    expect(await store().findStaffSession('hash-2')).toBeNull()
    await store().setPersonRole(person.id, { role: 'none', by: 'Zoë', atMs: at(2) })
    expect((await store().findStaffSession('hash-1'))?.role).toBeNull()
    await store().touchStaffSession(id, at(30))
    expect((await store().findStaffSession('hash-1'))?.session.seenAtMs).toBe(at(30))
  })

  it('end one by one, all of a person, or all but one; an end is told once', async () => {
    const [one, other] = [
      await store().notePerson({ ...vera, atMs: at(1) }),
      await store().notePerson({ ...vera, subject: 'other', name: 'Other', atMs: at(1) }),
    ]
    const ids = [
      await open(store(), one, 'a', at(1)),
      await open(store(), one, 'b', at(2)),
      await open(store(), one, 'c', at(3)),
    ]
    await open(store(), other, 'd', at(4))
    expect(await store().endStaffSession(ids[0] ?? '')).toEqual({ personId: one.id, personName: one.name })
    expect(await store().endStaffSession(ids[0] ?? '')).toBeNull()
    expect(await store().endSessionsOfPerson(one.id, ids[1])).toBe(1)
    expect(await store().findStaffSession('b')).not.toBeNull()
    expect(await store().endSessionsOfPerson(one.id)).toBe(1)
    expect(await store().endSessionsOfPerson(one.id)).toBe(0)
    expect(await counts()).toMatchObject({ staff_sessions: 1, people: 2 })
  })

  it('are listed while they are in force, newest use first, and pruned after', async () => {
    const person = await store().notePerson({ ...vera, atMs: at(1) })
    await open(store(), person, 'old', at(1), at(50))
    await open(store(), person, 'idle', at(2), at(900))
    const used = await open(store(), person, 'used', at(3), at(900))
    await store().touchStaffSession(used, at(80))
    const list = (nowMs: number, seenAfterMs: number) => store().listStaffSessions({ nowMs, seenAfterMs })
    expect((await list(at(49), 0)).map(({ seenAtMs }) => seenAtMs)).toEqual([at(80), at(2), at(1)])
    expect((await list(at(50), 0)).map(({ personId }) => personId)).toEqual([person.id, person.id])
    expect((await list(at(90), at(10))).map(({ id }) => id)).toEqual([used])
    await store().pruneStaffSessions({ nowMs: at(90), seenBeforeMs: at(10) })
    expect(await counts()).toMatchObject({ staff_sessions: 1 })
    expect(await store().findStaffSession('used')).not.toBeNull()
  })

  it('hold no token twice', async () => {
    const person = await store().notePerson({ ...vera, atMs: at(1) })
    await open(store(), person, 'same', at(1))
    await expect(open(store(), person, 'same', at(2))).rejects.toThrow(/./)
    expect(await run(sql`select token_hash from staff_sessions`)).toEqual([{ token_hash: 'same' }])
  })
})

describeOnEngines('attempts to sign in', ({ store, counts, open: openOther }) => {
  const begin = (account: string, seconds: number, address = 'home') =>
    store().beginAttempt({ accountHash: account, addressHash: address, atMs: at(seconds) }, LIMITS)

  it('five of one account, then none until the oldest is a quarter of an hour old', async () => {
    for (let n = 0; n < 5; n += 1) expect(await begin('vera', n)).toHaveProperty('no')
    expect(await begin('vera', 10)).toEqual({ retryAtMs: at(0) + LIMITS.windowMs, of: 'account' })
    // What is not begun does not count, or the pause would never end.
    expect(await counts()).toMatchObject({ sign_in_attempts: 5 })
    expect(await begin('other', 10)).toHaveProperty('no')
    expect(await begin('vera', 15 * 60 - 0.001)).toHaveProperty('retryAtMs')
    expect(await begin('vera', 15 * 60)).toHaveProperty('no')
    expect(await begin('vera', 15 * 60)).toEqual({ retryAtMs: at(1) + LIMITS.windowMs, of: 'account' })
  })

  it('twenty from one address, whatever names it tries', async () => {
    for (let n = 0; n < 20; n += 1) expect(await begin(`name-${n}`, n)).toHaveProperty('no')
    expect(await begin('name-21', 30)).toEqual({ retryAtMs: at(0) + LIMITS.windowMs, of: 'address' })
    expect(await begin('name-21', 30, 'elsewhere')).toHaveProperty('no')
  })

  it('that were none are taken back, one or all of an account', async () => {
    const first = await begin('vera', 1)
    for (let n = 2; n <= 5; n += 1) await begin('vera', n)
    await begin('other', 5)
    await store().forgetAttempt('no' in first ? first.no : -1)
    expect(await begin('vera', 6)).toHaveProperty('no')
    expect(await begin('vera', 7)).toHaveProperty('retryAtMs')
    await store().forgetAttemptsOf('vera')
    expect(await counts()).toMatchObject({ sign_in_attempts: 1 })
    expect(await begin('vera', 8)).toHaveProperty('no')
  })

  it('that a clock set far ahead has left behind shut nobody out for longer', async () => {
    for (let n = 0; n < 5; n += 1) await begin('vera', 3_600 + n)
    expect(await begin('vera', 0)).toHaveProperty('no')
  })

  it('of another Enterprise Manager are its own', async () => {
    for (let n = 0; n < 5; n += 1) await begin('vera', n)
    const other = await openOther(OTHER_URL)
    const attempt = { accountHash: 'vera', addressHash: 'home', atMs: at(6) }
    expect(await other.beginAttempt(attempt, LIMITS)).toHaveProperty('no')
    await other.forgetAttemptsOf('vera')
    expect(await begin('vera', 7)).toHaveProperty('retryAtMs')
  })
})

describeOnEngines('local accounts', ({ store, counts, open: openOther }) => {
  const set = (passwordHash: string, role: 'admin' | 'viewer' = 'admin', seconds = 1) =>
    store().setLocalAccount({ subject: 'root', role, passwordHash, atMs: at(seconds) })

  it('are made and changed; a change ends what was signed in by the old password, and what an admin had set', async () => {
    await set('first')
    const found = await store().findLocalAccount('root')
    expect(found).toMatchObject({ passwordHash: 'first', person: { foundRole: 'admin', signedInAtMs: null } })
    const person = found?.person
    if (!person) throw new Error('no account')
    await open(store(), person, 'a', at(2))
    await store().setPersonRole(person.id, { role: 'none', by: 'Zoë', atMs: at(2) })
    await set('second', 'viewer', 3)
    expect(await store().findLocalAccount('root')).toMatchObject({
      passwordHash: 'second',
      person: { id: person.id, foundRole: 'viewer', setRole: null },
    })
    expect(await counts()).toMatchObject({ people: 1, staff_sessions: 0 })
  })

  it('that are removed sign nobody in and are no administrators, but stay by name', async () => {
    await set('first')
    const person = (await store().findLocalAccount('root'))?.person
    if (!person) throw new Error('no account')
    await store().setPersonRole(person.id, { role: 'admin', by: 'Zoë', atMs: at(2) })
    await open(store(), person, 'a', at(2))
    expect(await store().removeLocalAccount('root')).toBe(true)
    expect(await store().removeLocalAccount('root')).toBe(false)
    expect(await store().findLocalAccount('root')).toBeNull()
    expect(await counts()).toMatchObject({ people: 1, staff_sessions: 0 })
    const [left] = await store().listPeople()
    expect(left && roleOf(left)).toBeNull()
    await set('again')
    expect((await store().findLocalAccount('root'))?.person.id).toBe(person.id)
  })

  it('are not there for another Enterprise Manager, nor for an account of the same name', async () => {
    await set('first')
    const other = await openOther(OTHER_URL)
    expect(await other.findLocalAccount('root')).toBeNull()
    expect(await other.removeLocalAccount('root')).toBe(false)
    await store().notePerson({ source: 'em', subject: 'root', name: 'root', role: 'viewer', atMs: at(1) })
    expect((await store().findLocalAccount('root'))?.person.source).toBe('local')
  })
})

describeOnEngines('the audit', ({ store, open: openOther, sql: run, engine }) => {
  const note = (seconds: number, name: string) =>
    store().appendAudit({
      atMs: at(seconds),
      actor: { kind: 'staff', id: `id-${name}`, name },
      address: '192.0.2.0/24',
      action: name === 'Zoë' ? 'role_set' : 'sign_in',
      object: { kind: 'person', id: 'p1', name: 'a\0b' },
      detail: { before: 'viewer', after: 'admin', n: 1, yes: true, nothing: null },
    })

  it('is read newest first, in pages, by action and by actor', async () => {
    for (const [seconds, name] of [
      [1, 'Zoë'],
      [2, 'Ann'],
      [3, 'Zoë'],
    ] as const)
      await note(seconds, name)
    const all = await store().listAudit({ limit: 100 })
    expect(all.map(({ atMs }) => atMs)).toEqual([at(3), at(2), at(1)])
    expect(all[0]).toMatchObject({
      actor: { kind: 'staff', id: 'id-Zoë', name: 'Zoë' },
      address: '192.0.2.0/24',
      action: 'role_set',
      object: { kind: 'person', id: 'p1', name: 'a\uFFFDb' },
      detail: { before: 'viewer', after: 'admin', n: 1, yes: true, nothing: null },
    })
    const [first] = await store().listAudit({ limit: 1 })
    expect(first).toEqual(all[0])
    expect(await store().listAudit({ limit: 100, before: first?.no })).toEqual(all.slice(1))
    expect(await store().listAudit({ limit: 100, action: 'sign_in' })).toEqual([all[1]])
    expect(await store().listAudit({ limit: 100, actor: 'id-Zoë' })).toEqual([all[0], all[2]])
    expect(await (await openOther(OTHER_URL)).listAudit({ limit: 100 })).toEqual([])
  })

  it('cannot be changed or shortened, by any statement', async () => {
    await note(9, 'Ann')
    const before = await store().listAudit({ limit: 100 })
    const append = /append-only/
    await expect(run(sql`update audit_events set actor_name = 'Nobody'`)).rejects.toThrow(append)
    await expect(run(sql`update audit_events set detail = '{}' where no = 1`)).rejects.toThrow(append)
    await expect(run(sql`delete from audit_events`)).rejects.toThrow(append)
    await expect(run(sql`delete from audit_events where at_ms = ${at(9)}`)).rejects.toThrow(append)
    const replacing =
      engine === 'postgresql'
        ? sql`truncate audit_events`
        : sql`insert or replace into audit_events (no, em_id, at_ms, actor_kind, action, detail)
              select no, em_id, at_ms, 'system', action, '{}' from audit_events`
    await expect(run(replacing)).rejects.toThrow(append)
    expect(await store().listAudit({ limit: 100 })).toEqual(before)
    await note(10, 'Ann')
    expect(await store().listAudit({ limit: 100 })).toHaveLength(before.length + 1)
  })
})
