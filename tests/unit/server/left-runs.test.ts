import { describe, expect, it } from 'vitest'
import { sessionId } from '../share/samples'
import type { SessionId } from '@/lib/failover/ids'
import type { SeenSession } from '@/lib/failover/seen-session'
import { createLeftRuns } from '@/lib/server/left-runs'

const A = sessionId(1)
const B = sessionId(2)

/** One read of EM's list, at a moment of its own. */
function listOf(observedAtMs: number, ...ids: SessionId[]) {
  const sessions = new Map(ids.map((id) => [id, {} as SeenSession])) // safe: only passed on
  return { value: { sessions }, observedAtMs, intervalMs: 1, problem: null, inFlightSinceMs: null }
}

function start(...listedByRecord: SessionId[]) {
  const record = new Map<SessionId, boolean>(listedByRecord.map((id) => [id, true]))
  const runs = createLeftRuns((id) => {
    const inEnterpriseManager = record.get(id)
    return inEnterpriseManager === undefined ? null : { inEnterpriseManager }
  })
  return { record, of: runs.of }
}

describe('runs between EM’s list and the record', () => {
  it('are none while both know the same, however often the list is read', () => {
    const { of } = start(A, B)
    const first = of(listOf(1, A, B))
    expect([first.left.size, first.without]).toEqual([0, []])
    expect(of(listOf(2, A, B)).mark).toBe(first.mark)
  })

  it('are those that have left until the record holds them as gone', () => {
    const { record, of } = start(A, B)
    const first = of(listOf(1, A, B))
    const gone = of(listOf(2, A))
    expect([...gone.left.keys()]).toEqual([B])
    expect(gone.left.get(B)?.observedAtMs).toBe(1)
    expect(gone.without).toEqual([B])
    expect(of(listOf(3, A)).mark).toBe(gone.mark)
    record.set(B, false)
    const marked = of(listOf(4, A))
    expect([marked.left.size, marked.without]).toEqual([0, []])
    expect(new Set([first.mark, gone.mark, marked.mark]).size).toBe(3)
  })

  it('are not one that comes back, which the record does not give until it knows it to be listed', () => {
    const { record, of } = start(A, B)
    of(listOf(1, A, B))
    of(listOf(2, A))
    record.set(B, false)
    const away = of(listOf(3, A))
    const back = of(listOf(4, A, B))
    expect([back.left.size, back.without, back.mark === away.mark]).toEqual([0, [B], false])
    record.set(B, true)
    expect(of(listOf(5, A, B)).without).toEqual([])
    // One that comes back before the record has noticed anything.
    of(listOf(6, A))
    expect(of(listOf(7, A, B)).left.size).toBe(0)
  })

  it('stay while the record is away, the last thousand', () => {
    const { of } = start()
    const many = Array.from({ length: 1_200 }, (_, n) => sessionId(n + 1))
    of(listOf(1, ...many))
    const { left } = of(listOf(2))
    expect([left.size, left.has(A), left.has(sessionId(1_200))]).toEqual([1_000, false, true])
  })
})
