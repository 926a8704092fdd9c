import { describe, expect, it } from 'vitest'
import type { SessionSummary } from '@/lib/api/replies'
import type { RecordedSummary } from '@/lib/failover/recorded-session'
import { createBoards } from '@/lib/server/boards'
import { createLeftRuns } from '@/lib/server/left-runs'
import { createRecordedFailures } from '@/lib/server/recorded-failures'
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

/** Only who it is; what is shown of it comes from the rows. */
const RECORDED = {
  session: DROPPED.session,
  counts: DROPPED.counts,
  observedAtMs: NOW_MS,
} as unknown as RecordedSummary // safe: nothing else of it is read

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
  const record = { answer: (): Promise<unknown> => Promise.resolve([RECORDED]) } // only passed on
  const boards = createBoards(
    { use: () => record.answer() as never }, // safe: the only use is the list
    {
      rows: { toRecorded: () => DROPPED } as never, // nothing is listed, so nothing else is asked
      left: createLeftRuns(() => null),
      failures: createRecordedFailures(),
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

  it('is on it from memory until the record tells of it, with whose it was and what had failed', async () => {
    const failed = { vmName: 'sql01', failureMessage: 'no host', state: 'Stopped', result: 'Failed' }
    const session = { ...DROPPED.session, id: DROPPED_ID, tasks: [failed] }
    const tenant = { id: 't', name: 'Birch' }
    let inEnterpriseManager = true
    const boards = createBoards(
      {
        // safe: the only use is the list and its rows
        use: (query) =>
          query({
            list: () => Promise.resolve(inEnterpriseManager ? [] : [{ ...RECORDED, counts: { failed: 1 } }]),
            readFailedRows: () => Promise.resolve(new Map([[DROPPED_ID, [failed]]])),
          } as never),
      },
      {
        // safe: all that is asked
        rows: {
          newestOf: (_id: string, listed: unknown) => listed,
          toSummary: () => DROPPED,
          toLeft: () => ({ summary: DROPPED, session }),
          toRecorded: () => DROPPED,
        } as never,
        left: createLeftRuns(() => ({ inEnterpriseManager })),
        failures: createRecordedFailures(),
        surroundings: {
          ofList: () => around,
          provenJoinOf: () => ({ plan: { id: 'p', name: 'P' }, tenant }),
        } as never,
        teamwork: { changes: () => 0 },
        now: () => NOW_MS,
      },
    )
    const at = async (observedAtMs: number, isListed: boolean) => {
      const sessions = new Map(isListed ? [[DROPPED_ID, { session }]] : [])
      const value = { sessions, unreadable: 0, wholeAtMs: observedAtMs } as never // safe: as the list has it
      return (await boards.of({ ...list(observedAtMs), value }, HOUR_MS)).runs.map(({ summary, ...run }) => ({
        id: summary.session.id,
        tenant: run.proven.tenant,
        failures: run.failures,
      }))
    }
    const shown = [{ id: DROPPED_ID, tenant, failures: [{ vmName: 'sql01', message: 'no host' }] }]
    expect(await at(NOW_MS - 3, true)).toEqual(shown)
    expect(await at(NOW_MS - 2, false)).toEqual(shown)
    inEnterpriseManager = false
    expect(await at(NOW_MS - 2, false)).toEqual(shown)
  })

  it('is not there where no record has ever told of it', async () => {
    const { record, namesAt } = makeBoards()
    record.answer = () => Promise.reject(new Error('disk'))
    expect(await namesAt(NOW_MS)).toEqual([])
  })
})
