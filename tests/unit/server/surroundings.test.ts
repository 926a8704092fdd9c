import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sessionId } from '../share/samples'
import type { FailoverPlan, FailoverSession } from '@/lib/failover/failover-session'
import { createSurroundings } from '@/lib/server/surroundings'

const NOW_MS = Date.parse('2026-11-23T12:00:00.000Z')
const SERVER = { id: 'server-1', name: 'sp-vbr-01' }
const utc = (ms: number): string => new Date(ms).toISOString()

const PLAN = {
  id: 'plan-1',
  name: 'Birch full site',
  backupServer: SERVER,
  tenant: { id: 'tenant-1', name: 'Birch' },
  vms: [],
} as unknown as FailoverPlan // what the join looks at

const run = (startMs: number): FailoverSession => ({
  uid: 'u',
  id: sessionId(1),
  name: PLAN.name,
  jobType: null,
  creationTimeUtc: utc(startMs),
  endTimeUtc: null,
  state: 'Working',
  result: 'None',
  progress: null,
  failureMessage: null,
  backupServer: SERVER,
  tasks: [],
})

function setUp() {
  const plans: { answer: () => Promise<FailoverPlan[]>; reads: number } = {
    answer: () => Promise.resolve([]),
    reads: 0,
  }
  const surroundings = createSurroundings(
    {
      readFailoverPlans: async () => ((plans.reads += 1), { items: await plans.answer(), unreadable: 0 }),
      readCollectionStatus: () => new Promise(() => undefined),
      status: () => ({ clockAheadMs: 0 }),
    } as unknown as Parameters<typeof createSurroundings>[0], // all that plans need
    { track: (_feature: string, read: Promise<unknown>) => read } as unknown as Parameters<
      typeof createSurroundings
    >[1],
    { collectionLateMs: 3_600_000, pollActiveMs: 3_000 },
    Date.now,
  )
  return { plans, surroundings }
}

describe('the plan of a run that has begun after the plans were read', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW_MS })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is asked for at once, is not called unidentified meanwhile, and is asked for once', async () => {
    const { plans, surroundings } = setUp()
    surroundings.of(run(NOW_MS - 60_000))
    await vi.advanceTimersByTimeAsync(10)
    expect(surroundings.of(run(NOW_MS - 60_000)).unreadable.plan).toBe('ambiguous')
    expect(plans.reads).toBe(1)

    await vi.advanceTimersByTimeAsync(60_000)
    const begun = run(Date.now() - 1_000)
    plans.answer = () => Promise.resolve([PLAN])
    expect(surroundings.of(begun).unreadable.plan).toBe('pending')
    surroundings.of(begun)
    await vi.advanceTimersByTimeAsync(10)
    expect(surroundings.of(begun).plan?.tenant?.name).toBe('Birch')
    expect(plans.reads).toBe(2)
    surroundings.dispose()
  })

  it('is not asked for over and over where none fits, nor for a start that is still to come', async () => {
    const { plans, surroundings } = setUp()
    surroundings.of(run(NOW_MS - 60_000))
    await vi.advanceTimersByTimeAsync(60_000)
    const begun = run(Date.now() - 1_000)
    surroundings.of(begun)
    await vi.advanceTimersByTimeAsync(10)
    for (let n = 0; n < 20; n += 1) {
      expect(surroundings.of(begun).unreadable.plan).toBe('ambiguous')
      expect(surroundings.of(run(Date.now() + 3_600_000)).unreadable.plan).toBe('ambiguous')
      await vi.advanceTimersByTimeAsync(10_000)
    }
    expect(plans.reads).toBe(2)
    surroundings.dispose()
  })

  it('is asked for again half a minute later where that read failed', async () => {
    const { plans, surroundings } = setUp()
    surroundings.of(run(NOW_MS - 60_000))
    await vi.advanceTimersByTimeAsync(10)
    plans.answer = () => Promise.reject(new Error('away'))
    await vi.advanceTimersByTimeAsync(60_000)
    const begun = run(Date.now() - 1_000)
    expect(surroundings.of(begun).unreadable.plan).toBe('pending')
    await vi.advanceTimersByTimeAsync(31_000)
    expect(surroundings.of(begun).unreadable.plan).toBe('pending')
    await vi.advanceTimersByTimeAsync(10)
    expect(plans.reads).toBe(3)
    surroundings.dispose()
  })
})
