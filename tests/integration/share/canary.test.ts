import { afterEach, expect, it, vi } from 'vitest'
import { startMonitor, stopMonitors } from '../monitor'
import { open, OPERATOR_AT_DESK as WHO, ORIGIN, pageOf, tokenOf } from './sharing'
import { parseSessionId } from '@/lib/failover/ids'
import { createHunter } from '@/tests/canary/hunter'
import { plantCanaries } from '@/tests/canary/plant'

afterEach(stopMonitors)

const SHOWS = (['names', 'aliases', 'none'] as const).flatMap((vms) =>
  (['classified', 'withheld'] as const).map((failures) => ({ vms, failures })),
)

it('nothing that Enterprise Manager tells reaches a tenant but the names of VMs, where they may', async () => {
  const monitor = await startMonitor({ scenarios: ['failures', 'odd-names'] })
  const canaries = await plantCanaries(monitor.simulator)
  const { runtime } = monitor
  const staff = JSON.stringify(
    await vi.waitFor(() => runtime.sessions.read(toId(canaries.sessionId)), 15_000),
  )
  // The canaries are alive: staff see them.
  for (const secret of ['canary-plan-name', 'canary-point-one', 'canary-host-failed', 'canary-state-word'])
    expect(staff).toContain(secret)

  for (const show of SHOWS) {
    const allowed = show.vms === 'names' ? canaries.vmNames : []
    const hunter = createHunter([...canaries.secrets, ...canaries.vmNames], allowed)
    const body = {
      sessionId: canaries.sessionId,
      label: 'Your failover',
      failureNote: 'We look into it.',
      show,
    }
    const link = await runtime.shareLinks.create(body, ORIGIN, WHO)
    const token = tokenOf(link.url)
    const page = await pageOf(monitor, token)
    hunter.search('the page', JSON.stringify(page))
    expect(page.reply.counts).toMatchObject({ total: 4, failed: 1, warning: 1 })
    expect(page.reply.servers.map((server) => server.failureClass)).toEqual(
      show.vms === 'none' ? [] : [show.failures === 'classified' ? 'timeout' : null, null, null, null],
    )
    monitor.simulator.setFault({ kind: 'reset' })
    await vi.waitFor(
      async () => {
        const late = await pageOf(monitor, token)
        expect(late.reply.freshness.level).not.toBe('live')
        hunter.search('the page while Enterprise Manager is away', JSON.stringify(late))
      },
      { timeout: 15_000 },
    )
    monitor.simulator.setFault(null)
    await runtime.shareLinks.change(link.id, { state: 'paused' }, ORIGIN, WHO)
    hunter.search('a paused link', JSON.stringify(await open(monitor, token)))
    await runtime.shareLinks.revoke(link.id, WHO)
    hunter.search('a withdrawn link', JSON.stringify(await open(monitor, token)))
    expect(hunter.findings()).toEqual([])
    expect(hunter.searched()).toBeGreaterThanOrEqual(4)
  }
}, 60_000)

function toId(text: string) {
  const id = parseSessionId(text)
  if (id === null) throw new Error('not a session id')
  return id
}
