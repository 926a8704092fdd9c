import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createCookieJar, type CookieJar } from './cookie-jar'
import { auditOf, call, serve } from './handlers'
import { countRequests, startMonitor, stopMonitors, type Monitor } from './monitor'
import { GET as me } from '@/app/api/auth/me/route'
import { POST as byEm } from '@/app/api/auth/sign-in/enterprise-manager/route'
import { POST as byLocal } from '@/app/api/auth/sign-in/local/route'
import { POST as signOut } from '@/app/api/auth/sign-out/route'
import { meReplySchema } from '@/lib/api/access-replies'
import type { ProblemReply } from '@/lib/api/problem'
import { createAccountCheck, type AccountCheck } from '@/lib/em/check-account'
import { IDLE_MS, LONGEST_MS } from '@/lib/auth/staff-sessions'
import { hashPassword } from '@/lib/auth/password'
import { startSimulator, type Simulator, type SimulatorOptions } from '@/simulator/start-simulator'

// Each test starts servers of its own; a busy machine takes seconds for that.
vi.setConfig({ testTimeout: 60_000 })

afterEach(stopMonitors)

async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ historySessions: 1, scenarios: ['clean'], ...options })
  onTestFinished(() => simulator.close())
  return simulator
}

const checkOf = (url: string, over: { certSha256?: string; timeoutMs?: number } = {}): AccountCheck =>
  createAccountCheck({ url, timeoutMs: 2_000, log: () => undefined, ...over })

const accepted = (role: string) => ({ kind: 'accepted', role })
const ANSWERS = [
  ['monitor', accepted('admin')],
  ['portal', accepted('operator')],
  ['operator', accepted('viewer')],
  ['sql', { kind: 'no_failover_right' }],
  ['tenant', { kind: 'no_failover_right' }],
] as const

describe('what Enterprise Manager says of an account', () => {
  it('is a role by what it may read, and no logon session is left behind', async () => {
    const simulator = await simulate()
    const check = checkOf(simulator.url)
    for (const [username, expected] of ANSWERS) {
      const answer = await check({ username, password: `${username}-secret` })
      expect(answer).toEqual({ ...expected, userName: expect.stringContaining(username) })
      expect(simulator.openLogons()).toBe(0)
    }
    expect(countRequests(simulator, 'DELETE', /logonSessions/)).toBe(5)
  })

  it('is a refusal for a wrong password and for nobody, asked once', async () => {
    const simulator = await simulate()
    const check = checkOf(simulator.url)
    expect(await check({ username: 'monitor', password: 'wrong' })).toEqual({ kind: 'refused' })
    expect(await check({ username: 'nobody', password: 'wrong' })).toEqual({ kind: 'refused' })
    expect(countRequests(simulator, 'POST', /sessionMngr/)).toBe(2)
    expect(countRequests(simulator, 'GET', /./)).toBe(0)
  })

  it('is no answer at all while it is down, slow, or in trouble: never a refusal', async () => {
    const simulator = await simulate()
    const check = checkOf(simulator.url, { timeoutMs: 500 })
    const account = { username: 'monitor', password: 'monitor-secret' }
    simulator.setFault({ kind: 'reset' })
    await expect(check(account)).rejects.toMatchObject({ name: 'ReadError', code: 'unreachable' })
    simulator.setFault({ kind: 'status', status: 503 })
    await expect(check(account)).rejects.toMatchObject({ name: 'ReadError', code: 'upstream_error' })
    simulator.setFault({ kind: 'hang' })
    await expect(check(account)).rejects.toMatchObject({ name: 'ReadError', code: 'timed_out' })
    await expect(checkOf('http://127.0.0.1:1')(account)).rejects.toMatchObject({ code: 'unreachable' })
    simulator.setFault(null)
    expect(await check(account)).toMatchObject({ kind: 'accepted' })
  })

  it('is asked only of the server with the pinned certificate; another gets no password', async () => {
    const simulator = await simulate({ httpsPort: 0 })
    const [url, sha256] = [simulator.httpsUrl ?? '', simulator.certificate?.sha256 ?? '']
    const account = { username: 'monitor', password: 'monitor-secret' }
    expect(await checkOf(url, { certSha256: sha256 })(account)).toMatchObject({ kind: 'accepted' })
    simulator.clearRequests()
    await expect(checkOf(url, { certSha256: 'ab'.repeat(32) })(account)).rejects.toMatchObject({
      code: 'tls_untrusted',
    })
    await expect(checkOf(url)(account)).rejects.toMatchObject({ code: 'tls_untrusted' })
    expect(simulator.requests()).toEqual([])
  })
})

type Way = 'enterprise-manager' | 'local'

function post(
  username: string,
  password: string,
  over: { way?: Way; jar?: CookieJar; address?: string } = {},
): Promise<Response> {
  const { way = 'enterprise-manager', ...rest } = over
  const body = { username, password }
  return call(way === 'local' ? byLocal : byEm, `/api/auth/sign-in/${way}`, { method: 'POST', body, ...rest })
}

const problemOf = async (reply: Response) => (await reply.json()) as ProblemReply // safe: an error reply
const who = (jar: CookieJar) => call(me, '/api/auth/me', { jar })
const logons = (monitor: Monitor): number => countRequests(monitor.simulator, 'POST', /sessionMngr/)
/** So that only sign-ins are counted after it. */
const ownLogon = (monitor: Monitor): Promise<void> =>
  vi.waitFor(() => expect(logons(monitor)).toBe(1), { timeout: 10_000 })

async function setUp(clock: { now?: () => number } = {}, env: Record<string, string> = {}): Promise<Monitor> {
  const monitor = await startMonitor({ scenarios: ['clean'] }, env, clock)
  serve(monitor)
  await vi.waitFor(() => expect(monitor.runtime.isRecordOpen()).toBe(true), { timeout: 10_000 })
  return monitor
}

describe('signing in', () => {
  it.each([
    ['monitor', 'admin'],
    ['portal', 'operator'],
    ['operator', 'viewer'],
  ])('%s is %s, until the sign-out', async (username, role) => {
    const monitor = await setUp()
    const jar = createCookieJar()
    const reply = await post(username, `${username}-secret`, { jar })
    expect(reply.status).toBe(204)
    expect(reply.headers.get('set-cookie')).toMatch(/^failover-staff=[\w-]{43}; .*HttpOnly; SameSite=Lax$/)
    expect(meReplySchema.parse(await (await who(jar)).json())).toMatchObject({
      role,
      person: { source: 'em' },
    })
    expect((await call(signOut, '/api/auth/sign-out', { method: 'POST', jar })).status).toBe(204)
    expect(jar.cookies.size).toBe(0)
    expect((await who(jar)).status).toBe(401)
    expect((await auditOf(monitor)).map(({ action }) => action)).toEqual(['sign_in', 'sign_out'])
  })

  it.each(['sql', 'tenant'])('%s is known to Enterprise Manager, but has no right here', async (username) => {
    const monitor = await setUp()
    const jar = createCookieJar()
    const reply = await post(username, `${username}-secret`, { jar })
    expect([reply.status, (await problemOf(reply)).code]).toEqual([403, 'no_failover_right'])
    expect(jar.cookies.size).toBe(0)
    expect((await auditOf(monitor)).map(({ action }) => action)).toEqual(['sign_in_refused'])
  })

  it('a token that was taken is no use after the sign-out, and no record holds it', async () => {
    const monitor = await setUp()
    const jar = createCookieJar()
    await post('portal', 'portal-secret', { jar })
    const taken = createCookieJar()
    for (const [name, value] of jar.cookies) taken.cookies.set(name, value)
    expect((await who(taken)).status).toBe(200)
    await call(signOut, '/api/auth/sign-out', { method: 'POST', jar })
    expect((await who(taken)).status).toBe(401)
    const written = JSON.stringify(await auditOf(monitor))
    expect(written).not.toContain([...taken.cookies.values()][0])
    expect(written).not.toContain('portal-secret')
  })

  it('ends after twelve idle hours, and after seven days at all', async () => {
    let atMs = Date.now()
    await setUp({ now: () => atMs })
    const [idle, used] = [createCookieJar(), createCookieJar()]
    await post('portal', 'portal-secret', { jar: idle })
    await post('portal', 'portal-secret', { jar: used })
    const beganMs = atMs
    atMs = beganMs + IDLE_MS - 1
    expect((await who(used)).status).toBe(200)
    atMs = beganMs + IDLE_MS
    expect([(await who(idle)).status, (await who(used)).status]).toEqual([401, 200])
    for (atMs = beganMs + IDLE_MS; atMs < beganMs + LONGEST_MS; atMs += IDLE_MS / 2)
      expect((await who(used)).status).toBe(200)
    atMs = beganMs + LONGEST_MS
    expect((await who(used)).status).toBe(401)
  })

  it('a hundred wrong passwords at once: Enterprise Manager is asked five times', async () => {
    // A busy machine must not make an answer of them that never came.
    const monitor = await setUp({}, { EM_TIMEOUT_MS: '15000' })
    await ownLogon(monitor)
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, n) => post('portal', `guess ${n}`, { address: `192.0.2.${n + 1}` })),
    )
    const count = (status: number) => replies.filter((reply) => reply.status === status).length
    expect([count(401), count(429)]).toEqual([5, 95])
    expect(logons(monitor)).toBe(1 + 5)
    const throttled = replies.find(({ status }) => status === 429)
    expect(Number(throttled?.headers.get('retry-after'))).toBeGreaterThan(800)
    // The right password waits too: nobody learns by it that it is right.
    expect((await post('PORTAL', 'portal-secret', { address: '198.51.100.9' })).status).toBe(429)
    expect((await post('HOST\\portal', 'portal-secret', { address: '198.51.100.9' })).status).toBe(429)
    // Others go on.
    expect((await post('operator', 'operator-secret')).status).toBe(204)
    // What was typed stands nowhere: it may be a password.
    expect(JSON.stringify(await auditOf(monitor))).not.toMatch(/guess|portal/i)
  })

  it('while Enterprise Manager is down no attempt counts, and the reply says since when', async () => {
    const monitor = await setUp()
    await ownLogon(monitor)
    monitor.simulator.setFault({ kind: 'reset' })
    await vi.waitFor(
      async () => {
        const problem = await problemOf(await post('operator', 'operator-secret', { address: '192.0.2.99' }))
        expect(problem).toMatchObject({ code: 'unreachable', sinceUtc: expect.stringMatching(/Z$/) })
      },
      { timeout: 10_000, interval: 500 },
    )
    for (let n = 0; n < 7; n += 1) {
      const reply = await post('portal', 'portal-secret')
      expect([reply.status, (await problemOf(reply)).code]).toEqual([502, 'unreachable'])
    }
    monitor.simulator.setFault(null)
    expect((await post('portal', 'portal-secret')).status).toBe(204)
  })

  it('an answer that never comes counts: Enterprise Manager may have counted it too', async () => {
    const monitor = await setUp()
    monitor.simulator.setFault({ kind: 'hang' })
    const codes: string[] = []
    for (let n = 0; n < 6; n += 1) codes.push((await problemOf(await post('portal', 'x'))).code)
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'timed_out'), 'too_many_requests'])
  })

  it.each([
    ['a colon in the name', { username: 'a:b', password: 'x' }],
    ['no name', { username: ' ', password: 'x' }],
    ['no password', { username: 'a', password: '' }],
    ['a line break', { username: 'a\nb', password: 'x' }],
    ['something more', { username: 'a', password: 'x', role: 'admin' }],
    ['no text', { username: ['a'], password: { $ne: '' } }],
  ])('%s is refused before anybody is asked', async (_what, body) => {
    const monitor = await setUp()
    for (const handler of [byEm, byLocal]) {
      const reply = await call(handler, '/x', { method: 'POST', body })
      expect(reply.status).toBe(400)
    }
    expect(await auditOf(monitor)).toEqual([])
  })

  it('another page cannot sign anybody in or out', async () => {
    await setUp()
    const body = { username: 'portal', password: 'portal-secret' }
    for (const [handler, more] of [
      [byEm, { body }],
      [byLocal, { body }],
      [signOut, {}],
    ] as const) {
      for (const origin of ['https://evil.example', 'null', 'http://monitor.example']) {
        const reply = await call(handler, '/x', { method: 'POST', headers: { origin }, ...more })
        expect([reply.status, (await problemOf(reply)).code]).toEqual([403, 'foreign_origin'])
      }
    }
  })
})

describe('bad days', () => {
  it('Enterprise Manager is down: who is signed in goes on, and a local account gets in', async () => {
    const monitor = await setUp()
    const jar = createCookieJar()
    await post('portal', 'portal-secret', { jar })
    const passwordHash = await hashPassword('correct horse battery')
    await monitor.runtime.door.use((store) =>
      store.setLocalAccount({ subject: 'night', role: 'admin', passwordHash, atMs: Date.now() }),
    )
    monitor.simulator.setFault({ kind: 'reset' })
    expect((await who(jar)).status).toBe(200)
    const local = createCookieJar()
    expect((await post('Night', 'correct horse battery', { way: 'local', jar: local })).status).toBe(204)
    expect(await (await who(local)).json()).toMatchObject({ role: 'admin', person: { source: 'local' } })
    // A name that nobody has is answered alike.
    const wrong = await post('night', 'guess 0', { way: 'local' })
    expect(wrong.status).toBe(401)
    expect(await problemOf(await post('nobody', 'guess 0', { way: 'local' }))).toEqual(await problemOf(wrong))
    // Guessing at it is counted, by a name of its own.
    for (let n = 1; n < 5; n += 1)
      expect((await post('night', `guess ${n}`, { way: 'local' })).status).toBe(401)
    expect((await post('night', 'correct horse battery', { way: 'local' })).status).toBe(429)
    monitor.simulator.setFault(null)
    expect((await post('night', 'x')).status).toBe(401)
  })

  it('the record is away: who was seen stays, others get in by Enterprise Manager’s word, and are written down later', async () => {
    const monitor = await setUp()
    const [seen, unseen] = [createCookieJar(), createCookieJar()]
    await post('portal', 'portal-secret', { jar: seen })
    await post('operator', 'operator-secret', { jar: unseen })
    expect((await who(seen)).status).toBe(200)
    // A folder where the file was: it can neither be opened nor made anew.
    const file = join(monitor.dataDir, 'failover-monitor.db')
    renameSync(file, `${file}.away`)
    mkdirSync(file)
    await vi.waitFor(() => expect(monitor.runtime.isRecordOpen()).toBe(false), { timeout: 15_000 })
    expect((await who(seen)).status).toBe(200)
    const old = await who(unseen)
    expect([old.status, (await problemOf(old)).code]).toEqual([503, 'record_unavailable'])
    const local = await post('night', 'correct horse battery', { way: 'local' })
    expect([local.status, (await problemOf(local)).code]).toEqual([503, 'record_unavailable'])

    // Mistakes are counted without it too, and who gets in has the role that Enterprise Manager gives.
    const asked = (): number => monitor.simulator.requests().filter(({ method }) => method === 'POST').length
    const before = asked()
    for (let n = 0; n < 5; n += 1) expect((await post('sql', `guess ${n}`)).status).toBe(401)
    expect((await post('sql', 'guess 5')).status).toBe(429)
    expect(asked() - before).toBe(5)
    const [stays, leaves] = [createCookieJar(), createCookieJar()]
    for (const jar of [stays, leaves])
      expect((await post('operator', 'operator-secret', { jar })).status).toBe(204)
    expect(await (await who(stays)).json()).toMatchObject({ role: 'viewer', person: { source: 'em' } })
    await call(signOut, '/api/auth/sign-out', { method: 'POST', jar: leaves })
    expect((await who(leaves)).status).toBe(401)

    // An admin's word, which could not be read meanwhile, counts as soon as it can.
    rmSync(file, { recursive: true })
    renameSync(`${file}.away`, file)
    await vi.waitFor(() => expect(monitor.runtime.isRecordOpen()).toBe(true), { timeout: 40_000 })
    await vi.waitFor(
      async () => {
        expect((await who(stays)).status).toBe(200)
        const people = await monitor.runtime.door.use((store) => store.listPeople())
        const operator = people.find(({ subject }) => subject.endsWith('operator'))
        const { seenAfterMs, nowMs } = { seenAfterMs: 0, nowMs: Date.now() }
        const all = await monitor.runtime.door.use((store) => store.listStaffSessions({ nowMs, seenAfterMs }))
        // The one of before the record went away, and the one of meanwhile.
        expect(all.filter(({ personId }) => personId === operator?.id)).toHaveLength(2)
      },
      { timeout: 15_000, interval: 500 },
    )
  }, 90_000)
})
