import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { idOf, startMonitor, stopMonitors } from '../monitor'
import { makeLink, open, OPERATOR_AT_DESK, pageOf, TENANT } from './sharing'
import { mintToken } from '@/lib/auth/token'
import { openDatabase } from '@/lib/store/open-database'

afterEach(stopMonitors)

const eventually = (check: () => Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 10_000, interval: 50 })

describe('while Enterprise Manager is away', () => {
  it('a link goes on with what was seen last, and says how old it is', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 60 })
    const { token } = await makeLink(monitor, 'clean')
    const before = await pageOf(monitor, token)
    monitor.simulator.setFault({ kind: 'reset' })
    await eventually(async () => {
      const { reply, ageMs } = await pageOf(monitor, token)
      expect(['late', 'stale']).toContain(reply.freshness.level)
      expect(ageMs).toBeGreaterThan(500)
      expect(reply.counts.total).toBeGreaterThanOrEqual(before.reply.counts.total)
      expect(JSON.stringify(reply)).not.toMatch(/problem|127\.0\.0\.1|ECONN/)
    })
    expect(await monitor.runtime.shares.statusOf(token, new Headers())).toBe(200)
  })

  it('a link shows what the record holds after a restart', async () => {
    const monitor = await startMonitor({ scenarios: ['finished'] })
    const { id, token } = await makeLink(monitor, 'finished')
    const before = await pageOf(monitor, token)
    await eventually(async () => {
      expect((await monitor.runtime.shareLinks.read(id)).runs[0]?.name).not.toBeNull()
    })
    monitor.simulator.setFault({ kind: 'reset' })
    await monitor.restart()
    expect(await monitor.runtime.shares.statusOf(token, new Headers())).toBe(200)
    const { reply } = await pageOf(monitor, token)
    expect(reply.counts).toEqual(before.reply.counts)
    expect(reply.servers).toEqual(before.reply.servers)
  })

  it('a link whose run was never seen says that it cannot be shown now', async () => {
    const monitor = await startMonitor({ scenarios: [], historySessions: 0 })
    monitor.simulator.setFault({ kind: 'reset' })
    const token = await makeUnseenLink(monitor)
    expect(await open(monitor, token)).toEqual({
      kind: 'unavailable',
      language: 'es',
      contact: { providerName: 'Su proveedor', contact: null },
    })
    expect(await monitor.runtime.shares.statusOf(token, new Headers())).toBe(503)
  })
})

it('a link whose run neither Enterprise Manager nor the record knows says that it is gone', async () => {
  const monitor = await startMonitor({ scenarios: [], historySessions: 0 })
  const token = await makeUnseenLink(monitor)
  expect(await open(monitor, token)).toMatchObject({ kind: 'gone', language: 'es' })
  expect(await monitor.runtime.shares.statusOf(token, new Headers())).toBe(410)
})

it('a link shows a run that only the record knows', async () => {
  const monitor = await startMonitor({ scenarios: ['finished'] })
  const { id, token } = await makeLink(monitor, 'finished')
  await eventually(async () => {
    expect((await monitor.runtime.shareLinks.read(id)).runs[0]?.name).not.toBeNull()
  })
  monitor.simulator.dropSession(idOf(monitor, 'finished'))
  await monitor.restart()
  expect((await pageOf(monitor, token)).reply).toMatchObject({ outcome: { kind: 'ended' } })
})

describe('while the record is away', () => {
  it('nothing is shown, since it alone knows whether a link was withdrawn', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const { runtime, dataDir } = monitor
    await runtime.provider.set(
      { name: 'Nordwind', tagline: null, contact: 'Call us', accent: null },
      OPERATOR_AT_DESK,
    )
    const { token } = await makeLink(monitor, 'clean', { language: 'de' })
    await pageOf(monitor, token)
    const file = join(dataDir, 'failover-monitor.db')
    renameSync(file, join(dataDir, 'moved.db'))
    // Something in its place, so that no new record can be begun.
    mkdirSync(file)
    await eventually(async () => {
      expect(await open(monitor, token)).toEqual({
        kind: 'unavailable',
        language: 'de',
        contact: { providerName: 'Nordwind', contact: 'Call us' },
      })
    })
    expect(await open(monitor, mintToken().token)).toMatchObject({ kind: 'unavailable', language: 'en' })
    expect(await runtime.shares.unlock(token, 'x', TENANT)).toMatchObject({ kind: 'unavailable' })
    expect(await runtime.shares.statusOf(token, new Headers())).toBe(503)
    // What cannot be an address of ours needs no record to be refused.
    expect(await open(monitor, 'x')).toEqual({ kind: 'unknown' })
  })
})

it('a record that takes nothing more still lets tenants read, under the same aliases', async () => {
  const monitor = await startMonitor({ scenarios: ['finished'] })
  const { token } = await makeLink(monitor, 'finished', { show: { vms: 'aliases', failures: 'withheld' } })
  const record = openDatabase({ engine: 'sqlite', path: join(monitor.dataDir, 'failover-monitor.db') })
  for (const table of ['share_aliases', 'share_views']) {
    await sql`create trigger ${sql.raw(`full_${table}`)} before insert on ${sql.table(table)}
      begin select raise(abort, 'database or disk is full'); end`.execute(record.db)
  }
  const first = (await pageOf(monitor, token, { countsAs: 'opening' })).reply.servers
  expect(first.map((server) => server.name)).toEqual(first.map((_, index) => `Server ${index + 1}`))
  expect((await pageOf(monitor, token)).reply.servers).toEqual(first)
  for (const table of ['share_aliases', 'share_views'])
    await sql`drop trigger ${sql.raw(`full_${table}`)}`.execute(record.db)
  expect((await pageOf(monitor, token)).reply.servers).toEqual(first)
  expect(await record.db.selectFrom('share_aliases').selectAll().execute()).toHaveLength(first.length)
  expect(await record.db.selectFrom('share_views').selectAll().execute()).toHaveLength(1)
  await record.close()
})

/** As a link of last year, whose run the record no longer keeps. */
async function makeUnseenLink(monitor: Awaited<ReturnType<typeof startMonitor>>): Promise<string> {
  const { token, hash } = mintToken()
  await monitor.runtime.door.use((store) =>
    store.createShareLink(
      {
        label: 'An old one',
        language: 'es',
        timeZone: 'UTC',
        afterEndHours: 72,
        showVms: 'names',
        showFailures: 'classified',
        tenant: null,
        sessionId: idOf(monitor, 'clean'),
        tokenHash: hash,
      },
      { by: 'Olga', atMs: Date.now() },
    ),
  )
  return token
}
