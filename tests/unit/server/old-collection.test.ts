import { describe, expect, it } from 'vitest'
import type { FailoverSession } from '@/lib/failover/failover-session'
import type { SessionId } from '@/lib/failover/ids'
import { freshnessOf, toSessionSummary, type Surroundings } from '@/lib/server/session-view'

const NOW = Date.parse('2026-11-26T18:15:47.000Z')
const HOUR = 3_600_000
const COLLECTED = NOW - 3 * HOUR
const AHEAD = 342_000
const utc = (ms: number): string => new Date(ms).toISOString()

const around: Surroundings = {
  nowMs: NOW,
  collectedAtMs: COLLECTED + AHEAD,
  collectionLateMs: 20 * 60_000,
  emClockAheadMs: AHEAD,
  pollActiveMs: 3_000,
  plan: null,
  unreadable: { plan: null, collection: null },
}

/** A run that was read just now. @param times on our clock */
function run(times: { start: number; end?: number; taskEnd?: number }) {
  const { start, end, taskEnd } = times
  const theirs = (ms: number | undefined): string | null => (ms === undefined ? null : utc(ms + AHEAD))
  const over = end !== undefined
  const session: FailoverSession = {
    uid: 'urn:veeam:CloudFailoverSession:1',
    id: '00000000-0000-4000-8000-000000000001' as SessionId, // safe: written as one
    name: 'Plan',
    jobType: 'FailoverPlan',
    creationTimeUtc: theirs(start),
    endTimeUtc: theirs(end),
    state: over ? 'Stopped' : 'Working',
    result: over ? 'Success' : 'None',
    progress: 50,
    failureMessage: null,
    backupServer: null,
    tasks: [
      {
        key: 'b0',
        vmName: 'filesrv03',
        vmReplicaPoint: null,
        creationTimeUtc: theirs(start),
        endTimeUtc: theirs(taskEnd),
        state: taskEnd === undefined ? 'Working' : 'Stopped',
        result: taskEnd === undefined ? 'None' : 'Success',
        progress: 50,
        failureMessage: null,
      },
    ],
  }
  const value = {
    session,
    tasksFrom: 'em' as const,
    rowsChangedAtMs: null,
    rowsSeenAtMs: null,
    movedAtMs: NOW,
    readAtMs: NOW - 1_000,
    goneRows: new Map(),
  }
  return { value, observedAtMs: NOW - 1_000, intervalMs: 3_000, problem: null, inFlightSinceMs: null }
}

const ageOf = (times: Parameters<typeof run>[0]) => {
  const { level, problem } = toSessionSummary(run(times), around, null).freshness
  return { level, code: problem?.code, sinceUtc: problem?.sinceUtc }
}

describe('a run that is read while the collection of Enterprise Manager is old', () => {
  const old = { level: 'stale', code: 'collection_old' }

  it('is old since the collection where all of it is older', () => {
    expect(ageOf({ start: COLLECTED - HOUR })).toEqual({ ...old, sinceUtc: utc(COLLECTED) })
  })

  it('is never old since before it began', () => {
    expect(ageOf({ start: NOW - 90_000 })).toEqual({ ...old, sinceUtc: utc(NOW - 90_000) })
  })

  it('is old since what one of its VMs proves', () => {
    const times = { start: COLLECTED - HOUR, taskEnd: NOW - 30_000 }
    expect(ageOf(times)).toEqual({ ...old, sinceUtc: utc(NOW - 30_000) })
  })

  it('is final once it has ended', () => {
    expect(ageOf({ start: NOW - HOUR, end: NOW - 60_000, taskEnd: NOW - 60_000 }).level).toBe('final')
  })

  it('does not make a list of runs newer than its collection', () => {
    const list = run({ start: NOW - 90_000 })
    expect(freshnessOf(list, false, around).problem).toMatchObject({
      code: 'collection_old',
      sinceUtc: utc(COLLECTED),
    })
  })
})
