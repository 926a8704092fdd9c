import { afterEach, describe, expect, it, vi } from 'vitest'
import { countRequests, idOf, startMonitor, stopMonitors, type Monitor } from './monitor'
import { sessionListReplySchema, sessionReplySchema } from '@/lib/api/replies'
import type { CollectAsker } from '@/lib/server/collect'

afterEach(stopMonitors)

const eventually = (check: () => Promise<void> | void): Promise<void> =>
  vi.waitFor(check, { timeout: 15_000, interval: 50 })

const SYSTEM: CollectAsker = { by: { kind: 'system' } }
const orders = ({ simulator }: Monitor): number => countRequests(simulator, 'POST', /action=collect/)

describe('a collection on demand', () => {
  it('is asked for once and followed to its end; list and session say so in the contract’s form', async () => {
    const monitor = await startMonitor(
      // Regular collections stand still: what was started in a console does not move until one is asked for.
      { scenarios: ['clean'], speed: 4, collectionDelayMs: 900_000, collectionStopped: true },
      { EM_COLLECT: 'manual' },
    )
    const { runtime } = monitor
    const id = idOf(monitor, 'clean')
    const before = sessionReplySchema.parse(await runtime.sessions.read(id))
    expect(before.collection).toMatchObject({ mode: 'manual', progress: { state: 'idle' }, unknown: null })
    await Promise.all([runtime.collect.ask(SYSTEM), runtime.collect.ask(SYSTEM)])
    expect(orders(monitor)).toBe(1)
    await eventually(async () => {
      const { collection, freshness } = sessionReplySchema.parse(await runtime.sessions.read(id))
      expect(collection.progress).toMatchObject({ state: 'ended', result: 'success' })
      expect(freshness.collectedAtUtc).not.toBe(before.freshness.collectedAtUtc)
    })
    const list = await runtime.sessions.list({ sort: 'newest', page: 1 })
    expect(sessionListReplySchema.parse(list).collection.progress.state).toBe('ended')
    await expect(runtime.collect.ask(SYSTEM)).rejects.toMatchObject({ code: 'too_many_requests' })
    const events = await runtime.door.use((store) =>
      store.listAudit({ limit: 10, action: 'collection_asked' }),
    )
    expect(events.map(({ actor }) => actor.kind)).toEqual(['system'])

    // The gap outlives the process.
    await monitor.restart()
    await expect(monitor.runtime.collect.ask(SYSTEM)).rejects.toMatchObject({ code: 'too_many_requests' })
    expect(orders(monitor)).toBe(1)
  })

  it('is not for the restore operator of Enterprise Manager, which is said in words', async () => {
    const monitor = await startMonitor(
      { scenarios: ['clean'] },
      { EM_COLLECT: 'manual', EM_USERNAME: 'operator', EM_PASSWORD: 'operator-secret' },
    )
    await expect(monitor.runtime.collect.ask(SYSTEM)).rejects.toMatchObject({ code: 'forbidden' })
    expect(monitor.runtime.collect.view()).toMatchObject({
      progress: { state: 'failed', failure: 'forbidden' },
      unknown: 'forbidden',
    })
    expect(orders(monitor)).toBe(0)
  })

  it('may be asked for by a Portal User, who cannot see how far it is', async () => {
    const monitor = await startMonitor(
      { scenarios: ['clean'] },
      { EM_COLLECT: 'manual', EM_USERNAME: 'portal', EM_PASSWORD: 'portal-secret' },
    )
    expect((await monitor.runtime.collect.ask(SYSTEM)).progress).toMatchObject({
      state: 'asked',
      watched: false,
    })
    expect(orders(monitor)).toBe(1)
  })

  it('happens by itself while a failover is active', async () => {
    // Its jobs cannot be read by this role, so nothing says that Enterprise Manager has just collected.
    const monitor = await startMonitor(
      { scenarios: ['clean'], speed: 4 },
      { EM_COLLECT: 'auto', EM_USERNAME: 'portal', EM_PASSWORD: 'portal-secret' },
    )
    await eventually(() => expect(orders(monitor)).toBe(1))
    await eventually(async () => {
      const events = await monitor.runtime.door.use((store) =>
        store.listAudit({ limit: 10, action: 'collection_asked' }),
      )
      expect(events.map(({ actor }) => actor.kind)).toEqual(['system'])
    })
  })

  it('does not happen by itself where Enterprise Manager has just collected', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 4 }, { EM_COLLECT: 'auto' })
    const listed = /type=CloudFailoverSession/
    await eventually(() => expect(countRequests(monitor.simulator, 'GET', listed)).toBeGreaterThan(8))
    expect(orders(monitor)).toBe(0)
  })
})
