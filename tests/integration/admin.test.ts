import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { idOf, startMonitor, stopMonitors } from './monitor'
import { makeLink, open as openLink } from './share/sharing'
import { createPostgresDatabase, postgresUrl } from '../postgres'
import { tsxArguments } from '@/scripts/set-up.mjs'
import { listLinks, revokeLink } from '@/lib/cli/links'
import { openRecord } from '@/lib/store/open-record'
import { createStore } from '@/lib/store/create-store'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'failover-admin-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(stopMonitors)

type Said = { code: number; stdout: string; stderr: string }

/** `npm run admin -- …`, while this process goes on serving. */
async function admin(args: string[], env: Record<string, string>): Promise<Said> {
  const { PATH = '' } = process.env
  try {
    const said = await promisify(execFile)(process.execPath, tsxArguments('lib/cli/main.ts', ...args), {
      cwd: ROOT,
      env: { NODE_ENV: 'production', PATH, ...env },
    })
    return { code: 0, ...said }
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
      expect(recovery.target).toEqual({ rtoMs: 3_600_000, rpoMs: null })
    })
    const unknown = await admin(['target', '3f2504e0-4f89-11d3-9a0c-0305e82c3301', '--rto', '1h'], env)
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('knows no failover plan') })
    // The server has gone on recording all the while.
    expect((await monitor.runtime.health.read()).recording).toMatchObject({
      state: 'recording',
      problem: null,
    })
  })

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
