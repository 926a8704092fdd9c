import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { countRequests, idOf, startMonitor, stopMonitors, type Monitor } from './monitor'
import { createPostgresDatabase, postgresUrl } from '../postgres'
import { comparisonReplySchema, historyReplySchema } from '@/lib/api/record-replies'
import { healthReplySchema, sessionListReplySchema, sessionReplySchema } from '@/lib/api/replies'
import { runReportSchema } from '@/lib/api/report'
import type { SessionId } from '@/lib/failover/ids'
import { createStore } from '@/lib/store/create-store'

const dropped: (() => Promise<void>)[] = []
afterEach(async () => {
  await stopMonitors()
  await Promise.all(dropped.splice(0).map((drop) => drop()))
})

const eventually = (check: () => Promise<void> | void): Promise<void> =>
  vi.waitFor(check, { timeout: 15_000, interval: 50 })

const NEWEST = { sort: 'newest', page: 1 } as const

/** Waits until the record, and not only a page, holds the end of the run. Nobody reads the session meanwhile. */
async function recordedToEnd(monitor: Monitor, id: SessionId): Promise<void> {
  await eventually(async () => {
    const { transitions } = await monitor.runtime.history.read(id)
    expect(transitions.findLast((one) => one.key === null && one.field === 'state')?.to).toBe('Stopped')
  })
}

type Env = Record<string, string>

async function toPostgresEnv(): Promise<Env> {
  const database = await createPostgresDatabase()
  dropped.push(() => database.drop())
  return { DATABASE_URL: database.url, AUTH_SECRET: 'a secret for the tests, of 40 characters' }
}

const engines = [
  { engine: 'sqlite', env: (): Promise<Env> => Promise.resolve({}) },
  { engine: 'postgresql', env: toPostgresEnv },
]

const usable = engines.filter(({ engine }) => engine !== 'postgresql' || postgresUrl() !== null)

describe.each(usable)('the record on $engine', (engine) => {
  it('holds a run that nobody looked at, and shows it after a restart, rows, times, results and points', async () => {
    const monitor = await startMonitor({ scenarios: ['emptied'], speed: 60 }, await engine.env())
    const id = idOf(monitor, 'emptied')
    await recordedToEnd(monitor, id)
    // The points are read once more at the end.
    await eventually(async () => {
      const { session } = await monitor.runtime.sessions.read(id)
      expect(session.tasksFrom).toBe('record')
      expect(session.tasks.every((task) => task.vmReplicaPoint?.state === 'Failover')).toBe(true)
    })
    const before = await monitor.runtime.sessions.read(id)
    expect(before.counts.total).toBe(before.session.tasks.length)
    expect(before.counts.total).toBeGreaterThan(3)

    // After the restart Enterprise Manager has neither rows nor points any more.
    monitor.simulator.setFault({ kind: 'status', status: 404 }, { path: 'vmReplicaPoints' })
    await monitor.restart()
    await eventually(async () => {
      const after = sessionReplySchema.parse(await monitor.runtime.sessions.read(id))
      expect(after.session.tasksFrom).toBe('record')
      expect(after.session.tasksRecordedAtUtc).toBe(before.session.tasksRecordedAtUtc)
      const facts = (reply: typeof after) =>
        reply.session.tasks.map(({ vmReplicaPoint: point, ...task }) => ({
          ...task,
          point: point && { ...point, stateAsOfUtc: null, stateReadAtUtc: null },
        }))
      expect(facts(after)).toEqual(facts(before))
      // What comes out of the record is not claimed for now.
      expect(after.session.tasks.every((task) => task.vmReplicaPoint?.stateAsOfUtc)).toBe(true)
      expect(after.outcome).toEqual(before.outcome)
    })
    const history = historyReplySchema.parse(await monitor.runtime.history.read(id))
    expect(history.samples.length).toBeGreaterThan(3)
    expect(history.taskSamples.length).toBeGreaterThan(history.samples.length)
    const key = before.session.tasks[0]?.key ?? ''
    const ofOne = historyReplySchema.parse(await monitor.runtime.history.read(id, { task: key }))
    expect(ofOne).toEqual({
      ...history,
      samples: [],
      taskSamples: history.taskSamples.filter((sample) => sample.key === key),
      transitions: history.transitions.filter((transition) => transition.key === key),
    })
    expect(ofOne.taskSamples.length).toBeGreaterThan(2)
    expect(ofOne.transitions.length).toBeGreaterThan(1)
  })

  it('opens a session that Enterprise Manager no longer has, and lists it', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 300 }, await engine.env())
    const id = idOf(monitor, 'clean')
    await recordedToEnd(monitor, id)
    const { counts } = await monitor.runtime.sessions.read(id)
    const { total } = await monitor.runtime.sessions.list(NEWEST)
    monitor.simulator.dropSession(id)
    const check = async (): Promise<void> => {
      const reply = sessionReplySchema.parse(await monitor.runtime.sessions.read(id))
      expect(reply).toMatchObject({ inEnterpriseManager: false, counts, freshness: { level: 'final' } })
      expect(reply.outcome).toEqual({ kind: 'ended', result: 'success' })
      expect(reply.session.plan?.name).toBeTruthy()
      expect(reply.session.tenant?.name).toBeTruthy()
      const list = sessionListReplySchema.parse(await monitor.runtime.sessions.list(NEWEST))
      expect(list.total).toBe(total)
      const row = list.sessions.find((one) => one.session.id === id)
      expect(row).toMatchObject({ inEnterpriseManager: false, counts, outcome: reply.outcome })
      const found = await monitor.runtime.sessions.list({ ...NEWEST, q: id.slice(0, 13).toUpperCase() })
      expect(found.sessions.map((one) => one.session.id)).toEqual([id])
    }
    await eventually(check)
    await monitor.restart()
    await eventually(check)
  })

  it('shows what it last knew when Enterprise Manager is away at the start', async () => {
    const monitor = await startMonitor({ scenarios: ['clean', 'finished'], speed: 30 }, await engine.env())
    const id = idOf(monitor, 'clean')
    await eventually(async () => {
      expect((await monitor.runtime.sessions.read(id)).counts.total).toBeGreaterThan(5)
      expect((await monitor.runtime.history.read(id)).samples.length).toBeGreaterThan(1)
    })
    monitor.simulator.setFault({ kind: 'reset' })
    await monitor.restart()
    const reply = await monitor.runtime.sessions.read(id)
    expect(reply.counts.total).toBeGreaterThan(5)
    await eventually(async () => {
      const { freshness } = await monitor.runtime.sessions.read(id)
      expect(freshness).toMatchObject({ level: 'stale', problem: { code: 'unreachable' } })
      const list = await monitor.runtime.sessions.list(NEWEST)
      expect(list.freshness).toMatchObject({ level: 'stale', problem: { code: 'unreachable' } })
      expect(list.sessions.map((one) => one.session.id)).toContain(id)
    })
  })

  it('records a gap while Enterprise Manager cannot be read, and the report says so', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 20 }, await engine.env())
    const id = idOf(monitor, 'clean')
    await eventually(async () => {
      expect((await monitor.runtime.history.read(id)).samples.length).toBeGreaterThan(2)
    })
    monitor.simulator.setFault({ kind: 'status', status: 503 })
    await eventually(async () => {
      const { gaps } = await monitor.runtime.history.read(id)
      expect(gaps).toEqual([expect.objectContaining({ code: 'upstream_error', toUtc: null })])
    })
    monitor.simulator.setFault(null)
    await eventually(async () => {
      const { gaps } = await monitor.runtime.history.read(id)
      expect(gaps).toHaveLength(1)
      expect(Date.parse(gaps[0]?.toUtc ?? '')).toBeGreaterThan(Date.parse(gaps[0]?.fromUtc ?? ''))
    })
    const { gaps } = await monitor.runtime.history.read(id)
    const { report, json } = await monitor.runtime.reports.read(id)
    expect(runReportSchema.parse(JSON.parse(json))).toEqual(report)
    expect(report.gaps?.map(({ fromUtc, toUtc, code }) => ({ fromUtc, toUtc, code }))).toEqual(gaps)
  })

  it('takes the time in which no monitor ran for a gap, once, and doubles nothing', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 5 }, await engine.env())
    const id = idOf(monitor, 'clean')
    await eventually(async () => {
      expect((await monitor.runtime.sessions.read(id)).counts.total).toBe(14)
      const { transitions } = await monitor.runtime.history.read(id)
      // The session's first sight and that of each row: nothing of the beginning is still to come.
      expect(transitions.filter((one) => one.from === null && one.field === 'state')).toHaveLength(15)
    })
    const before = await monitor.runtime.history.read(id)
    // A minute later by its own clock.
    await monitor.restart({}, { now: () => Date.now() + 60_000 })
    await eventually(async () => {
      const { gaps } = await monitor.runtime.history.read(id)
      expect(gaps).toEqual([expect.objectContaining({ code: 'not_recorded' })])
      expect(gaps[0]?.toUtc).not.toBeNull()
    })
    const after = await monitor.runtime.history.read(id)
    expect(after.transitions.slice(0, before.transitions.length)).toEqual(before.transitions)
    expect(after.transitions.filter((one) => one.from === null)).toEqual(
      before.transitions.filter((one) => one.from === null),
    )
  })
})

describe('a record that cannot be written', () => {
  it('keeps live monitoring going, and is told on the health page, the list and wherever only it could answer', async () => {
    const monitor = await startMonitor(
      { scenarios: ['clean'], speed: 60 },
      { DATABASE_URL: 'file:/dev/null/record/failover-monitor.db' },
    )
    await monitor.runtime.opened
    const id = idOf(monitor, 'clean')
    await eventually(async () => {
      expect((await monitor.runtime.sessions.read(id)).freshness.level).toBe('live')
      const { recording } = healthReplySchema.parse(await monitor.runtime.health.read())
      expect(recording).toMatchObject({ state: 'failing', problem: { code: 'read_only' } })
      expect(recording.problem?.message).toContain('/dev/null/record/failover-monitor.db')
    })
    expect(monitor.runtime.isRecordOpen()).toBe(false)
    await expect(monitor.runtime.history.read(id)).rejects.toMatchObject({ code: 'record_unavailable' })
    expect((await monitor.runtime.sessions.list(NEWEST)).recordUnavailable).toBe(true)
  })

  it('opens by itself once the folder can be made, and writes what was seen before that too', async () => {
    const parent = join((await startMonitor({ scenarios: [] })).dataDir, 'later')
    // A file stands where the folder should be.
    writeFileSync(parent, '')
    const monitor = await startMonitor(
      { scenarios: ['clean'], speed: 60 },
      { DATABASE_URL: `file:${join(parent, 'record.db')}` },
    )
    const id = idOf(monitor, 'clean')
    await eventually(async () => {
      expect((await monitor.runtime.sessions.read(id)).counts.succeeded).toBeGreaterThan(1)
    })
    expect(monitor.runtime.isRecordOpen()).toBe(false)
    const openedMs = Date.now()
    rmSync(parent)
    mkdirSync(parent)
    await eventually(async () => {
      const { recording } = await monitor.runtime.health.read()
      expect(recording).toMatchObject({ state: 'recording', problem: null, waiting: 0 })
      const { samples, transitions } = await monitor.runtime.history.read(id)
      expect(Date.parse(samples[0]?.atUtc ?? '')).toBeLessThan(openedMs)
      expect(transitions.filter((one) => one.field === 'state' && one.from === null)).toHaveLength(15)
    })
  })

  it('refuses a second app on one record', async () => {
    const monitor = await startMonitor({ scenarios: [] })
    await monitor.runtime.opened
    const second = await startMonitor({ scenarios: [] }, { DATA_DIR: monitor.dataDir })
    await expect(second.runtime.opened).rejects.toMatchObject({ code: 'in_use' })
    await monitor.runtime.dispose()
    await second.restart()
    await second.runtime.opened
    expect(second.runtime.isRecordOpen()).toBe(true)
  })
})

/** Earlier runs of the same plan with the same VMs, ended so many minutes ago. */
function addEarlierRuns(
  monitor: Monitor,
  name: string,
  serverId: string,
  vms: string[],
  took: number[],
): void {
  for (const [index, minutes] of took.entries()) {
    const createdAtMs = Date.now() - (index + 1) * 86_400_000
    const endedAtMs = createdAtMs + minutes * 60_000
    monitor.simulator.addSession({
      id: `00000000-0000-4000-8000-00000000000${index}`,
      name,
      serverId,
      createdAtMs,
      endedAtMs,
      state: 'Stopped',
      result: 'Success',
      progress: 100,
      failureMessage: null,
      tasks: vms.map((vmName) => ({
        vmName,
        point: null,
        createdAtMs: createdAtMs + 1_000,
        endedAtMs,
        state: 'Stopped',
        result: 'Success',
        progress: 100,
        failureMessage: null,
      })),
    })
  }
}

describe('what the record is for', () => {
  it('foretells the end from three earlier like runs, and not from two; compares with them', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 20, historySessions: 0 })
    const id = idOf(monitor, 'clean')
    let vms: string[] = []
    await eventually(async () => {
      const { session, recovery } = await monitor.runtime.sessions.read(id)
      vms = session.tasks.flatMap((task) => task.vmName ?? [])
      expect(session.plan).not.toBeNull()
      expect(vms).toHaveLength(14)
      expect(recovery.eta).toEqual({ kind: 'none', reason: 'too_few_runs', runs: 0 })
    })
    const { session } = await monitor.runtime.sessions.read(id)
    const [name, server] = [session.name ?? '', session.backupServer?.id ?? '']
    addEarlierRuns(monitor, name, server, vms, [12, 18])
    // EM's whole list brings them, and the runs looked up are kept for a minute.
    await monitor.restart()
    await eventually(async () => {
      const { recovery } = await monitor.runtime.sessions.read(id)
      expect(recovery.eta).toEqual({ kind: 'none', reason: 'too_few_runs', runs: 2 })
    })
    addEarlierRuns(monitor, name, server, vms.slice(0, 12), [12, 18, 15])
    await monitor.restart()
    await eventually(async () => {
      const { recovery } = await monitor.runtime.sessions.read(id)
      expect(recovery.eta).toEqual({ kind: 'range', leastMs: 12 * 60_000, mostMs: 18 * 60_000, runs: 3 })
    })
    const comparison = comparisonReplySchema.parse(await monitor.runtime.sessions.compare(id))
    expect(comparison.earlier.map((run) => run.tookMs)).toEqual(
      [12, 18, 15].map((minutes) => minutes * 60_000),
    )
    expect(comparison.vms).toHaveLength(14)
    expect(comparison.vms[0]?.earlier.map((vm) => vm?.tookMs)).toEqual(
      [12, 18, 15].map((minutes) => minutes * 60_000 - 1_000),
    )
    // Two of the runs were read with all rows before, and no row once seen is lost.
    expect(comparison.vms.at(-1)?.earlier.map((vm) => vm?.standing)).toEqual([
      'succeeded',
      'succeeded',
      undefined,
    ])
  })

  it('takes the expected end back when the run stands still, and after its end', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 20, historySessions: 0 })
    const id = idOf(monitor, 'clean')
    await eventually(async () => {
      expect((await monitor.runtime.sessions.read(id)).counts.total).toBe(14)
    })
    monitor.simulator.setSpeed(0)
    await eventually(async () => {
      const { recovery, freshness } = await monitor.runtime.sessions.read(id)
      expect(recovery.eta).toEqual({ kind: 'none', reason: 'no_progress' })
      expect(Date.parse(recovery.noProgressSinceUtc ?? '')).toBeLessThan(Date.parse(freshness.observedAtUtc))
    })
    monitor.simulator.setSpeed(600)
    await eventually(async () => {
      const { recovery } = await monitor.runtime.sessions.read(id)
      expect(recovery).toMatchObject({ eta: { kind: 'none', reason: 'ended' }, noProgressSinceUtc: null })
    })
  })

  it('shows the targets of the plan within seconds of their being set', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 10 })
    const id = idOf(monitor, 'clean')
    let planId = ''
    await eventually(async () => {
      const { session, recovery } = await monitor.runtime.sessions.read(id)
      planId = session.plan?.id ?? ''
      expect(planId).not.toBe('')
      expect(recovery.target).toBeNull()
    })
    // As the admin program does it, beside the running server.
    const beside = await createStore(
      { engine: 'sqlite', path: join(monitor.dataDir, 'failover-monitor.db') },
      monitor.simulator.url,
      Date.now(),
    )
    await beside.setPlanTarget({ planId, rtoMs: 3_600_000, rpoMs: null, setBy: 'test', setAtMs: Date.now() })
    await beside.close()
    await eventually(async () => {
      const { recovery } = await monitor.runtime.sessions.read(id)
      expect(recovery.target).toMatchObject({ rtoMs: 3_600_000, rpoMs: null, setBy: 'test' })
    })
  })

  it('keeps the report that was shown: its checksum finds the very same text after a restart', async () => {
    const monitor = await startMonitor({ scenarios: ['failures'], speed: 300 })
    const id = idOf(monitor, 'failures')
    await recordedToEnd(monitor, id)
    await eventually(async () => {
      const { report } = await monitor.runtime.reports.read(id)
      expect(report.final).toBe(true)
    })
    const shown = await monitor.runtime.reports.read(id)
    monitor.simulator.dropSession(id)
    await monitor.restart()
    const found = await monitor.runtime.reports.find(id, shown.sha256)
    expect(found?.json).toBe(shown.json)
    expect(await monitor.runtime.reports.find(id, '0'.repeat(64))).toBeNull()
  })

  it('reads replica points of runs that it watches, and none because Enterprise Manager lists a month of finished ones', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 20, historySessions: 60 })
    const id = idOf(monitor, 'clean')
    await eventually(async () => {
      expect((await monitor.runtime.health.read()).recording.sessions).toBe(61)
      const { session } = await monitor.runtime.sessions.read(id)
      expect(session.tasks.every((task) => task.vmReplicaPoint?.creationTimeUtc)).toBe(true)
      expect(session.tasks).toHaveLength(14)
    })
    expect(countRequests(monitor.simulator, 'GET', /vmReplicaPoints/i)).toBe(14)
  })
})
