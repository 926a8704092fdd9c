import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ReplicaPoint } from '@/lib/failover/failover-session'
import { parseReplicaPointId, type ReplicaPointId } from '@/lib/failover/ids'
import { ReadError } from '@/lib/failover/read-error'
import { createFeatures } from '@/lib/server/features'
import { createPointsOfReplica } from '@/lib/server/points-of-replica'

const START_MS = Date.parse('2026-11-23T12:00:00Z')
const MINUTE_MS = 60_000
const REPLICA = 'b0000000-0000-4000-8000-000000000001'

function idOf(n: number): ReplicaPointId {
  const id = parseReplicaPointId(`a0000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
  if (id === null) throw new Error('no id')
  return id
}

/** A point made `n` minutes before the start. */
const pointOf = (n: number, spec: Partial<ReplicaPoint> = {}): ReplicaPoint => ({
  uid: `urn:veeam:CloudVmReplicaPoint:${idOf(n)}`,
  id: idOf(n),
  name: `vm@${n}`,
  vmDisplayName: 'vm',
  creationTimeUtc: new Date(START_MS - n * MINUTE_MS).toISOString(),
  pointType: 'Snapshot',
  state: 'Ready',
  backupServer: null,
  replica: { id: REPLICA, name: 'vm_replica' },
  ...spec,
})

describe('the further points of a replica', () => {
  let read: () => Promise<{ items: ReplicaPoint[]; unreadable: number }>
  let reads: number

  const create = () => {
    const em = {
      readReplicaPointsOfReplica: () => {
        reads += 1
        return read()
      },
    }
    return createPointsOfReplica(em, createFeatures(Date.now), Date.now)
  }
  const settle = () => vi.advanceTimersByTimeAsync(0)

  beforeEach(() => {
    vi.useFakeTimers({ now: START_MS })
    reads = 0
    read = () => Promise.resolve({ items: [1, 2, 3].map((n) => pointOf(n)), unreadable: 0 })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('are being read, then there without the point itself, newest first, and are read once', async () => {
    read = () =>
      Promise.resolve({
        items: [pointOf(9, { creationTimeUtc: null }), pointOf(3), pointOf(1), pointOf(2)],
        unreadable: 1,
      })
    const points = create()
    expect(points.besides(pointOf(2), REPLICA)).toMatchObject({
      otherPoints: null,
      otherPointsUnreadable: 'pending',
    })
    await settle()
    const known = points.besides(pointOf(2), REPLICA)
    expect(known.otherPoints?.map((one) => one.id)).toEqual([idOf(1), idOf(3), idOf(9)])
    expect(known.otherPoints?.[0]).toEqual({
      id: idOf(1),
      name: 'vm@1',
      creationTimeUtc: '2026-11-23T11:59:00.000Z',
      pointType: 'Snapshot',
      state: 'Ready',
    })
    expect(known).toMatchObject({
      otherPointsUnreadable: null,
      otherPointsLeftOut: 1,
      otherPointsReadAtUtc: '2026-11-23T12:00:00.000Z',
    })
    // Another point of the same replica costs no further read.
    expect(points.besides(pointOf(1), REPLICA).otherPoints?.map((one) => one.id)).toEqual([
      idOf(2),
      idOf(3),
      idOf(9),
    ])
    expect(reads).toBe(1)
  })

  it('say the same until they are ten minutes old, and are then read again', async () => {
    const points = create()
    points.besides(pointOf(1), REPLICA)
    await settle()
    const first = points.besides(pointOf(1), REPLICA)
    vi.setSystemTime(START_MS + 10 * MINUTE_MS)
    expect(points.besides(pointOf(1), REPLICA)).toEqual(first)
    expect(reads).toBe(1)
    read = () => Promise.resolve({ items: [pointOf(1), pointOf(2, { state: 'Failover' })], unreadable: 0 })
    vi.setSystemTime(START_MS + 10 * MINUTE_MS + 1)
    // What is known stands until there is better.
    expect(points.besides(pointOf(1), REPLICA)).toEqual(first)
    await settle()
    expect(points.besides(pointOf(1), REPLICA).otherPoints).toMatchObject([
      { id: idOf(2), state: 'Failover' },
    ])
    expect(reads).toBe(2)
  })

  it('are a hundred at most, and those left out are counted, also for a point that is not among them', async () => {
    read = () =>
      Promise.resolve({ items: Array.from({ length: 250 }, (_, n) => pointOf(n + 1)), unreadable: 0 })
    const points = create()
    points.besides(pointOf(1), REPLICA)
    await settle()
    const within = points.besides(pointOf(1), REPLICA)
    expect(within.otherPoints).toHaveLength(100)
    expect(within.otherPointsLeftOut).toBe(149)
    const beyond = points.besides(pointOf(240), REPLICA)
    expect(beyond.otherPoints).toHaveLength(100)
    expect(beyond.otherPointsLeftOut).toBe(149)
  })

  it('are those of the same VM; of other VMs of the job they are counted', async () => {
    const other = { vmDisplayName: 'web', name: 'web@1' }
    const unsaid = { vmDisplayName: null }
    read = () =>
      Promise.resolve({
        items: [
          pointOf(1),
          pointOf(2, unsaid),
          pointOf(3, other),
          pointOf(4, { ...other, vmDisplayName: null }),
          pointOf(5, { ...unsaid, name: null }),
          pointOf(6),
        ],
        unreadable: 0,
      })
    const points = create()
    points.besides(pointOf(1), REPLICA)
    await settle()
    const known = points.besides(pointOf(1), REPLICA)
    // Named `vm@2` it is the VM's own; what has no name could be.
    expect(known.otherPoints?.map((one) => one.id)).toEqual([idOf(2), idOf(5), idOf(6)])
    expect(known).toMatchObject({ otherPointsLeftOut: 0, otherPointsOfOtherVms: 2 })
    const nobodys = points.besides(pointOf(1, { vmDisplayName: null, name: null }), REPLICA)
    expect(nobodys.otherPoints?.map((one) => one.id)).toEqual([2, 3, 4, 5, 6].map(idOf))
    expect(nobodys.otherPointsOfOtherVms).toBe(0)
  })

  it.each([
    ['forbidden', 'forbidden'],
    ['not_found', 'not_found'],
    ['timed_out', 'unreachable'],
  ] as const)('say why they are not known: %s', async (code, why) => {
    read = () => Promise.reject(new ReadError(code, 'no'))
    const points = create()
    points.besides(pointOf(1), REPLICA)
    await settle()
    expect(points.besides(pointOf(1), REPLICA)).toEqual({
      otherPoints: null,
      otherPointsUnreadable: why,
      otherPointsLeftOut: 0,
      otherPointsOfOtherVms: 0,
      otherPointsReadAtUtc: null,
    })
  })

  it('are not asked for where the replica is not known', async () => {
    expect(create().besides(pointOf(1), null)).toMatchObject({
      otherPoints: null,
      otherPointsUnreadable: null,
    })
    expect(reads).toBe(0)
  })
})
