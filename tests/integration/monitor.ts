import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig } from '@/lib/server/config'
import { createRuntime, type Runtime, type RuntimeHooks } from '@/lib/server/runtime'
import { parseSessionId, type SessionId } from '@/lib/failover/ids'
import {
  startSimulator,
  type ScenarioName,
  type Simulator,
  type SimulatorOptions,
} from '@/simulator/start-simulator'

/** The monitor's runtime against a simulated Enterprise Manager, over real HTTP on loopback. */
export type Monitor = {
  simulator: Simulator
  runtime: Runtime
  dataDir: string
  restart: (env?: Env, hooks?: RuntimeHooks) => Promise<void>
}
type Env = Record<string, string>

/** The shortest allowed, so that a test sees many intervals without waiting for them. */
const PACE = { EM_POLL_ACTIVE_MS: '250', EM_POLL_IDLE_MS: '1000', EM_TIMEOUT_MS: '1000', LOG_LEVEL: 'silent' }

const closers: (() => Promise<void>)[] = []

export async function startMonitor(
  options: SimulatorOptions = {},
  env: Env = {},
  hooks: RuntimeHooks = {},
): Promise<Monitor> {
  const simulator = await startSimulator({ historySessions: 3, ...options })
  const dataDir = mkdtempSync(join(tmpdir(), 'failover-monitor-'))
  const create = (more: Env, moreHooks: RuntimeHooks): Runtime =>
    createRuntime(
      loadConfig({
        EM_URL: simulator.url,
        EM_USERNAME: 'monitor',
        EM_PASSWORD: 'monitor-secret',
        DATA_DIR: dataDir,
        ...PACE,
        ...env,
        ...more,
      }),
      { patienceMs: 500, ...hooks, ...moreHooks },
    )
  const monitor: Monitor = {
    simulator,
    dataDir,
    runtime: create({}, {}),
    async restart(more = {}, moreHooks = {}) {
      await monitor.runtime.dispose()
      monitor.runtime = create(more, moreHooks)
    },
  }
  closers.push(async () => {
    await monitor.runtime.dispose()
    await simulator.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return monitor
}

/** For `afterEach`: ends every monitor of the test. */
export async function stopMonitors(): Promise<void> {
  await Promise.all(closers.splice(0).map((close) => close()))
}

/** How often a path was asked for, by method and by a part of the path. */
export const countRequests = (simulator: Simulator, method: string, part: RegExp): number =>
  simulator.requests().filter((request) => request.method === method && part.test(request.path)).length

export function idOf(monitor: Monitor, name: ScenarioName): SessionId {
  const id = parseSessionId(monitor.simulator.sessionIds[name])
  if (!id) throw new Error(`no session for ${name}`)
  return id
}
