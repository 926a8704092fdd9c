import { describe, expect, it } from 'vitest'
import { parseSessionId } from '@/lib/failover/ids'
import { createRecoverySource, type RunKey } from '@/lib/server/recovery-source'

const NOW_MS = Date.parse('2026-11-23T12:00:00.000Z')
const PLAN = { id: 'plan-1', name: 'Plan' }
const TARGET = { rtoMs: 3_600_000, rpoMs: null, setBy: 'Mia', setAtMs: NOW_MS }
const id = parseSessionId('00000000-0000-4000-8000-000000000001')
if (id === null) throw new Error('no id')

// A run that has ended is compared with no other, so that only the plan's goals are asked for.
const session: RunKey['session'] = {
  uid: `urn:veeam:CloudFailoverSession:${id}`,
  id,
  name: 'Plan',
  jobType: 'FailoverPlan',
  creationTimeUtc: '2026-11-23T11:00:00.000Z',
  endTimeUtc: '2026-11-23T11:20:00.000Z',
  state: 'Stopped',
  result: 'Success',
  progress: 100,
  failureMessage: null,
  backupServer: null,
  tasks: [],
}
const run: RunKey = { id, session, plan: PLAN, kind: null, planVms: null }
const snapshot = {
  value: { session, tasksFrom: 'em', movedAtMs: null } as never, // safe: nothing else is looked at
  observedAtMs: NOW_MS,
  intervalMs: 3_000,
  problem: null,
  inFlightSinceMs: null,
}

function makeSource() {
  let nowMs = NOW_MS
  const record = { answer: (): Promise<unknown> => Promise.resolve(TARGET) }
  const source = createRecoverySource({ use: () => record.answer() as never }, () => nowMs) // safe: the goals are asked for
  const read = async () => {
    // What was read before is kept for seconds only.
    nowMs += 60_000
    await source.settle(run)
    const { target, targetUnread } = source.of(run, snapshot)
    return { rtoMs: target?.rtoMs ?? null, targetUnread }
  }
  return { record, read }
}
const away = () => Promise.reject(new Error('away'))

describe('goals of a plan', () => {
  it('are not known, and not "none", where the record cannot be read', async () => {
    const { record, read } = makeSource()
    record.answer = away
    expect(await read()).toEqual({ rtoMs: null, targetUnread: true })
    record.answer = () => Promise.resolve(null)
    expect(await read()).toEqual({ rtoMs: null, targetUnread: false })
  })

  it('stay as they were read last while the record is away', async () => {
    const { record, read } = makeSource()
    expect(await read()).toEqual({ rtoMs: TARGET.rtoMs, targetUnread: false })
    record.answer = away
    expect(await read()).toEqual({ rtoMs: TARGET.rtoMs, targetUnread: false })
    expect(await read()).toEqual({ rtoMs: TARGET.rtoMs, targetUnread: false })
  })
})
