import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql, type RawBuilder } from 'kysely'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startMonitor, stopMonitors, type Monitor } from './monitor'
import { nextAlarm, NO_ALARM, type AlarmState } from '@/components/wall/alarm/takeover'
import { sessionListReplySchema, type SessionSummary } from '@/lib/api/replies'
import { wallReplySchema } from '@/lib/api/screen-replies'
import { DEFAULT_SCREEN_SETTINGS } from '@/lib/api/screen-settings'
import type { StaffPrincipal } from '@/lib/auth/principal'
import { parseSessionId, type SessionId } from '@/lib/failover/ids'
import { sessionListQuerySchema } from '@/lib/server/session-list'
import { openDatabase } from '@/lib/store/open-database'

// Each test starts servers of its own; a busy machine takes seconds for that.
vi.setConfig({ testTimeout: 60_000 })
afterEach(stopMonitors)

const KIM: StaffPrincipal = {
  kind: 'staff',
  role: 'operator',
  personId: 'person-kim',
  name: 'Kim',
  source: 'em',
  staffSessionId: 'sign-in-1',
}
const DESK = { address: '192.0.2.7', kept: '192.0.2.0/24', name: 'Chrome on Linux' }
const LOOKS_AFTER = 30
const RUN = parseSessionId('3f2504e0-4f89-11d3-9a0c-0305e82c3301') ?? never()

function never(): never {
  throw new Error('not an id')
}

/** A run that never moves by itself: one VM that failed (unless it is not to), one that is fine. */
function pin({ simulator }: Monitor, { over, failed = true }: { over: boolean; failed?: boolean }): void {
  const nowMs = simulator.nowMs()
  const row = (vmName: string, isFailed: boolean) => ({
    vmName,
    point: null,
    createdAtMs: STARTED_MS,
    endedAtMs: STARTED_MS + 1_000,
    state: 'Stopped',
    result: isFailed ? 'Failed' : 'Success',
    progress: 100,
    failureMessage: isFailed ? 'no memory' : null,
  })
  simulator.addSession({
    id: RUN,
    name: 'Pinned plan',
    serverId: simulator.state().scenarios[0]?.sessionId ?? '',
    createdAtMs: STARTED_MS,
    endedAtMs: over ? Math.min(nowMs, STARTED_MS + 2_000) : null,
    state: over ? 'Stopped' : 'Working',
    result: over ? 'Failed' : 'None',
    progress: 50,
    failureMessage: null,
    tasks: [row('sql02', failed), row('web01', false)],
  })
}
const STARTED_MS = Date.now() - 5_000

async function inRecord({ dataDir }: Monitor, statement: RawBuilder<unknown>): Promise<void> {
  const { db, close } = openDatabase({ engine: 'sqlite', path: join(dataDir, 'failover-monitor.db') })
  await statement.execute(db)
  await close()
}

/** From now on the record cannot be told that a run has left Enterprise Manager. */
const refuseToDrop = (monitor: Monitor): Promise<void> =>
  inRecord(
    monitor,
    sql`create trigger refuse before update of in_em on sessions when new.in_em = 0
      begin select raise(abort, 'refused'); end`,
  )
const takeAgain = (monitor: Monitor): Promise<void> => inRecord(monitor, sql`drop trigger refuse`)

const listOf = async ({ runtime }: Monitor) =>
  sessionListReplySchema.parse(await runtime.sessions.list(sessionListQuerySchema.parse({})))
const wallOf = async ({ runtime }: Monitor) =>
  wallReplySchema.parse(
    await runtime.wall.read(
      { kind: 'screen', screenId: 's', name: 'NOC', scope: { kind: 'all' } },
      { settings: DEFAULT_SCREEN_SETTINGS, commands: [] },
    ),
  )

/** Looks again and again until `isReached`, and for a while after it. */
async function follow(look: () => Promise<boolean>): Promise<void> {
  const untilMs = Date.now() + 30_000
  for (let left = LOOKS_AFTER; left > 0;) {
    if (Date.now() > untilMs) throw new Error('It never came to that.')
    if (await look()) left -= 1
    await wait(20)
  }
}

const has = (runs: readonly SessionSummary[], id: SessionId): SessionSummary[] =>
  runs.filter(({ session }) => session.id === id)

describe('a failed run that leaves Enterprise Manager and comes back', () => {
  it('is counted once, on every page, at every moment', async () => {
    const monitor = await startMonitor({ scenarios: [], historySessions: 3 })
    pin(monitor, { over: true })
    const look = async () => {
      const { totals, total, sessions } = await listOf(monitor)
      const [run, ...others] = has(sessions, RUN)
      return {
        inEnterpriseManager: run?.inEnterpriseManager ?? null,
        figures: { ...totals, total, times: (run === undefined ? 0 : 1) + others.length },
      }
    }
    await follow(async () => (await look()).inEnterpriseManager === true)
    const { figures } = await look()
    expect(figures).toMatchObject({ times: 1, history: 4, vmsFailedOverToday: 1, incomplete: false })
    const stays = (there: boolean) =>
      follow(async () => {
        const now = await look()
        expect(now.figures).toEqual(figures)
        return now.inEnterpriseManager === there
      })
    for (const refuses of [false, true]) {
      if (refuses) await refuseToDrop(monitor)
      monitor.simulator.dropSession(RUN)
      await stays(false)
      if (refuses) await takeAgain(monitor)
      pin(monitor, { over: true })
      await stays(true)
    }
  })
})

describe('a run with a failure that Enterprise Manager drops while it runs', () => {
  it('keeps its failure by name and text, on walls and in the list, until somebody acknowledges it', async () => {
    const monitor = await startMonitor({ scenarios: [], historySessions: 3 })
    pin(monitor, { over: false, failed: false })
    let alarm: AlarmState = NO_ALARM
    let rung = 0
    const look = async () => {
      const [wall, list] = [await wallOf(monitor), await listOf(monitor)]
      const times = { nowMs: Date.now(), emNowMs: Date.now() }
      const before = alarm.held[0]?.sinceMs
      alarm = nextAlarm(alarm, { of: 'screen', sessions: wall.sessions, ...times })
      if (alarm.held[0] !== undefined && alarm.held[0].sinceMs !== before) rung += 1
      return { wall, list, run: wall.sessions.find(({ session }) => session.id === RUN) }
    }
    await follow(async () => (await look()).run?.outcome.kind === 'running')
    pin(monitor, { over: false })
    await follow(async () => (await look()).run?.counts.failed === 1)
    const { run: seen } = await look()
    const stays = async () => {
      const { run, wall, list } = await look()
      expect(alarm.held).toHaveLength(1)
      expect(run).toMatchObject({
        failing: seen?.failing,
        unacknowledged: 1,
        failures: [{ vmName: 'sql02', message: 'no memory' }],
      })
      expect(wall.totals.withFailures).toBe(1)
      expect(list.totals).toMatchObject({ needAttention: 1, incomplete: false, vmsFailedOverToday: 1 })
      expect(list.totals.running + list.totals.history).toBe(4)
      expect(has(list.live, RUN)).toMatchObject([{ failing: seen?.failing }])
      return run?.inEnterpriseManager ?? null
    }
    monitor.simulator.dropSession(RUN)
    await follow(async () => (await stays()) === false)
    await monitor.restart()
    await follow(async () => {
      const { run } = await look()
      expect(alarm.held).toHaveLength(1)
      return run?.failures.length === 1
    })
    await follow(async () => (await stays()) === false)
    expect(rung).toBe(1)

    const { session } = await monitor.runtime.sessions.read(RUN)
    const key = session.tasks.find(({ vmName }) => vmName === 'sql02')?.key ?? ''
    await monitor.runtime.acknowledgements.say(RUN, { keys: [key], reason: 'on it' }, KIM, DESK)
    const { run, list } = await look()
    expect(run).toMatchObject({ unacknowledged: 0, acknowledgedBy: 'Kim' })
    expect(alarm.held).toEqual([])
    expect(list.totals.needAttention).toBe(0)
  })
})
