import 'server-only'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadConfig, type Config } from './config'
import { createFeatures } from './features'
import { createHealth, type Health } from './health'
import { createLog, type Log } from './log'
import { createPointDetails, createReplicaPoints, type ReplicaPoints } from './replica-points'
import { createSessionSource } from './session-source'
import { createSessions, type Sessions } from './sessions'
import { createSurroundings } from './surroundings'
import { createEmClient } from '@/lib/em/create-em-client'
import { createLogonPauseFile } from '@/lib/em/logon-pause-file'

/** Everything that lives as long as the process. The only place that knows all of it. */
export type Runtime = {
  config: Config
  log: Log
  build: string
  sessions: Sessions
  replicaPoints: Pick<ReplicaPoints, 'read'>
  health: Pick<Health, 'read'>
  /** Ends all reading, logs off from EM and closes its connections. Safe to call twice. */
  dispose: () => Promise<void>
}

export function createRuntime(config: Config, now: () => number = Date.now): Runtime {
  const log = createLog(config.logLevel)
  const features = createFeatures(now)
  const em = createEmClient({
    url: config.em.url,
    username: config.em.username,
    password: config.em.password,
    timeoutMs: config.em.timeoutMs,
    ...(config.em.caPem === null ? {} : { caPem: config.em.caPem }),
    ...(config.em.certSha256 === null ? {} : { certSha256: config.em.certSha256 }),
    logonPause: createLogonPauseFile(join(config.dataDir, 'logon-pause.json')),
    isWatched: () => source.sessions.watched().length > 0 || source.list.watched().length > 0,
    now,
    log,
  })
  const details = createPointDetails(em, features, now)
  const source = createSessionSource(em, features, config, { now, onEnded: details.refreshOf })
  const surroundings = createSurroundings(em, features, config, now)
  const replicaPoints = createReplicaPoints(details, source, surroundings, config, now)
  const build = readBuildId()
  const health = createHealth(em, features, surroundings, config, {
    build,
    now,
    watchedSessions: () => source.sessions.watched().length,
  })

  let disposing: Promise<void> | null = null
  return {
    config,
    log,
    build,
    sessions: createSessions(source, surroundings, details.points),
    replicaPoints,
    health,
    dispose() {
      disposing ??= (async () => {
        for (const part of [health, replicaPoints, surroundings, source, details]) part.dispose()
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

// A production build has three instances of this module (instrumentation, handlers, pages), and the start program a
// fourth: what must exist once hangs on globalThis.
const KEY = Symbol.for('failover-monitor.runtime')
const scope = globalThis as { [KEY]?: Runtime } // safe: the key is ours alone

/** The process's runtime, created by whoever asks first. @throws {ConfigError} */
export function getRuntime(): Runtime {
  return (scope[KEY] ??= createRuntime(loadConfig(process.env)))
}

/** Ends the process's runtime, if there is one. */
export async function disposeRuntime(): Promise<void> {
  await scope[KEY]?.dispose()
}
