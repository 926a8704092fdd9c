import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CollectMode, CollectRun } from '@/lib/failover/collection'
import type { CollectionStatus } from '@/lib/failover/failover-session'
import { ReadError } from '@/lib/failover/read-error'
import type { AuditNote } from '@/lib/server/audit'
import { createCollect, type Collect, type CollectAsker } from '@/lib/server/collect'

const START_MS = Date.parse('2026-11-23T12:00:00.000Z')
const utc = (ms: number): string => new Date(ms).toISOString()
const OLD: CollectRun = {
  startedAtUtc: utc(START_MS - 600_000),
  endedAtUtc: utc(START_MS - 590_000),
  result: 'success',
}
const ADMIN: CollectAsker = {
  by: { kind: 'staff', role: 'admin', personId: 'p', name: 'Mia', source: 'em', staffSessionId: 's' },
  client: { address: '192.0.2.1', kept: '192.0.2.0', agent: null } as never, // safe: handed through to the audit only
}

describe('asking for a collection', () => {
  let newest: CollectRun | null
  let fault: ReadError | null
  let blind: boolean
  let servers: { uid: string; id: string; name: null; version: null }[]
  let noted: AuditNote[]
  let orders: string[]
  let earlierMs: number | null
  let looks: number
  let collect: Collect

  const toStatus = (): CollectionStatus => ({
    collectedAtUtc: OLD.endedAtUtc,
    newestHadWarnings: false,
    runningSinceUtc: newest?.endedAtUtc === null ? newest.startedAtUtc : null,
    failedAtUtc: null,
    newest,
  })

  function create(mode: CollectMode, intervalMs = 300_000): Collect {
    collect?.dispose()
    let seen: CollectionStatus | null = null
    const look = (): Promise<CollectionStatus> => {
      looks += 1
      if (blind) return Promise.reject(new ReadError('forbidden', 'no'))
      seen = toStatus()
      return Promise.resolve(seen)
    }
    void look().catch(() => undefined)
    collect = createCollect({
      em: {
        readBackupServers: () => Promise.resolve({ items: servers, unreadable: 0 }),
        startCollection(id) {
          orders.push(id)
          return fault ? Promise.reject(fault) : Promise.resolve()
        },
        status: () => ({ clockAheadMs: 0 }) as never, // safe: nothing else of it is looked at
      },
      features: {
        track: (_feature, read) => read,
        status: (feature) => ({ feature, state: blind ? 'forbidden' : 'allowed', problem: null }),
      },
      surroundings: {
        collection: () => ({
          snapshot: seen && {
            value: seen,
            observedAtMs: 0,
            intervalMs: 1,
            problem: null,
            inFlightSinceMs: null,
          },
          problem: null,
        }),
        lookAtCollection: look,
        ofList: () => ({ unreadable: { plan: null, collection: null } }) as never, // safe: as above
      },
      config: { mode, intervalMs },
      audit: {
        note: (note) => {
          noted.push(note)
          return Promise.resolve()
        },
      },
      lastAskedAtMs: () => Promise.resolve(earlierMs),
      log: () => undefined,
      now: Date.now,
    })
    return collect
  }

  beforeEach(() => {
    vi.useFakeTimers({ now: START_MS })
    newest = OLD
    fault = null
    blind = false
    servers = [{ uid: 'u', id: 'vbr-1', name: null, version: null }]
    noted = []
    orders = []
    earlierMs = null
    looks = 0
    create('manual')
  })
  afterEach(() => {
    collect.dispose()
    vi.useRealTimers()
  })

  const begin = (): void => {
    newest = { startedAtUtc: utc(Date.now()), endedAtUtc: null, result: null }
  }
  const end = (result: CollectRun['result']): void => {
    if (newest) newest = { ...newest, endedAtUtc: utc(Date.now()), result }
  }

  /** As the poller tells it: an active failover, every three seconds. */
  async function active(forMs: number): Promise<void> {
    for (let passed = 0; passed < forMs; passed += 3_000) {
      collect.onActive()
      await vi.advanceTimersByTimeAsync(3_000)
    }
  }

  it('asks once however many ask, follows the job to its end, and writes one line', async () => {
    const views = await Promise.all([collect.ask(ADMIN), collect.ask(ADMIN), collect.ask(ADMIN)])
    expect(orders).toEqual(['vbr-1'])
    expect(views.map((view) => view.progress.state)).toEqual(['asked', 'asked', 'asked'])
    begin()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(collect.view().progress).toEqual({ state: 'running', sinceUtc: utc(START_MS) })
    end('warning')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(collect.view().progress).toMatchObject({ state: 'ended', result: 'warning' })
    const looksThen = looks
    await vi.advanceTimersByTimeAsync(600_000)
    expect(looks).toBe(looksThen)
    expect(noted.map(({ action, by }) => [action, by.kind])).toEqual([['collection_asked', 'staff']])
  })

  it('keeps two minutes between two orders and says how long that is', async () => {
    await collect.ask(ADMIN)
    expect(collect.view().nextAtUtc).toBe(utc(START_MS + 120_000))
    begin()
    await vi.advanceTimersByTimeAsync(5_000)
    // One that is under way serves whoever asks.
    expect((await collect.ask(ADMIN)).progress.state).toBe('running')
    end('success')
    await vi.advanceTimersByTimeAsync(5_000)
    await expect(collect.ask(ADMIN)).rejects.toMatchObject({
      code: 'too_many_requests',
      retryAfterMs: 110_000,
    })
    await vi.advanceTimersByTimeAsync(109_999)
    await expect(collect.ask(ADMIN)).rejects.toMatchObject({ code: 'too_many_requests' })
    await vi.advanceTimersByTimeAsync(1)
    await collect.ask(ADMIN)
    expect(orders).toHaveLength(2)
  })

  it('keeps them over a restart too, by the audit', async () => {
    earlierMs = START_MS - 60_000
    create('manual')
    await expect(collect.ask(ADMIN)).rejects.toMatchObject({ retryAfterMs: 60_000 })
    expect(orders).toEqual([])
  })

  it('joins a collection that Enterprise Manager runs by itself', async () => {
    newest = { startedAtUtc: utc(START_MS - 8_000), endedAtUtc: null, result: null }
    expect((await collect.ask(ADMIN)).progress).toEqual({ state: 'running', sinceUtc: utc(START_MS - 8_000) })
    expect(orders).toEqual([])
    expect(noted).toEqual([])
    end('success')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(collect.view().progress).toMatchObject({ state: 'ended', result: 'success' })
  })

  it('counts one that Enterprise Manager began by itself while ours waits', async () => {
    await collect.ask(ADMIN)
    begin()
    end('success')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(collect.view().progress.state).toBe('ended')
  })

  it('calls one that does not end overdue, and stops looking', async () => {
    await collect.ask(ADMIN)
    begin()
    await vi.advanceTimersByTimeAsync(16 * 60_000)
    expect(collect.view().progress).toEqual({ state: 'overdue', sinceUtc: utc(START_MS) })
    const looksThen = looks
    await vi.advanceTimersByTimeAsync(600_000)
    expect(looks).toBe(looksThen)
  })

  it('says that the role may not ask; that costs no waiting', async () => {
    fault = new ReadError('forbidden', '403')
    await expect(collect.ask(ADMIN)).rejects.toMatchObject({
      code: 'forbidden',
      hint: expect.stringMatching(/role/),
    })
    expect(collect.view()).toMatchObject({
      progress: { state: 'failed', failure: 'forbidden' },
      nextAtUtc: null,
    })
    expect(noted).toEqual([])
  })

  it('waits after an order whose fate is unknown', async () => {
    fault = new ReadError('timed_out', 'no answer')
    await expect(collect.ask(ADMIN)).rejects.toMatchObject({ code: 'timed_out' })
    expect(collect.view().nextAtUtc).not.toBeNull()
    fault = null
    await expect(collect.ask(ADMIN)).rejects.toMatchObject({ code: 'too_many_requests' })
  })

  it('has nothing to ask where there is no backup server', async () => {
    servers = []
    await expect(collect.ask(ADMIN)).rejects.toMatchObject({ code: 'not_there' })
    expect(collect.view().progress).toMatchObject({ state: 'failed', failure: 'no_backup_server' })
  })

  it('asks although the role may not see how far it is, and says so', async () => {
    blind = true
    create('manual')
    expect((await collect.ask(ADMIN)).progress).toMatchObject({ state: 'asked', watched: false })
  })

  it('does nothing where it is switched off', async () => {
    create('off')
    await expect(collect.ask(ADMIN)).rejects.toMatchObject({ code: 'conflict' })
    collect.onActive()
    await vi.advanceTimersByTimeAsync(1_000_000)
    expect(orders).toEqual([])
  })

  describe('by itself', () => {
    it('asks at its interval while a failover is active, and not else', async () => {
      create('auto')
      await vi.advanceTimersByTimeAsync(3_600_000)
      expect(orders).toEqual([])
      await active(899_000)
      expect(orders).toHaveLength(3)
      expect(noted.every(({ by, client }) => by.kind === 'system' && client === null)).toBe(true)
      expect(noted).toHaveLength(3)
    })

    it('leaves it be where Enterprise Manager has just collected', async () => {
      newest = { startedAtUtc: utc(START_MS - 10_000), endedAtUtc: utc(START_MS - 1_000), result: 'success' }
      create('auto')
      await active(285_000)
      expect(orders).toEqual([])
      await active(9_000)
      expect(orders).toHaveLength(1)
    })

    it('tries again only at its interval when it is refused', async () => {
      fault = new ReadError('forbidden', '403')
      create('auto')
      await active(299_000)
      expect(orders).toHaveLength(1)
    })

    it('does nothing by itself under manual', async () => {
      await active(900_000)
      expect(orders).toEqual([])
    })
  })
})
