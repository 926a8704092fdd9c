import { describe, expect, it } from 'vitest'
import { makeTask } from '../components/fixtures'
import { makeSummary } from '../components/list-fixtures'
import { sessionId } from '../share/samples'
import type { Acknowledgement } from '@/lib/failover/acknowledgement'
import type { FailoverSession, TaskSession } from '@/lib/failover/failover-session'
import { toCounts, type Outcome } from '@/lib/failover/outcome'
import type { RecordedSummary } from '@/lib/failover/recorded-session'
import { createRecordedFailures } from '@/lib/server/recorded-failures'
import { toRecordedTeamwork, toTeamworkSummary } from '@/lib/server/teamwork-view'

const row = (key: string, over: Partial<TaskSession> = {}): TaskSession => ({
  ...makeTask(1),
  key,
  vmName: key,
  vmReplicaPoint: null,
  state: 'Stopped',
  result: 'Failed',
  failureMessage: `${key} is full`,
  ...over,
})

const TASKS = [row('sql01'), row('web02', { result: 'Success', failureMessage: null }), row('sql03')]
const SESSION: FailoverSession = { ...makeSummary().session, id: sessionId(1), tasks: TASKS }
const LOST: Outcome = { kind: 'unknown', reported: 'Working' }
const RECORDED: RecordedSummary = {
  session: SESSION,
  outcome: LOST,
  counts: toCounts(TASKS),
  plan: null,
  tenant: null,
  tag: null,
  observedAtMs: 5,
  inEnterpriseManager: false,
  sortMs: 1,
  worstRpoMs: null,
}
const ack = (task: TaskSession): Acknowledgement => ({
  no: 1,
  key: task.key,
  vmName: task.vmName,
  startUtc: task.creationTimeUtc,
  message: task.failureMessage,
  by: 'Kim',
  atMs: 1,
  reason: 'on it',
})
const teamworkOf = (...acknowledgements: Acknowledgement[]) => ({
  acknowledgements,
  finalisation: null,
  notes: [],
  known: true,
})
const failedOf = (tasks: TaskSession[]) => tasks.filter(({ result }) => result === 'Failed')

/** A record whose failed rows are these, or that cannot be read. */
function makeStore(rows: TaskSession[] | Error) {
  const asked: (readonly string[])[] = []
  const readFailedRows = ({ ids }: { ids: readonly string[] }) => {
    asked.push(ids)
    return rows instanceof Error
      ? Promise.reject(rows)
      : Promise.resolve(new Map(ids.map((id) => [id, rows])))
  }
  return { asked, readFailedRows }
}

describe('failures of a run that Enterprise Manager has dropped', () => {
  it.each([
    ['nobody has acknowledged', teamworkOf()],
    ['one was acknowledged', teamworkOf(ack(row('sql01')))],
    ['all were acknowledged', teamworkOf(ack(row('sql01')), ack(row('sql03')))],
  ])('have the names that they had while it ran: %s', (_what, teamwork) => {
    const running: Outcome = { kind: 'running', failedSoFar: 2, warningSoFar: 0 }
    const run = { session: SESSION, outcome: running, counts: toCounts(TASKS), kind: null, evidence: [] }
    const { failing, unacknowledged, acknowledgedBy } = toTeamworkSummary(teamwork, run)
    expect(failing).toHaveLength(2)
    expect(toRecordedTeamwork(teamwork, RECORDED, failedOf(TASKS))).toMatchObject({
      failing,
      unacknowledged,
      acknowledgedBy,
    })
  })

  it('have the name of the run’s own where no VM failed', () => {
    const failed: Outcome = { kind: 'ended', result: 'failed' }
    const session = { ...SESSION, tasks: [], failureMessage: 'No host' }
    const counts = toCounts([])
    const run = { session, outcome: failed, counts, kind: null, evidence: [] }
    const { failing } = toTeamworkSummary(teamworkOf(), run)
    expect(failing).toHaveLength(1)
    expect(
      toRecordedTeamwork(teamworkOf(), { ...RECORDED, session, outcome: failed, counts }).failing,
    ).toEqual(failing)
  })

  it('are counted as far as they were not read', () => {
    expect(toRecordedTeamwork(teamworkOf(ack(row('sql01'))), RECORDED, null)).toMatchObject({
      failing: [],
      unacknowledged: 1,
      acknowledgedBy: 'Kim',
    })
  })
})

describe('the rows of failures', () => {
  it('are read once of each run, and again when it was seen anew', async () => {
    const failures = createRecordedFailures()
    const store = makeStore(failedOf(TASKS))
    const healthy = { ...RECORDED, counts: toCounts([]) }
    await failures.settle(store, [RECORDED, healthy])
    await failures.settle(store, [RECORDED])
    expect(store.asked).toEqual([[SESSION.id]])
    expect(failures.of(RECORDED)?.map(({ vmName }) => vmName)).toEqual(['sql01', 'sql03'])
    expect(failures.of(healthy)).toEqual([])
    const again = { ...RECORDED, observedAtMs: 6 }
    expect(failures.of(again)).toBeNull()
    await failures.settle(store, [again])
    expect([store.asked.length, failures.of(again)?.length]).toEqual([2, 2])
  })

  it('stay unknown where they cannot be read, and are asked for again', async () => {
    const failures = createRecordedFailures()
    const store = makeStore(new Error('disk'))
    await failures.settle(store, [RECORDED])
    await failures.settle(store, [RECORDED])
    expect([store.asked.length, failures.of(RECORDED)]).toEqual([2, null])
  })
})
