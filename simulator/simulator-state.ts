import type { FaultBook } from './faults'
import type { ScenarioName } from './scenarios/scenario-name'
import type { EmServices } from './server/em-services'
import type { Simulator, SimulatorState } from './simulator'

export function toSimulatorState(input: {
  simulator: Simulator
  services: EmServices
  faults: FaultBook
  scenarios: readonly ScenarioName[]
}): SimulatorState {
  const { simulator, services, faults } = input
  const nowMs = services.clock.nowMs()
  const collected = services.collection.jobs(nowMs).filter((job) => job.endMs <= nowMs)
  const byStatus: Record<string, number> = {}
  const requests = simulator.requests()
  for (const { status } of requests) byStatus[status] = (byStatus[status] ?? 0) + 1
  return {
    url: simulator.url,
    httpsUrl: simulator.httpsUrl,
    certificateSha256: simulator.certificate?.sha256 ?? null,
    scenarioNowUtc: new Date(nowMs).toISOString(),
    speed: services.clock.speed(),
    scenarios: input.scenarios.map((name) => {
      const sessionId = simulator.sessionIds[name]
      const session = services.database.session(sessionId, nowMs)
      return {
        name,
        sessionId,
        session: session && {
          name: session.name,
          state: session.state,
          result: session.result,
          progress: session.progress,
          tasks: session.tasks.length,
        },
      }
    }),
    faults: faults.list().map(({ fault, path, timesLeft }) => ({
      fault,
      path: path === null ? null : String(path),
      timesLeft,
    })),
    options: {
      collectionDelayMs: services.collection.delayMs,
      collectionStopped: services.collection.stopped,
      ...services.settings,
    },
    collectedAtUtc:
      collected.length === 0 ? null : new Date(Math.max(...collected.map((job) => job.endMs))).toISOString(),
    openLogons: simulator.openLogons(),
    requests: { total: requests.length, byStatus },
  }
}
