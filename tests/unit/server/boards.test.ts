import { describe, expect, it } from 'vitest'
import type { SessionSummary } from '@/lib/api/replies'
import type { RecordedSummary } from '@/lib/failover/recorded-session'
import { createBoards } from '@/lib/server/boards'
import { NOTHING_SAID_IN_SHORT } from '../samples/teamwork'

const NOW_MS = Date.parse('2026-11-23T12:00:00.000Z')
const HOUR_MS = 3_600_000
const DROPPED_ID = '00000000-0000-4000-8000-000000000001'

/** A run that still worked when EM dropped it. */
const DROPPED: SessionSummary = {
  session: {
    uid: `urn:veeam:CloudFailoverSession:${DROPPED_ID}`,
    id: DROPPED_ID,
    name: 'Plan',
    jobType: 'FailoverPlan',
    creationTimeUtc: '2026-11-23T11:00:00.000Z',
    endTimeUtc: null,
    state: 'Working',
    result: 'None',
    progress: 10,
    failureMessage: null,
    backupServer: null,
    plan: null,
    tenant: null,
  },
  outcome: { kind: 'running', failedSoFar: 0, warningSoFar: 0 },
  counts: { total: 1, waiting: 0, working: 1, succeeded: 0, warning: 0, failed: 0, unknown: 0 },
  freshness: {
    level: 'stale',
    observedAtUtc: '2026-11-23T11:59:00.000Z',
    collectedAtUtc: null,
    problem: null,
  },
  ...NOTHING_SAID_IN_SHORT,
  inEnterpriseManager: false,
  tag: null,
  recovery: { rtoTargetMs: null, rpoTargetMs: null, worstRpoMs: null },
  attempt: null,
}

const around = {
  plan: null,
  collectedAtMs: null,
  collectionLateMs: HOUR_MS,
  emClockAheadMs: 0,
  nowMs: NOW_MS,
}
const list = (observedAtMs: number) => ({
  value: { sessions: new Map(), unreadable: 0, wholeAtMs: observedAtMs },
  observedAtMs,
  intervalMs: 3_000,
  problem: null,
  inFlightSinceMs: null,
})

/** Boards whose record answers as the last of `answers` says. */
function makeBoards() {
  const record = { answer: (): Promise<unknown> => Promise.resolve([{} as RecordedSummary]) } // only passed on
  const boards = createBoards(
    { use: () => record.answer() as never }, // safe: the only use is the list
    {
      rows: { toRecorded: () => DROPPED } as never, // nothing is listed, so nothing else is asked
      surroundings: { ofList: () => around } as never,
      teamwork: { changes: () => 0 },
      now: () => NOW_MS,
    },
  )
  const namesAt = async (observedAtMs: number): Promise<(string | null)[]> =>
    (await boards.of(list(observedAtMs), HOUR_MS)).runs.map(({ summary }) => summary.session.id)
  return { record, namesAt }
}

describe('a run that Enterprise Manager has dropped', () => {
  it('stays on the board while the record fails or is silent', async () => {
    const { record, namesAt } = makeBoards()
    expect(await namesAt(NOW_MS - 2)).toEqual([DROPPED_ID])
    record.answer = () => Promise.reject(new Error('disk'))
    expect(await namesAt(NOW_MS - 1)).toEqual([DROPPED_ID])
    record.answer = () => new Promise(() => undefined)
    expect(await namesAt(NOW_MS)).toEqual([DROPPED_ID])
    record.answer = () => Promise.resolve([])
    expect(await namesAt(NOW_MS + 1)).toEqual([])
  })

  it('is not there where no record has ever told of it', async () => {
    const { record, namesAt } = makeBoards()
    record.answer = () => Promise.reject(new Error('disk'))
    expect(await namesAt(NOW_MS)).toEqual([])
  })
})
