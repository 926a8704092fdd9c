import 'server-only'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAccessParts, type AccessParts } from './access-parts'
import { askWithSince } from './ask-account'
import { readAuthSecret } from './auth-secret'
import { loadConfig, type Config } from './config'
import { createAudit } from './audit'
import { createCollect, type Collect } from './collect'
import { createFeatures } from './features'
import { createHealth, type Health } from './health'
import { createLog, type Log } from './log'
import { createHistory, type History } from './history'
import { toRecordingHealth } from './recording-health'
import { createPointDetails, createReplicaPoints, type ReplicaPoints } from './replica-points'
import { createReports, type Reports } from './report-source'
import { RUNTIME } from './runtime-scope'
import { createSessionSource } from './session-source'
import { createScreenCodes, createToCode } from './screen-codes'
import { createSessions, type Sessions } from './sessions'
import { createSurroundings } from './surroundings'
import { createTeamworkMemory } from './teamwork-memory'
import { createAccountCheck } from '@/lib/em/check-account'
import { createEmClient } from '@/lib/em/create-em-client'
import { createLogonPauseFile } from '@/lib/em/logon-pause-file'
import { parseSessionId } from '@/lib/failover/ids'
import { isEnded } from '@/lib/failover/words'
import { createRecorder, type Recorder } from '@/lib/recorder/recorder'
import type { SessionWrite } from '@/lib/store/session-write'
import { createStoreDoor, type StoreDoor } from '@/lib/store/store-door'

/** Everything that lives as long as the process. The only place that knows all of it. */
export type Runtime = AccessParts & {
  config: Config
  log: Log
  build: string
  sessions: Sessions
  replicaPoints: Pick<ReplicaPoints, 'read'>
  health: Pick<Health, 'read'>
  history: History
  reports: Reports
  collect: Collect
  door: Pick<StoreDoor, 'use'>
  /**
   * Settles when the record is open, or cannot be opened for a reason that may pass.
   * @throws {StoreError} when the app must not start: another one uses the record, or its form is not this version's
   */
  opened: Promise<void>
  isRecordOpen: () => boolean
  /** Ends all reading, logs off from EM and closes its connections. Safe to call twice. */
  dispose: () => Promise<void>
}

/** What only tests set. */
export type RuntimeHooks = {
  now?: () => number
  onWritten?: (writes: readonly SessionWrite[]) => void
  /** How long another app may take to let go of the record, ms. */
  patienceMs?: number
}

export function createRuntime(config: Config, hooks: RuntimeHooks = {}): Runtime {
  const now = hooks.now ?? Date.now
  const log = createLog(config.logLevel)
  const features = createFeatures(now)
  const emServer = {
    url: config.em.url,
    timeoutMs: config.em.timeoutMs,
    ...(config.em.caPem === null ? {} : { caPem: config.em.caPem }),
    ...(config.em.certSha256 === null ? {} : { certSha256: config.em.certSha256 }),
    now,
    log,
  }
  const em = createEmClient({
    ...emServer,
    username: config.em.username,
    password: config.em.password,
    logonPause: createLogonPauseFile(join(config.dataDir, 'logon-pause.json')),
    isWatched: () => source.sessions.watched().length > 0 || source.list.watched().length > 0,
  })
  const door = createStoreDoor(config.store, config.em.url, {
    now,
    onProblem: ({ code, message }) => log({ level: 'error', event: 'record_not_open', code, message }),
    onOpen: () => log({ level: 'info', event: 'record_open', location: door.location }),
    ...(hooks.patienceMs === undefined ? {} : { patienceMs: hooks.patienceMs }),
  })
  const teamwork = createTeamworkMemory(door, now)
  const details = createPointDetails(em, features, now)
  const surroundings = createSurroundings(em, features, config, now)
  const source = createSessionSource(em, features, config, {
    now,
    onEnded: details.refreshOf,
    onSession: (seen, observedAtMs) => {
      recorder.onSession(seen, observedAtMs)
      teamwork.saw(seen.session, observedAtMs)
    },
    onList: (list, observedAtMs) => {
      const isWhole = list.wholeAtMs === observedAtMs && list.unreadable === 0
      recorder.onList(list.sessions, observedAtMs, isWhole)
      void teamwork.settle()
      teamwork.sawAll(list.sessions, observedAtMs)
      if ([...list.sessions.values()].some(({ session }) => !isEnded(session))) collect.onActive()
    },
    recallSession: (id) => recorder.recallSession(id),
    recallList: () => recorder.recallList(),
  })
  const recorder: Recorder = createRecorder({
    door,
    watch: () => void source.list.glance('all'),
    joinOf(session) {
      const { plan } = surroundings.of(session)
      return plan && { plan: { id: plan.id, name: plan.name }, tenant: plan.tenant }
    },
    pointOf: (id, wanted) => (wanted ? details.points.want(id) : details.points.peek(id)),
    readingOf(id) {
      const own = source.sessions.peek(id)
      const list = source.list.glance('all')
      return {
        intervalMs: Math.max(own?.intervalMs ?? 0, list.snapshot?.intervalMs ?? config.pollActiveMs),
        problem: own?.problem ?? list.problem,
      }
    },
    collection() {
      const { collectedAtMs, collectionLateMs, emClockAheadMs } = surroundings.ofList()
      return collectedAtMs === null
        ? null
        : { collectedAtMs: collectedAtMs - emClockAheadMs, lateMs: collectionLateMs }
    },
    retention: config.retention,
    now,
    onFault: (event, error) =>
      log({ level: 'error', event, message: error instanceof Error ? error.message : String(error) }),
    ...(hooks.onWritten === undefined ? {} : { onWritten: hooks.onWritten }),
  })
  const collect: Collect = createCollect({
    em,
    features,
    surroundings,
    config: config.collect,
    audit: createAudit(door, log, now),
    lastAskedAtMs: async () =>
      (await door.use((store) => store.listAudit({ action: 'collection_asked', limit: 1 })))[0]?.atMs ?? null,
    log,
    now,
  })
  const replicaPoints = createReplicaPoints(details, source, surroundings, config, {
    usesOf: (id) => door.use((store) => store.readPointUses(id)).catch(() => null),
    pointOf: (id) => door.use((store) => store.readRecordedPoint(id)),
    now,
  })
  const build = readBuildId()
  const health = createHealth(em, features, surroundings, config, {
    build,
    now,
    watchedSessions: () => source.sessions.watched().length,
    recording: () => toRecordingHealth(door, recorder),
  })
  const secret = readAuthSecret(config.access.authSecret, config.dataDir)
  const codes = createScreenCodes(createToCode(secret))
  const sessions = createSessions(source, surroundings, details.points, {
    door,
    recorder,
    teamwork,
    collection: collect.view,
    codes,
    now,
  })
  const history = createHistory(door)
  const reports = createReports({
    readSession: sessions.read,
    // It uses no course of single VMs.
    readHistory: (id) => history.read(id, { tasks: false }),
    planVmsOf(reply) {
      const id = parseSessionId(reply.session.id)
      return id && sessions.planVms(id).vms
    },
    earlierOf: sessions.earlierAttempts,
    keep: (id, { asOfUtc, ...report }) =>
      door.use((store) => store.keepReport(id, { ...report, asOfMs: Date.parse(asOfUtc), keptAtMs: now() })),
    find: async (id, sha256) => (await door.use((store) => store.findReport(id, sha256)))?.json ?? null,
    emUrl: config.em.url,
  })
  const accessParts = createAccessParts({
    config,
    secret,
    ask: askWithSince(createAccountCheck(emServer), () => source.list.glance('all').problem),
    door,
    sessions,
    surroundings,
    recorder,
    teamwork,
    codes,
    build,
    log,
    now,
  })
  const opened = door.open()
  // Whoever starts the server waits for it; for anybody else the door says what is wrong.
  opened.catch(() => undefined)

  let disposing: Promise<void> | null = null
  return {
    config,
    log,
    build,
    sessions,
    history,
    reports,
    collect,
    replicaPoints,
    health,
    ...accessParts,
    door,
    opened,
    isRecordOpen: () => door.isOpen(),
    dispose() {
      disposing ??= (async () => {
        for (const part of [collect, health, replicaPoints, surroundings, source, details]) part.dispose()
        await recorder.dispose()
        await door.dispose()
        await em.dispose()
      })()
      return disposing
    },
  }
}

/** Names the build that is running, so that a person can say which. `dev` without one. */
function readBuildId(): string {
  const path = join('.next', 'BUILD_ID')
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 8) : 'dev'
}

const scope = globalThis as { [RUNTIME]?: Runtime } // safe: the key is ours alone

/** The process's runtime, created by whoever asks first. @throws {ConfigError} */
export function getRuntime(): Runtime {
  return (scope[RUNTIME] ??= createRuntime(loadConfig(process.env)))
}

/** Ends the process's runtime, if there is one. */
export async function disposeRuntime(): Promise<void> {
  await scope[RUNTIME]?.dispose()
}
