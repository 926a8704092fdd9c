import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createCookieJar, type CookieJar } from './cookie-jar'
import { auditOf, call, serve } from './handlers'
import { startMonitor, stopMonitors, type Monitor } from './monitor'
import { GET as me } from '@/app/api/auth/me/route'
import { POST as signInByEm } from '@/app/api/auth/sign-in/enterprise-manager/route'
import { PATCH as patchPerson } from '@/app/api/people/[personId]/route'
import { DELETE as deleteAll } from '@/app/api/people/[personId]/sessions/route'
import { GET as getPeople } from '@/app/api/people/route'
import { DELETE as deleteOne } from '@/app/api/people/sessions/[signInId]/route'
import { GET as getSessions } from '@/app/api/sessions/route'
import { meReplySchema, peopleReplySchema, type PersonReply } from '@/lib/api/access-replies'
import type { ProblemReply } from '@/lib/api/problem'

// Each test starts servers of its own; a busy machine takes seconds for that.
vi.setConfig({ testTimeout: 60_000 })

afterEach(stopMonitors)

const ACCOUNTS = [
  { username: 'monitor', password: 'monitor-secret', role: 'administrator' },
  { username: 'second', password: 'second-secret', role: 'administrator' },
  { username: 'portal', password: 'portal-secret', role: 'portal-user' },
  { username: 'operator', password: 'operator-secret', role: 'restore-operator' },
] as const

async function setUp(): Promise<Monitor> {
  const monitor = await startMonitor({ scenarios: ['clean'], accounts: [...ACCOUNTS] })
  serve(monitor)
  return monitor
}

async function signIn(username: string): Promise<CookieJar> {
  const jar = createCookieJar()
  const body = { username, password: `${username}-secret` }
  const reply = await call(signInByEm, '/api/auth/sign-in/enterprise-manager', { method: 'POST', body, jar })
  expect(reply.status).toBe(204)
  return jar
}

async function peopleSeenBy(jar: CookieJar): Promise<Record<string, PersonReply>> {
  const reply = await call(getPeople, '/api/people', { jar })
  expect(reply.status).toBe(200)
  const { people } = peopleReplySchema.parse(await reply.json())
  return Object.fromEntries(people.map((person) => [person.name.replace(/^.*\\/, ''), person]))
}

const personOf = async (jar: CookieJar, name: string): Promise<PersonReply> => {
  const person = (await peopleSeenBy(jar))[name]
  if (!person) throw new Error(`no ${name}`)
  return person
}

const setRole = (jar: CookieJar, personId: string, role: unknown): Promise<Response> =>
  call(patchPerson, `/api/people/${personId}`, {
    method: 'PATCH',
    params: { personId },
    body: { setRole: role },
    jar,
  })
const endAll = (jar: CookieJar, personId: string): Promise<Response> =>
  call(deleteAll, `/api/people/${personId}/sessions`, { method: 'DELETE', params: { personId }, jar })
const endOne = (jar: CookieJar, signInId: string): Promise<Response> =>
  call(deleteOne, `/api/people/sessions/${signInId}`, { method: 'DELETE', params: { signInId }, jar })

const codeOf = async (reply: Response): Promise<string> => ((await reply.json()) as ProblemReply).code // safe: an error reply
const statusOf = async (jar: CookieJar): Promise<number> => (await call(me, '/api/auth/me', { jar })).status
const roleOf = async (jar: CookieJar): Promise<string> =>
  meReplySchema.parse(await (await call(me, '/api/auth/me', { jar })).json()).role

describe('people, as an administrator sees them', () => {
  it('stand there with source, roles and sign-ins in force, of which one is the asker’s', async () => {
    await setUp()
    const admin = await signIn('monitor')
    await signIn('portal')
    await signIn('portal')
    const people = await peopleSeenBy(admin)
    expect(Object.keys(people).sort()).toEqual(['monitor', 'portal'])
    expect(people['monitor']).toMatchObject({ role: 'admin', isYou: true, source: 'em' })
    expect(people['monitor']?.signIns).toMatchObject([{ isThis: true }])
    expect(people['portal']).toMatchObject({
      role: 'operator',
      foundRole: 'operator',
      setRole: null,
      isYou: false,
    })
    expect(people['portal']?.signIns).toHaveLength(2)
    // Coarse: browser and system, and the network of the address.
    expect(people['portal']?.signIns[0]).toMatchObject({
      client: 'Firefox on Linux',
      address: '192.0.2.0/24',
      isThis: false,
    })
  })

  it('are nobody else’s business', async () => {
    await setUp()
    const [admin, operator, viewer] = [
      await signIn('monitor'),
      await signIn('portal'),
      await signIn('operator'),
    ]
    const { id, signIns } = await personOf(admin, 'monitor')
    for (const [jar, status, code] of [
      [operator, 403, 'not_allowed'],
      [viewer, 403, 'not_allowed'],
      [createCookieJar(), 401, 'signed_out'],
    ] as const) {
      const replies = [
        await call(getPeople, '/api/people', { jar }),
        await setRole(jar, id, 'none'),
        await endAll(jar, id),
        await endOne(jar, signIns[0]?.id ?? ''),
      ]
      expect(replies.map((reply) => reply.status)).toEqual([status, status, status, status])
      for (const reply of replies) expect(await codeOf(reply)).toBe(code)
    }
    expect(await statusOf(admin)).toBe(200)
  })
})

describe('a role that is set', () => {
  it('holds at the very next request, up and down, and is told with name and time', async () => {
    const monitor = await setUp()
    const [admin, viewer] = [await signIn('monitor'), await signIn('operator')]
    const { id } = await personOf(admin, 'operator')
    expect(await roleOf(viewer)).toBe('viewer')
    expect((await setRole(admin, id, 'admin')).status).toBe(204)
    expect(await roleOf(viewer)).toBe('admin')
    expect((await call(getPeople, '/api/people', { jar: viewer })).status).toBe(200)
    expect((await setRole(admin, id, 'operator')).status).toBe(204)
    expect((await call(getPeople, '/api/people', { jar: viewer })).status).toBe(403)
    expect(await personOf(admin, 'operator')).toMatchObject({
      role: 'operator',
      setRole: 'operator',
      foundRole: 'viewer',
      setBy: expect.stringMatching(/monitor$/),
    })
    expect((await setRole(admin, id, null)).status).toBe(204)
    expect(await roleOf(viewer)).toBe('viewer')
    const events = (await auditOf(monitor)).filter(({ action }) => action === 'role_set')
    expect(events.map(({ detail }) => [detail['before'], detail['after']])).toEqual([
      ['viewer', 'admin'],
      ['admin', 'operator'],
      ['operator', 'viewer'],
    ])
    expect(events[0]).toMatchObject({
      actor: { kind: 'staff', name: expect.stringMatching(/monitor$/) },
      address: '192.0.2.0/24',
      object: { kind: 'person', id },
    })
  })

  it('outlives the next sign-in, whatever Enterprise Manager says', async () => {
    await setUp()
    const admin = await signIn('monitor')
    await signIn('operator')
    const { id } = await personOf(admin, 'operator')
    await setRole(admin, id, 'operator')
    expect(await roleOf(await signIn('operator'))).toBe('operator')
  })

  it('“no access” ends every sign-in, lets nobody in, and old cookies stay dead when it is taken back', async () => {
    await setUp()
    const [admin, one, other] = [await signIn('monitor'), await signIn('portal'), await signIn('portal')]
    const { id } = await personOf(admin, 'portal')
    expect((await setRole(admin, id, 'none')).status).toBe(204)
    expect([await statusOf(one), await statusOf(other)]).toEqual([401, 401])
    const body = { username: 'portal', password: 'portal-secret' }
    const again = await call(signInByEm, '/x', { method: 'POST', body })
    expect(again.status).toBe(403)
    expect(await codeOf(again)).toBe('no_failover_right')
    await setRole(admin, id, null)
    expect(await statusOf(one)).toBe(401)
    expect(await roleOf(await signIn('portal'))).toBe('operator')
  })

  it('is not one’s own to lower, and the last administrator stays one', async () => {
    const monitor = await setUp()
    const admin = await signIn('monitor')
    const own = await personOf(admin, 'monitor')
    for (const role of ['viewer', 'operator', 'none']) {
      const refused = await setRole(admin, own.id, role)
      expect(refused.status).toBe(409)
      expect(await codeOf(refused)).toBe('conflict')
    }
    // Saying the same once more is no lowering.
    expect((await setRole(admin, own.id, 'admin')).status).toBe(204)
    expect((await setRole(admin, own.id, null)).status).toBe(204)
    expect(await roleOf(admin)).toBe('admin')
    expect((await auditOf(monitor)).filter(({ action }) => action === 'role_set')).toHaveLength(2)
  })

  it('two administrators who lower each other at the same moment: one of them stays', async () => {
    await setUp()
    const [one, other] = [await signIn('monitor'), await signIn('second')]
    const [a, b] = [await personOf(one, 'monitor'), await personOf(one, 'second')]
    const replies = await Promise.all([setRole(one, b.id, 'viewer'), setRole(other, a.id, 'viewer')])
    expect(replies.map(({ status }) => status).sort((x, y) => x - y)).toEqual([204, 409])
    expect([await roleOf(one), await roleOf(other)].sort()).toEqual(['admin', 'viewer'])
  })

  it('is refused for nobody, for no role, and from another page', async () => {
    await setUp()
    const admin = await signIn('monitor')
    await signIn('portal')
    const { id } = await personOf(admin, 'portal')
    expect(await codeOf(await setRole(admin, randomUUID(), 'viewer'))).toBe('not_there')
    expect(await codeOf(await setRole(admin, 'hello', 'viewer'))).toBe('bad_request')
    expect(await codeOf(await setRole(admin, id, 'root'))).toBe('bad_request')
    const foreign = await call(patchPerson, `/api/people/${id}`, {
      method: 'PATCH',
      params: { personId: id },
      body: { setRole: 'admin' },
      jar: admin,
      headers: { origin: 'https://evil.example' },
    })
    expect(await codeOf(foreign)).toBe('foreign_origin')
    expect(await personOf(admin, 'portal')).toMatchObject({ setRole: null })
  })
})

describe('a sign-in that is ended', () => {
  it('is refused at the very next request; others of the person go on', async () => {
    const monitor = await setUp()
    const [admin, one, other] = [await signIn('monitor'), await signIn('portal'), await signIn('portal')]
    // Seen, and so remembered for the day the record is away.
    expect([await statusOf(one), await statusOf(other)]).toEqual([200, 200])
    const { signIns } = await personOf(admin, 'portal')
    expect((await endOne(admin, signIns[0]?.id ?? '')).status).toBe(204)
    const after = [await statusOf(one), await statusOf(other)].sort((x, y) => x - y)
    expect(after).toEqual([200, 401])
    const again = await endOne(admin, signIns[0]?.id ?? '')
    expect([again.status, await codeOf(again)]).toEqual([404, 'not_there'])
    expect((await auditOf(monitor)).at(-1)).toMatchObject({
      action: 'session_ended',
      object: { kind: 'person', name: expect.stringMatching(/portal$/) },
      detail: { ended: 1 },
    })
  })

  it('all of a person at once; of oneself all but this one', async () => {
    const monitor = await setUp()
    const [admin, elsewhere] = [await signIn('monitor'), await signIn('monitor')]
    const portal = [await signIn('portal'), await signIn('portal'), await signIn('portal')]
    const ended = await endAll(admin, (await personOf(admin, 'portal')).id)
    expect(await ended.json()).toEqual({ ended: 3 })
    for (const jar of portal) expect((await call(getSessions, '/api/sessions', { jar })).status).toBe(401)
    expect(await (await endAll(admin, (await personOf(admin, 'monitor')).id)).json()).toEqual({ ended: 1 })
    expect([await statusOf(admin), await statusOf(elsewhere)]).toEqual([200, 401])
    const { id } = await personOf(admin, 'portal')
    expect(await (await endAll(admin, id)).json()).toEqual({ ended: 0 })
    expect((await auditOf(monitor)).filter(({ action }) => action === 'session_ended')).toHaveLength(2)
    expect(await codeOf(await endAll(admin, randomUUID()))).toBe('not_there')
  })
})
