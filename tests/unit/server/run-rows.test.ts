import { describe, expect, it } from 'vitest'
import { sessionId } from '../share/samples'
import type { Problem } from '@/lib/failover/freshness'
import { createRunRows } from '@/lib/server/run-rows'
import type { Snapshot } from '@/lib/poller/poller'
import type { SeenSession } from '@/lib/failover/seen-session'

const NOW_MS = Date.parse('2026-11-23T12:00:00.000Z')
const ID = sessionId(1)
const value = { session: { id: ID, state: 'Working', tasks: [] }, tasksFrom: 'em' } as unknown as SeenSession // all that is looked at
const problemAt = (atMs: number, code: Problem['code'] = 'upstream_error'): Problem => ({
  code,
  message: '503',
  sinceUtc: new Date(atMs).toISOString(),
  nextTryAtUtc: new Date(atMs + 10_000).toISOString(),
})
const snapshot = (observedAtMs: number, problem: Problem | null = null): Snapshot<SeenSession> => ({
  value,
  observedAtMs,
  intervalMs: 3_000,
  problem,
  inFlightSinceMs: null,
})

/** @param mayQuery whether each session is read by itself; else the list brings it */
function newest(own: Snapshot<SeenSession>, listed: Snapshot<SeenSession>, mayQuery = false) {
  const source = {
    mayQuery: () => mayQuery,
    sessions: { peek: () => own, glance: () => ({ snapshot: own, problem: own.problem }) },
  }
  const nothing = null as never // nothing of it is asked for
  return createRunRows(source as never, {
    surroundings: nothing,
    points: nothing,
    recorder: nothing,
    teamwork: nothing,
    failures: nothing,
    targetOf: nothing,
    numberOf: nothing,
  }).newestOf(ID, listed)
}

describe('a run whose list cannot be read', () => {
  it.each([true, false])('is old for the reason that the list has met (read by itself: %s)', (mayQuery) => {
    const list = snapshot(NOW_MS, problemAt(NOW_MS + 3_000))
    expect(newest(snapshot(NOW_MS), list, mayQuery).problem).toEqual(list.problem)
  })

  it('keeps the reason of its own, and is not old where it was read since', () => {
    const own = problemAt(NOW_MS + 4_000, 'timed_out')
    const list = snapshot(NOW_MS, problemAt(NOW_MS + 3_000))
    expect(newest(snapshot(NOW_MS, own), list, true).problem).toEqual(own)
    expect(newest(snapshot(NOW_MS + 5_000), list, true).problem).toBeNull()
  })
})
