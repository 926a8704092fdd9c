import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { createCookieJar, type CookieJar } from './cookie-jar'
import { auditOf, call, serve } from './handlers'
import { idOf, startMonitor, stopMonitors } from './monitor'
import { makeLink, open as openLink } from './share/sharing'
import { createPostgresDatabase, postgresUrl } from '../postgres'
import { GET as me } from '@/app/api/auth/me/route'
import { POST as signInLocally } from '@/app/api/auth/sign-in/local/route'
import { meReplySchema } from '@/lib/api/access-replies'
import { tsxArguments } from '@/scripts/set-up.mjs'
import { describeScreens, withdrawScreen } from '@/lib/cli/screens'
import { listLinks, revokeLink } from '@/lib/cli/links'
import { openRecord } from '@/lib/store/open-record'
import { createStore } from '@/lib/store/create-store'
import { openDatabase } from '@/lib/store/open-database'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'failover-admin-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(stopMonitors)
// Each command is a program of its own; on a busy machine starting one takes seconds.
vi.setConfig({ testTimeout: 120_000 })

type Said = { code: number; stdout: string; stderr: string }

/** `npm run admin -- …`, while this process goes on serving. */
async function admin(args: string[], env: Record<string, string>, typed = ''): Promise<Said> {
  const { PATH = '' } = process.env
  try {
    const running = promisify(execFile)(process.execPath, tsxArguments('lib/cli/main.ts', ...args), {
      cwd: ROOT,
      env: { NODE_ENV: 'production', PATH, ...env },
    })
    running.child.stdin?.end(typed)
    return { code: 0, ...(await running) }
  } catch (error) {
    const { code, stdout, stderr } = error as Said // safe: execFile rejects with what the program said
    return { code, stdout, stderr }
  }
}

const eventually = (check: () => Promise<void> | void): Promise<void> =>
  vi.waitFor(check, { timeout: 15_000, interval: 50 })

describe('the admin program beside a running server', () => {
  it('backs up, checks and sets targets, and the copy opens as a record', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 60 })
    const id = idOf(monitor, 'clean')
    const env = { DATA_DIR: monitor.dataDir }
    let planId = ''
    await eventually(async () => {
      const { session } = await monitor.runtime.sessions.read(id)
      planId = session.plan?.id ?? ''
      expect((await monitor.runtime.history.read(id)).samples.length).toBeGreaterThan(3)
      expect(planId).not.toBe('')
    })

    expect(await admin(['check'], env)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('is whole'),
    })
    const file = join(folder, 'copy.db')
    expect(await admin(['backup', file], env)).toMatchObject({ code: 0, stderr: '' })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(existsSync(`${file}-wal`)).toBe(false)
    const again = await admin(['backup', file], env)
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('exists already') })

    const copy = await createStore({ engine: 'sqlite', path: file }, monitor.simulator.url, Date.now())
    expect((await copy.readHistory(id))?.samples.length).toBeGreaterThan(3)
    expect(await copy.check()).toEqual([])
    await copy.close()

    expect((await admin(['target'], env)).stdout).toContain(`${planId}  RTO none  RPO none`)
    const set = await admin(['target', planId.toUpperCase(), '--rto', '60m', '--rpo', '4h'], env)
    expect(set.stdout).toContain('RTO 60 min, RPO 240 min')
    const changed = await admin(['target', planId, '--rpo', 'none'], env)
    expect(changed.stdout).toContain('RTO 60 min, RPO none')
    await eventually(async () => {
      const { recovery } = await monitor.runtime.sessions.read(id)
      expect(recovery.target).toMatchObject({ rtoMs: 3_600_000, rpoMs: null, setBy: 'admin program' })
    })
    const noted = await monitor.runtime.door.use((store) =>
      store.listAudit({ action: 'target_set', limit: 9 }),
    )
    expect(noted.map(({ actor, object, detail }) => [actor.kind, object?.id, detail['rpoMs']])).toEqual([
      ['command_line', planId, null],
      ['command_line', planId, 4 * 3_600_000],
    ])
    const unknown = await admin(['target', '3f2504e0-4f89-11d3-9a0c-0305e82c3301', '--rto', '1h'], env)
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('knows no failover plan') })
    // The server has gone on recording all the while.
    expect((await monitor.runtime.health.read()).recording).toMatchObject({
      state: 'recording',
      problem: null,
    })
  })

  it(
    'lists screens, and withdraws one so that its very next request is refused',
    { timeout: 60_000 },
    async () => {
      const { runtime, dataDir } = await startMonitor({ scenarios: [] })
      await runtime.opened
      // Beside the server, as the program itself would.
      const { db, close } = openDatabase({ engine: 'sqlite', path: join(dataDir, 'failover-monitor.db') })
      expect(await describeScreens(db)).toContain('knows no screen')
      const client = { address: '192.0.2.1', kept: null, name: 'Firefox on Linux' }
      const { reply, setCookie } = await runtime.screenAccess.pair(new Headers(), client)
      const device = new Headers({ cookie: setCookie.split(';')[0] ?? '' })
      const principal = {
        kind: 'staff',
        role: 'operator',
        personId: 'p',
        name: 'Zoë',
        source: 'em',
        staffSessionId: 's',
      } as const
      const { id } = await runtime.screenAccess.approve(
        reply.code,
        { name: 'Control room', scope: { kind: 'all' } },
        { principal, client },
      )
      expect((await runtime.screenAccess.screenOf(device, client)).principal.name).toBe('Control room')
      await eventually(async () => {
        expect(await describeScreens(db)).toMatch(
          /^[0-9a-f-]{36} {2}last contact \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC {2}all failovers {2}Control room$/,
        )
      })
      const withdrawn = await admin(['screens', '--revoke', id.toUpperCase()], { DATA_DIR: dataDir })
      expect(withdrawn).toMatchObject({ code: 0, stdout: expect.stringContaining('is withdrawn') })
      await expect(runtime.screenAccess.screenOf(device, client)).rejects.toMatchObject({
        code: 'screen_revoked',
      })
      expect(await describeScreens(db)).toContain('by admin program')
      expect(await withdrawScreen(db, id, Date.now())).toContain('was withdrawn before')
      await expect(withdrawScreen(db, 'nobody', Date.now())).rejects.toThrow('knows no screen nobody')
      const [event, ...earlier] = await runtime.door.use((store) => store.listAudit({ limit: 10 }))
      expect(event).toMatchObject({
        action: 'screen_revoked',
        actor: { kind: 'command_line' },
        object: { kind: 'screen', id, name: 'Control room' },
      })
      expect(earlier.map(({ action }) => action)).toEqual(['screen_approved'])
      await close()
    },
  )
  it('lists share links and withdraws one, which the server knows at once', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    await monitor.runtime.opened
    const record = await openRecord({ engine: 'sqlite', path: join(monitor.dataDir, 'failover-monitor.db') })
    const list = () => listLinks(record.db, Date.now())
    expect(await list()).toContain('Nobody has made a share link yet')
    const { id, token } = await makeLink(monitor, 'clean')
    expect(await openLink(monitor, token)).toMatchObject({ kind: 'open' })
    expect(await list()).toMatch(
      new RegExp(`^${id} {2}active {3}ends \\S+Z {2}Harbour Legal {2}Failover of your servers$`),
    )
    const revoked = await admin(['links', '--revoke', id.toUpperCase()], { DATA_DIR: monitor.dataDir })
    expect(revoked).toMatchObject({ code: 0, stdout: expect.stringContaining('revoked') })
    expect(await openLink(monitor, token)).toMatchObject({ kind: 'revoked' })
    expect(await revokeLink(record.db, id, Date.now())).toContain('was revoked before')
    expect(await list()).toContain(`${id}  revoked`)
    await expect(revokeLink(record.db, 'nobody-made-it', Date.now())).rejects.toThrow(
      'There is no share link',
    )
    await record.close()
    const asked = { limit: 9, action: 'link_revoked' }
    const events = await monitor.runtime.door.use((store) => store.listAudit(asked))
    expect(events).toMatchObject([{ actor: { kind: 'command_line' }, object: { id } }])
  })

  it('lists share links and withdraws one, which the server knows at once', { timeout: 60_000 }, async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    await monitor.runtime.opened
    const record = await openRecord({ engine: 'sqlite', path: join(monitor.dataDir, 'failover-monitor.db') })
    const list = () => listLinks(record.db, Date.now())
    expect(await list()).toContain('Nobody has made a share link yet')
    const { id, token } = await makeLink(monitor, 'clean')
    expect(await openLink(monitor, token)).toMatchObject({ kind: 'open' })
    await eventually(async () => {
      expect(await list()).toMatch(
        new RegExp(`^${id} {2}active {3}ends \\S+Z {2}Harbour Legal {2}Failover of your servers$`),
      )
    })
    const revoked = await admin(['links', '--revoke', id.toUpperCase()], { DATA_DIR: monitor.dataDir })
    expect(revoked).toMatchObject({ code: 0, stdout: expect.stringContaining('revoked') })
    expect(await openLink(monitor, token)).toMatchObject({ kind: 'revoked' })
    expect(await revokeLink(record.db, id, Date.now())).toContain('was revoked before')
    expect(await list()).toContain(`${id}  revoked`)
    await expect(revokeLink(record.db, 'nobody-made-it', Date.now())).rejects.toThrow(
      'There is no share link',
    )
    await record.close()
    const asked = { limit: 9, action: 'link_revoked' }
    const events = await monitor.runtime.door.use((store) => store.listAudit(asked))
    expect(events).toMatchObject([{ actor: { kind: 'command_line' }, object: { id } }])
  })

  it('says what is wrong where there is no record, or a damaged one, and makes none', async () => {
    const empty = join(folder, 'empty')
    mkdirSync(empty)
    const none = await admin(['check'], { DATA_DIR: empty })
    expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no record at') })
    expect(existsSync(join(empty, 'failover-monitor.db'))).toBe(false)
    writeFileSync(join(empty, 'failover-monitor.db'), 'no database '.repeat(100))
    const damaged = await admin(['check'], { DATA_DIR: empty })
    expect(damaged).toMatchObject({ code: 1, stderr: expect.stringContaining('is damaged') })
    expect(damaged.stderr).not.toContain('    at ')
    const wrong = await admin(['check'], { DATABASE_URL: 'mysql://root:secret@localhost/x' })
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('DATABASE_URL') })
    expect(wrong.stderr).not.toContain('secret')
  })

  const hasDump = spawnSync('pg_dump', ['--version']).status === 0
  it.skipIf(postgresUrl() === null || !hasDump)('backs up PostgreSQL by pg_dump', async () => {
    const database = await createPostgresDatabase()
    const store = await createStore({ engine: 'postgresql', url: database.url }, 'https://em.example', 1)
    await store.close()
    const file = join(folder, 'copy.dump')
    const env = { DATABASE_URL: database.url }
    expect(await admin(['check'], env)).toMatchObject({ code: 0 })
    expect(await admin(['backup', file], env)).toMatchObject({ code: 0, stderr: '' })
    expect(spawnSync('pg_restore', ['--list', file], { encoding: 'utf8' }).stdout).toContain('task_sessions')
    await database.drop()
  })
})

describe('local accounts, made beside a running server', () => {
  const PASSWORD = 'correct horse battery'
  const signIn = async (username: string, password: string): Promise<string | null> => {
    const jar = createCookieJar()
    const body = { username, password }
    const reply = await call(signInLocally, '/api/auth/sign-in/local', { method: 'POST', body, jar })
    if (reply.status === 401) return null
    expect(reply.status).toBe(204)
    const { role } = meReplySchema.parse(await (await call(me, '/api/auth/me', { jar })).json())
    signedIn.push(jar)
    return role
  }
  const signedIn: CookieJar[] = []
  const isStillIn = async (jar: CookieJar | undefined): Promise<boolean> =>
    (await call(me, '/api/auth/me', { ...(jar && { jar }) })).status === 200

  it('sign in while Enterprise Manager is down, change, and go again', async () => {
    const monitor = await startMonitor({ scenarios: [] })
    serve(monitor)
    await eventually(() => expect(monitor.runtime.isRecordOpen()).toBe(true))
    monitor.simulator.setFault({ kind: 'reset' })
    const env = { DATA_DIR: monitor.dataDir }
    expect((await admin(['accounts'], env)).stdout).toBe('There is no local account.\n')

    const short = await admin(['account', 'root', '--role', 'admin'], env, 'too short\n')
    expect(short).toMatchObject({ code: 1, stderr: expect.stringContaining('12 or more') })
    const made = await admin(['account', ' Root ', '--role', 'admin'], env, `${PASSWORD}\n`)
    expect(made).toMatchObject({ code: 0, stderr: '' })
    expect(made.stdout).toContain('The local account root may sign in')
    expect(await signIn('ROOT', PASSWORD)).toBe('admin')
    expect(await signIn('root', 'not the password')).toBeNull()
    expect((await admin(['accounts'], env)).stdout).toMatch(/^root {2}admin {2}last signed in: 20/)

    const file = join(folder, 'password')
    writeFileSync(file, 'another long password\n')
    const changed = await admin(['account', 'root', '--role', 'viewer', '--password-file', file], env)
    expect(changed.code).toBe(0)
    // Whoever signed in by the old password is out at the next request.
    expect(await isStillIn(signedIn[0])).toBe(false)
    expect(await signIn('root', PASSWORD)).toBeNull()
    expect(await signIn('root', 'another long password')).toBe('viewer')

    expect((await admin(['account', 'root', '--remove'], env)).stdout).toContain('is gone')
    expect(await isStillIn(signedIn[1])).toBe(false)
    expect(await signIn('root', 'another long password')).toBeNull()
    const again = await admin(['account', 'root', '--remove'], env)
    expect(again).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no local account root'),
    })
    const byHand = (await auditOf(monitor)).filter(({ actor }) => actor.kind === 'command_line')
    expect(byHand.map(({ action, object, detail }) => [action, object?.id, detail])).toEqual([
      ['local_account_set', 'root', { role: 'admin' }],
      ['local_account_set', 'root', { role: 'viewer' }],
      ['local_account_removed', 'root', {}],
    ])
    expect(JSON.stringify(byHand)).not.toContain(PASSWORD)
  })

  it('belong to one Enterprise Manager, which has to be named if the record holds several', async () => {
    const path = join(folder, 'two.db')
    const env = { DATABASE_URL: `file:${path}` }
    const one = await createStore({ engine: 'sqlite', path }, 'https://one.example:9398', Date.now())
    const two = await createStore({ engine: 'sqlite', path }, 'https://two.example:9398', Date.now())
    const unclear = await admin(['account', 'root', '--role', 'admin'], env, PASSWORD)
    expect(unclear.code).toBe(1)
    expect(unclear.stderr).toMatch(/--em.*\n {2}https:\/\/one\.example:9398\n {2}https:\/\/two/)
    const unknown = await admin(['accounts', '--em', 'https://three.example'], env)
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('https://three.example') })
    const to = ['--em', 'https://TWO.example:9398/']
    expect((await admin(['account', 'root', '--role', 'operator', ...to], env, PASSWORD)).code).toBe(0)
    expect(await one.findLocalAccount('root')).toBeNull()
    expect(await two.findLocalAccount('root')).toMatchObject({ person: { foundRole: 'operator' } })
    await one.close()
    await two.close()
  })
})
