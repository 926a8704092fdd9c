import { describe, expect, it } from 'vitest'
import { sessionId } from '../share/samples'
import type { FailoverSession, TaskSession } from '@/lib/failover/failover-session'
import { parseReplicaPointId, type ReplicaPointId } from '@/lib/failover/ids'
import { createPointRefresh } from '@/lib/server/point-refresh'

const NOW_MS = Date.parse('2026-11-23T12:00:00.000Z')
const MINUTE_MS = 60_000

function pointId(n: number): ReplicaPointId {
  const id = parseReplicaPointId(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
  if (id === null) throw new Error('the fixture is an id')
  return id
}
const task = (n: number, result = 'Success'): TaskSession => ({
  key: String(n),
  vmName: `vm${n}`,
  vmReplicaPoint: { id: pointId(n), name: null },
  creationTimeUtc: null,
  endTimeUtc: null,
  state: 'Stopped',
  result,
  progress: null,
  failureMessage: null,
})
const session = (tasks: TaskSession[]): FailoverSession => ({
  uid: 'u',
  id: sessionId(1),
  name: null,
  jobType: null,
  creationTimeUtc: null,
  endTimeUtc: null,
  state: 'Stopped',
  result: 'Success',
  progress: null,
  failureMessage: null,
  backupServer: null,
  tasks,
})

/** @param readMs when each point was read; a point that is not named never was */
function setUp(readMs: (n: number) => number | null) {
  const clock = { nowMs: NOW_MS }
  const read: number[] = []
  const numberOf = (id: ReplicaPointId): number => Number(id.slice(-12))
  const refreshOf = createPointRefresh(
    {
      peek: (id) => ({ value: null, observedAtMs: readMs(numberOf(id)), error: null }),
      refresh: (id) => {
        read.push(numberOf(id))
        return Promise.resolve({ value: null, observedAtMs: null, error: null })
      },
    },
    () => clock.nowMs,
  )
  const refresh = (run: FailoverSession): void => refreshOf(run, { kind: 'ended', result: 'success' })
  return { clock, read, refresh, refreshOf }
}

describe('points of a run that is over, whatever has been said of it', () => {
  it('are read again, those read longest ago first, twenty at once', () => {
    const { read, refresh } = setUp((n) => NOW_MS - 10 * MINUTE_MS - n)
    refresh(session(Array.from({ length: 30 }, (_, index) => task(index + 1))))
    expect(read).toEqual(Array.from({ length: 20 }, (_, index) => 30 - index))
  })

  it('are left alone where they are fresh, never read yet, or of a VM that did not fail over', () => {
    const { read, refresh } = setUp((n) => [null, NOW_MS - MINUTE_MS, NOW_MS - 9 * MINUTE_MS][n - 1] ?? null)
    refresh(session([task(1), task(2), task(3, 'Failed')]))
    expect(read).toEqual([])
  })

  it('are read at each look, although a read begins a moment after it', () => {
    const { read, refresh } = setUp(() => NOW_MS - 5 * MINUTE_MS + 2_000)
    refresh(session([task(1)]))
    expect(read).toEqual([1])
  })

  it('are left alone while it runs: each is read once until then', () => {
    const { read, refreshOf } = setUp(() => NOW_MS - 60 * MINUTE_MS)
    refreshOf(session([task(1)]), { kind: 'running', failedSoFar: 0, warningSoFar: 0 })
    expect(read).toEqual([])
    // Nobody saw its end, and what became of its VMs shows all the same.
    refreshOf(session([task(1)]), { kind: 'unknown', reported: 'Working' })
    expect(read).toEqual([1])
  })

  it('are looked at every five minutes, however often the page is read', () => {
    const { clock, read, refresh } = setUp(() => NOW_MS - 60 * MINUTE_MS)
    const run = session([task(1)])
    for (const [afterMs, times] of [
      [0, 1],
      [5 * MINUTE_MS - 1, 1],
      [5 * MINUTE_MS, 2],
      // The clock was set back.
      [-MINUTE_MS, 3],
    ] as const) {
      clock.nowMs = NOW_MS + afterMs
      refresh(run)
      expect(read).toHaveLength(times)
    }
  })
})
