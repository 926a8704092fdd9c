import { createAsyncTasks } from './async-tasks'
import { type Collection, createCollection } from './collection'
import { type EmDatabase, createEmDatabase } from './em-database'
import { type BuiltEstate, buildEstate } from './estate/build-estate'
import { type Fault, createFaultBook } from './faults'
import { createLogonSessions } from './logon-sessions'
import { createPlanActions } from './plan-actions'
import { type ScenarioClock, createScenarioClock } from './scenario-clock'
import { toHistoryRuns } from './scenarios/history-runs'
import { SCENARIO_NAMES, type ScenarioName, toScenarioRecord } from './scenarios/scenario-name'
import {
  toFailedRunBefore,
  toFrozenAtMs,
  toScenarioRun,
  toScenarioSessionId,
} from './scenarios/scenario-runs'
import { type Certificate, createCertificate } from './server/certificate'
import { answerControl } from './server/control-door'
import { type EmServer, startEmServer } from './server/em-server'
import type { EmServices } from './server/em-services'
import { createRequestLog } from './server/request-log'
import { DEFAULT_ACCOUNTS, type SimulatorOptions } from './simulator-options'
import type { Simulator } from './simulator'
import { toSimulatorState } from './simulator-state'

export type { Fault, ScenarioName, Simulator, SimulatorOptions }

/**
 * Starts a pretend Enterprise Manager on 127.0.0.1.
 * @throws if a port is taken
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const seed = options.seed ?? 1
  const scenarios = options.scenarios ?? [...SCENARIO_NAMES]
  const clock = createScenarioClock(options.now ?? Date.now, options.speed ?? 1)
  const settings: EmServices['settings'] = {
    jsonKeyCase: options.jsonKeyCase ?? 'pascal',
    emptyTasksWhenStopped: options.emptyTasksWhenStopped ?? false,
  }
  const collection = toCollection(options, scenarios, clock.startMs)
  const estate = buildEstate({ seed, startMs: clock.startMs, scenarios })
  const database = toDatabase({ options, seed, scenarios, clock, estate, collection, settings })
  const logons = createLogonSessions({
    accounts: options.accounts ?? DEFAULT_ACCOUNTS,
    realNow: () => clock.realNowMs(),
  })
  const tasks = createAsyncTasks()
  const services: EmServices = {
    clock,
    database,
    collection,
    logons,
    tasks,
    actions: createPlanActions({ seed, database, collection, tasks }),
    pageSizeMax: options.pageSizeMax ?? 100,
    settings,
  }
  const faults = createFaultBook()
  const log = createRequestLog()
  const certificates = await toCertificates(options.httpsPort ?? null)

  const simulator: Simulator = {
    url: '',
    httpsUrl: null,
    certificate: certificates && { pem: certificates.right.pem, sha256: certificates.right.sha256 },
    sessionIds: toScenarioRecord((name) => toScenarioSessionId(seed, name)),
    nowMs: () => clock.nowMs(),
    requests: () => log.list(),
    clearRequests: () => log.clear(),
    setFault(fault, faultOptions) {
      const isWrong = (): boolean => faults.list().some((active) => active.fault.kind === 'wrong-certificate')
      const wasWrong = isWrong()
      faults.set(fault, faultOptions)
      if (certificates && isWrong() !== wasWrong) {
        server.present(isWrong() ? certificates.wrong : certificates.right)
      }
    },
    setOptions(changes) {
      if (changes.collectionStopped !== undefined) {
        collection.setStopped(changes.collectionStopped, clock.nowMs())
      }
      if (changes.collectionDelayMs !== undefined) collection.setDelay(changes.collectionDelayMs)
      if (changes.jsonKeyCase !== undefined) settings.jsonKeyCase = changes.jsonKeyCase
      if (changes.emptyTasksWhenStopped !== undefined) {
        settings.emptyTasksWhenStopped = changes.emptyTasksWhenStopped
      }
    },
    setSpeed: (speed) => clock.setSpeed(speed),
    setPassword: (username, password) => logons.setPassword(username, password),
    addSession: (session) => database.putSnapshot(session),
    dropSession: (id) => database.dropSession(id),
    expireLogons: () => logons.expireAll(),
    openLogons: () => logons.list().length,
    state: () => toSimulatorState({ simulator, services, faults, scenarios }),
    close: () => server.close(),
  }
  const server: EmServer = await startEmServer({
    services,
    faults,
    log,
    sideDoor: (request) => answerControl(request, simulator),
    port: options.port ?? 0,
    secure: certificates && { port: options.httpsPort ?? 0, certificate: certificates.right },
  })
  simulator.url = `http://127.0.0.1:${server.httpPort}`
  simulator.httpsUrl = server.httpsPort === null ? null : `https://127.0.0.1:${server.httpsPort}`
  return simulator
}

/** With `frozen` alone, EM's collections have stopped long ago, as that session says. */
function toCollection(
  options: SimulatorOptions,
  scenarios: readonly ScenarioName[],
  startMs: number,
): Collection {
  const onlyFrozen = scenarios.length === 1 && scenarios[0] === 'frozen'
  const stopped = options.collectionStopped ?? onlyFrozen
  const stoppedAtMs = onlyFrozen ? toFrozenAtMs(startMs) : startMs
  return createCollection({
    startMs,
    delayMs: options.collectionDelayMs ?? 0,
    stoppedAtMs: stopped ? stoppedAtMs : null,
  })
}

function toDatabase(input: {
  options: SimulatorOptions
  seed: number
  scenarios: readonly ScenarioName[]
  clock: ScenarioClock
  estate: BuiltEstate
  collection: Collection
  settings: EmServices['settings']
}): EmDatabase {
  const world = { seed: input.seed, startMs: input.clock.startMs, estate: input.estate }
  const scenarioRuns = input.scenarios.flatMap((scenario) =>
    [toFailedRunBefore(world, scenario), toScenarioRun(world, scenario)].filter((run) => run !== null),
  )
  return createEmDatabase({
    estate: input.estate,
    runs: [
      ...toHistoryRuns({
        ...world,
        count: input.options.historySessions ?? 140,
        speed: input.options.speed ?? 1,
      }),
      ...scenarioRuns,
    ],
    collection: input.collection,
    emptiesWhenStopped: () => input.settings.emptyTasksWhenStopped,
  })
}

async function toCertificates(
  httpsPort: number | null,
): Promise<{ right: Certificate; wrong: Certificate } | null> {
  if (httpsPort === null) return null
  const [right, wrong] = await Promise.all([
    createCertificate('enterprise06.tech.local'),
    createCertificate('intruder.tech.local'),
  ])
  return { right, wrong }
}
