/**
 * kill -9 at random moments while fast failovers are recorded. What a recorder has acknowledged must stand in the
 * record afterwards, once, whatever the moment; and the record of the finished runs must be what EM served.
 * `KILLS` changes how often per engine, `KILL_SEED` repeats the dice of an earlier run (its moments are its own).
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createPostgresDatabase, postgresUrl } from '../../postgres'
import { createAcknowledged, type Acknowledged } from './acknowledged'
import type { ChildLine } from './child-lines'
import { buildPrograms, killChildren, startChild, type Child, type Programs } from './children'
import { findFaults, type Life } from './record-faults'
import { readServedSession } from './served-session'
import { createSeededRandom, type SeededRandom } from '@/simulator/seeded-random'
import { startSimulator, type ScenarioName, type Simulator } from '@/simulator/start-simulator'

const KILLS = Number(process.env['KILLS'] ?? 100)
const SEED = process.env['KILL_SEED'] ?? String(Date.now())
/** Of the kills, so many hit while an empty database gets its tables. */
const MIGRATING = Math.ceil(KILLS * 0.08)
const KILLS_PER_CHECK = 10
/** Long enough for a gap at any interval that is kept; the clocks jump, nobody waits. */
const DOWNTIME_MS = 60_000
/** A recorder that does not get where it was to be killed is killed all the same. */
const GIVE_UP_MS = 5_000

const MINUTE_MS = 60_000
const SCENARIOS: readonly ScenarioName[] = ['long', 'failures', 'odd-names', 'undo']
/** `long` takes 174 minutes, the others end within 20. */
const SHORT_RUNS_MS = 20 * MINUTE_MS
const LONG_RUN_MS = 175 * MINUTE_MS
const LAST_PART_MS = 12 * MINUTE_MS
const LAST_PART_MOST_MS = 60_000

/** What the kill waits for, and how long after that it comes. A recorder can be made to stand still meanwhile. */
type Aim =
  | { at: 'opening'; share: number }
  | { at: 'open'; afterMs: number }
  | { at: 'step'; count: number; afterMs: number; standsStill: boolean }
type Phase = 'starting' | 'opening' | 'writing' | 'idle'
type Place = { env: Record<string, string>; empty: () => Promise<void>; remove: () => Promise<void> }
type Checked = Extract<ChildLine, { kind: 'checked' }>

let programs: Programs
const endings: (() => Promise<void> | void)[] = []

beforeAll(async () => {
  programs = await buildPrograms()
})
afterAll(() => programs.remove())
afterEach(async () => {
  killChildren()
  for (const end of endings.splice(0).toReversed()) await end()
})

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'failover-killed-'))
const removeFolder = (path: string): void => rmSync(path, { recursive: true, force: true })

const PLACES = {
  sqlite(): Promise<Place> {
    const dataDir = newFolder()
    return Promise.resolve({
      env: { DATA_DIR: dataDir },
      empty: () => Promise.resolve(removeFolder(dataDir)),
      remove: () => Promise.resolve(removeFolder(dataDir)),
    })
  },
  async postgresql(): Promise<Place> {
    const dataDir = newFolder()
    const { url, drop } = await createPostgresDatabase()
    return {
      env: {
        DATA_DIR: dataDir,
        DATABASE_URL: url,
        AUTH_SECRET: 'a secret for the tests, of 40 characters',
      },
      // Not by a new database each time: making and dropping one makes the whole server write its data out.
      async empty() {
        const client = new Client({ connectionString: url })
        await client.connect()
        await client.query('drop schema public cascade')
        await client.query('create schema public')
        await client.end()
      },
      async remove() {
        await drop()
        removeFolder(dataDir)
      },
    }
  },
}

type Engine = keyof typeof PLACES

/** Usual durations, so that moments are spread over what happens on a fast machine and on a loaded one alike. */
function createPace() {
  const known = { opening: 80, round: 600 }
  return {
    of: (what: keyof typeof known): number => known[what],
    saw(what: keyof typeof known, ms: number): void {
      known[what] += 0.2 * (ms - known[what])
    },
  }
}
type Pace = ReturnType<typeof createPace>

function toAim(random: SeededRandom): Aim {
  const dice = random.next()
  if (dice < 0.2) return { at: 'opening', share: random.next() * 1.1 }
  if (dice < 0.45) return { at: 'open', afterMs: random.int(0, 500) }
  const standsStill = random.next() < 0.5
  return { at: 'step', count: random.int(1, 24), afterMs: random.next() * 4, standsStill }
}

/** Blocks, because a timer is too coarse for a transaction of two milliseconds. */
function waitExactly(ms: number): void {
  if (ms > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

/** Lets a recorder run, and kills it where the aim says. @returns what it was doing */
async function recordUntilKilled(child: Child, aim: Aim, pace: Pace): Promise<Phase> {
  let phase: Phase = 'starting'
  let steps = 0
  let upAtMs = 0
  const giveUp = setTimeout(child.kill, GIVE_UP_MS)
  const killIn = (ms: number): void => {
    if (ms > 20) return void setTimeout(child.kill, ms)
    waitExactly(ms)
    child.kill()
  }
  child.onLine((line) => {
    if (line.kind === 'up') {
      phase = 'opening'
      upAtMs = performance.now()
      if (aim.at === 'opening') killIn(aim.share * pace.of('opening'))
    } else if (line.kind === 'open') {
      phase = 'idle'
      pace.saw('opening', performance.now() - upAtMs)
      if (aim.at === 'open') killIn(aim.afterMs)
    } else if (line.kind === 'step') {
      steps += 1
      if (aim.at === 'step' && steps === aim.count) killIn(aim.standsStill ? 0 : aim.afterMs)
    } else if (phase !== 'opening') {
      if (line.kind === 'begin') phase = 'writing'
      if (line.kind === 'written') phase = 'idle'
    }
  })
  const { signal, code, stderr } = await child.ended
  clearTimeout(giveUp)
  if (signal !== 'SIGKILL' || stderr !== '')
    throw new Error(`A recorder ended by itself (${signal ?? code}): ${stderr}`)
  return phase
}

/** The recording of some runs by one recorder after the other, each of which is killed. */
async function killAgainAndAgain(engine: Engine) {
  const random = createSeededRandom(SEED)
  const pace = createPace()
  const clock = { aheadMs: 0 }
  const now = (): number => Date.now() + clock.aheadMs
  const simulator = await startSimulator({
    scenarios: [...SCENARIOS],
    historySessions: 3,
    speed: 1,
    now,
  })
  endings.push(() => simulator.close())
  const begunAtMs = simulator.nowMs()
  const acknowledged = createAcknowledged()
  const lives: Life[] = []
  const phases: Record<Phase, number> = { starting: 0, opening: 0, writing: 0, idle: 0 }
  const logged: string[] = []
  let transactions = 0

  const newPlace = async (): Promise<Place> => {
    const place = await PLACES[engine]()
    endings.push(place.remove)
    return place
  }
  const start = (program: string, place: Place, env: Record<string, string> = {}): Child =>
    startChild(program, {
      ...place.env,
      ...env,
      PATH: process.env['PATH'] ?? '',
      EM_URL: simulator.url,
      EM_USERNAME: 'monitor',
      EM_PASSWORD: 'monitor-secret',
      EM_POLL_ACTIVE_MS: '250',
      EM_POLL_IDLE_MS: '1000',
      LOG_LEVEL: 'error',
      CLOCK_AHEAD_MS: String(clock.aheadMs),
    })

  async function check(place: Place): Promise<Checked> {
    const child = start(programs.checker, place)
    const { stderr } = await child.ended
    const checked = child.lines.find((line) => line.kind === 'checked')
    if (checked === undefined) throw new Error(`The record could not be checked: ${stderr}`)
    expect(checked.faults).toEqual([])
    return checked
  }

  async function checkAll(place: Place): Promise<Checked> {
    const checked = await check(place)
    expect(findFaults(checked.record, acknowledged, lives).slice(0, 10)).toEqual([])
    return checked
  }

  /** Runs one recorder, and takes down what it has acknowledged. */
  async function record<Result>(
    place: Place,
    run: (child: Child) => Promise<Result>,
    env: Record<string, string> = {},
  ): Promise<Result> {
    const child = start(programs.recorder, place, env)
    const fromMs = now()
    child.onLine((line) => {
      if (line.kind === 'written') acknowledged.add(line.writes, lives.length)
      if (line.kind === 'end' && line.committed) transactions += 1
    })
    const result = await run(child)
    lives.push({ fromMs, toMs: now() })
    logged.push(...child.logged)
    return result
  }

  return {
    simulator,
    acknowledged,
    logged,
    figures: () => ({ phases, transactions }),
    newPlace,
    checkAll,
    record,
    now,
    /** While an empty database gets its tables. Whatever is left of it must be made whole by the next start. */
    async killWhileMigrating(place: Place): Promise<void> {
      await place.empty()
      const child = start(programs.recorder, place)
      const share = random.next()
      let killed = false
      child.onLine((line) => {
        if (line.kind !== 'begin' || killed) return
        killed = true
        waitExactly(share * MIGRATION_MS[engine])
        child.kill()
      })
      const giveUp = setTimeout(child.kill, GIVE_UP_MS)
      const { signal, stderr } = await child.ended
      clearTimeout(giveUp)
      expect({ signal, stderr, killed }).toEqual({ signal: 'SIGKILL', stderr: '', killed: true })
      phases.opening += 1
      await check(place)
    },
    async killOnce(place: Place, done: number, kills: number): Promise<void> {
      const startedAtMs = performance.now()
      steer(simulator, begunAtMs, (done + 1) / kills, pace.of('round'))
      const aim = toAim(random)
      const env = aim.at === 'step' && aim.standsStill ? { STAND_STILL_AT: String(aim.count) } : {}
      const phase = await record(place, (child) => recordUntilKilled(child, aim, pace), env)
      phases[phase] += 1
      pace.saw('round', performance.now() - startedAtMs)
    },
    /** Nobody records for a while: the clocks of EM and of all later recorders jump, and the runs stand still. */
    async beAway(place: Place): Promise<Downtime> {
      const { record: before } = await checkAll(place)
      simulator.setSpeed(0)
      const fromMs = now()
      clock.aheadMs += DOWNTIME_MS
      return {
        fromMs,
        toMs: now(),
        nos: before.sessions.filter((session) => session.ended === 0).map((session) => session.no),
      }
    },
  }
}

/** Creating all tables takes about so long. */
const MIGRATION_MS = { sqlite: 12, postgresql: 50 }

/** With the sessions that ran then. */
type Downtime = Life & { nos: number[] }

/** Lets the runs be where they should be after the next kill: the short ones end in the first third. */
function steer(simulator: Simulator, begunAtMs: number, share: number, roundMs: number): void {
  const wantedMs =
    share < 1 / 3
      ? 3 * share * SHORT_RUNS_MS
      : SHORT_RUNS_MS + (1.5 * share - 0.5) * (LONG_RUN_MS - LAST_PART_MS - SHORT_RUNS_MS)
  const aheadMs = begunAtMs + wantedMs - simulator.nowMs()
  simulator.setSpeed(Math.max(1, aheadMs / roundMs))
}

/** Records the runs that still go on to their end, and stops in order. */
async function recordToTheEnd(
  child: Child,
  acknowledged: Acknowledged,
  ids: readonly string[],
): Promise<void> {
  const isOver = (id: string): boolean => acknowledged.heads.get(id)?.session.state === 'Stopped'
  await new Promise<void>((resolve, reject) => {
    const giveUp = setTimeout(() => {
      reject(new Error(`The end of ${ids.filter((id) => !isOver(id)).join(', ')} was never recorded`))
    }, LAST_PART_MOST_MS)
    child.onLine((line) => {
      if (line.kind !== 'written' || !ids.every(isOver)) return
      clearTimeout(giveUp)
      resolve()
    })
    child.ended.then(
      ({ stderr }) => reject(new Error(`The last recorder ended by itself: ${stderr}`)),
      reject,
    )
  })
  child.stop()
  const { code, stderr } = await child.ended
  expect({ code, stderr, last: child.lines.at(-1) }).toEqual({
    code: 0,
    stderr: '',
    last: { kind: 'stopped' },
  })
}

/** The recorded rows of a run in the form in which EM serves them, with their keys. */
function toRecorded({ record }: Checked, id: string) {
  const session = record.sessions.find((one) => one.id === id)
  return {
    name: session?.name,
    createdMs: session?.creation_ms,
    endedMs: session?.end_ms,
    state: session?.state,
    result: session?.result,
    progress: session?.progress,
    failureMessage: session?.failure_message,
    tasks: record.task_sessions
      .filter((task) => task.session_no === session?.no)
      .toSorted((a, b) => a.place - b.place)
      .map((task) => ({
        key: task.key,
        vmName: task.vm_name,
        point: task.point_id === null ? null : { id: task.point_id, name: task.point_name },
        createdMs: task.creation_ms,
        endedMs: task.end_ms,
        state: task.state,
        result: task.result,
        progress: task.progress,
        failureMessage: task.failure_message,
      })),
  }
}

describe.each(['sqlite', 'postgresql'] as const)('kill -9 while failovers are recorded: %s', (engine) => {
  it.skipIf(engine === 'postgresql' && postgresUrl() === null)(
    'loses nothing that was acknowledged, doubles nothing, and ends with what EM served',
    async () => {
      const startedAtMs = performance.now()
      const round = await killAgainAndAgain(engine)
      const { simulator, acknowledged } = round
      const place = await round.newPlace()
      for (let i = 0; i < MIGRATING; i += 1) await round.killWhileMigrating(place)
      await place.empty()

      const kills = KILLS - MIGRATING
      const downtimes: Downtime[] = []
      for (let done = 0; done < kills; done += 1) {
        await round.killOnce(place, done, kills)
        if ((done + 1) % KILLS_PER_CHECK === 0) await round.checkAll(place)
        if (done === Math.floor(kills / 6) || done === Math.floor((2 * kills) / 3))
          downtimes.push(await round.beAway(place))
      }
      const { scenarios } = simulator.state()
      // Otherwise the last kills have hit recorders that had nothing to write.
      expect(scenarios.find(({ name }) => name === 'long')?.session?.state).toBe('Working')

      const ids = SCENARIOS.map((name) => simulator.sessionIds[name])
      // Some have ended already, perhaps in a write that was not acknowledged any more.
      const before = await round.checkAll(place)
      const running = before.record.sessions.filter(({ ended }) => ended === 0).map(({ id }) => id)
      simulator.setSpeed((1.2 * LAST_PART_MS) / 5_000)
      await round.record(place, (child) => recordToTheEnd(child, acknowledged, running))
      const last = await round.checkAll(place)

      for (const id of ids) {
        const served = await readServedSession(simulator.url, id)
        const tasks = served.tasks.map((task) => ({ key: task.point?.id ?? task.vmName, ...task }))
        expect(toRecorded(last, id)).toEqual({ ...served, tasks })
      }
      for (const { fromMs, toMs, nos } of downtimes) {
        const gaps = last.record.gaps.filter(
          (gap) => gap.code === 'not_recorded' && gap.from_ms <= fromMs && (gap.to_ms ?? 0) >= toMs,
        )
        expect(new Set(gaps.map((gap) => gap.session_no))).toEqual(new Set(nos))
      }
      // All has ended, and with it every gap.
      expect(last.record.gaps.filter((gap) => gap.to_ms === null)).toEqual([])
      // A crash is no reason to complain at the next start.
      expect(round.logged).toEqual([])

      const { phases, transactions } = round.figures()
      // The other half of the test: that it hits what it aims at.
      expect(phases.writing).toBeGreaterThan(KILLS / 10)
      const { samples, taskSamples, transitions } = acknowledged
      const seconds = (performance.now() - startedAtMs) / 1_000
      console.log(
        `kill -9, ${engine}: ${KILLS} kills (seed ${SEED}), ${phases.starting + phases.opening} while opening ` +
          `(${MIGRATING} of them an empty database), ${phases.writing} during a write, ${phases.idle} idle; ` +
          `acknowledged ${acknowledged.rowCount()} rows, ${samples.size + taskSamples.size} samples and ` +
          `${transitions.size} transitions; ${transactions} transactions, ${last.sizeBytes} bytes, ` +
          `${seconds.toFixed(0)} s`,
      )
    },
    KILLS * 3_000 + 60_000,
  )
})
