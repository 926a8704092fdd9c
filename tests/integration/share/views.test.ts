import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { startMonitor, stopMonitors, type Monitor } from '../monitor'
import { makeLink, open, pageOf, TENANT } from './sharing'
import { openDatabase } from '@/lib/store/open-database'

afterEach(stopMonitors)

const MINUTE = 60_000

async function start() {
  const clock = { aheadMs: 0 }
  const monitor = await startMonitor({ scenarios: ['clean'] }, {}, { now: () => Date.now() + clock.aheadMs })
  const link = await makeLink(monitor, 'clean')
  return { monitor, clock, ...link }
}
const viewsOf = (monitor: Monitor, id: string) => monitor.runtime.shareLinks.views(id)

it('openings are counted by viewer, polls are not', async () => {
  const { monitor, id, token } = await start()
  await pageOf(monitor, token, { countsAs: 'opening' })
  await pageOf(monitor, token, { countsAs: 'opening' })
  for (let n = 0; n < 5; n += 1) await pageOf(monitor, token)
  await pageOf(monitor, token, {
    countsAs: 'opening',
    agent: 'Safari',
    client: { ...TENANT, name: 'Safari on iOS' },
  })
  const views = await viewsOf(monitor, id)
  expect(views.map(({ client, opened }) => ({ client, opened }))).toEqual(
    expect.arrayContaining([
      { client: 'Firefox on Windows', opened: 2 },
      { client: 'Safari on iOS', opened: 1 },
    ]),
  )
  expect(views).toHaveLength(2)
  expect((await monitor.runtime.shareLinks.read(id)).views).toMatchObject({ opened: 3, viewers: 2 })
})

it('polls move the last look once a minute', async () => {
  const { monitor, clock, id, token } = await start()
  const last = async (): Promise<string> => (await viewsOf(monitor, id))[0]?.lastUtc ?? ''
  await pageOf(monitor, token, { countsAs: 'opening' })
  const opened = await last()
  clock.aheadMs = 50_000
  await pageOf(monitor, token)
  expect(await last()).toBe(opened)
  clock.aheadMs = MINUTE + 1_000
  await pageOf(monitor, token)
  expect(Date.parse(await last()) - Date.parse(opened)).toBeGreaterThanOrEqual(MINUTE)
  expect(await viewsOf(monitor, id)).toMatchObject([{ opened: 1 }])
})

it('who reads only the JSON is seen too', async () => {
  const { monitor, id, token } = await start()
  await pageOf(monitor, token)
  expect(await viewsOf(monitor, id)).toMatchObject([{ opened: 0 }])
})

it('the first look of all is in the audit, once', async () => {
  const { monitor, id, token } = await start()
  await Promise.all(
    Array.from({ length: 6 }, (_, n) => open(monitor, token, { countsAs: 'opening', agent: `agent ${n}` })),
  )
  await monitor.restart()
  await pageOf(monitor, token, { countsAs: 'opening', agent: 'another' })
  const events = await monitor.runtime.door.use((store) =>
    store.listAudit({ limit: 50, action: 'link_first_opened' }),
  )
  expect(events).toMatchObject([
    {
      actor: { kind: 'share', id },
      object: { id },
      address: '198.51.100.0/24',
      detail: { client: TENANT.name },
    },
  ])
})

it('a viewer is kept as a hash that tells neither address nor browser', async () => {
  const { monitor, token } = await start()
  await pageOf(monitor, token, { agent: 'Mozilla/5.0 (SecretPhone)' })
  const record = openDatabase({ engine: 'sqlite', path: join(monitor.dataDir, 'failover-monitor.db') })
  const rows = await record.db.selectFrom('share_views').selectAll().execute()
  await record.close()
  expect(rows).toMatchObject([{ viewer: expect.stringMatching(/^[\w-]{43}$/), opened: 0 }])
  expect(JSON.stringify(rows)).not.toMatch(/198\.51|SecretPhone/)
})

it('what is locked or withdrawn counts no looks', async () => {
  const monitor = await startMonitor({ scenarios: ['clean'] })
  const { id, token } = await makeLink(monitor, 'clean', { passcode: 'a passcode' })
  expect(await open(monitor, token, { countsAs: 'opening' })).toMatchObject({ kind: 'locked' })
  expect(await viewsOf(monitor, id)).toEqual([])
})
