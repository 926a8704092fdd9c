import type { SessionSnapshot } from './failover-run'
import type { Fault, FaultOptions } from './faults'
import type { ScenarioName } from './scenarios/scenario-name'
import type { LoggedRequest } from './server/request-log'
import type { SimulatorChanges } from './simulator-options'

/** A running simulator, as tests and the demo hold it. */
export type Simulator = {
  /** `http://127.0.0.1:PORT` */
  url: string
  httpsUrl: string | null
  /** `sha256`: lower-case hex of the DER leaf. */
  certificate: { pem: string; sha256: string } | null
  /** The main session of each scenario, also of those that are off. */
  sessionIds: Record<ScenarioName, string>
  /** Scenario time, epoch ms. */
  nowMs(): number
  /** The newest 50,000 requests; status 0 = not answered. */
  requests(): LoggedRequest[]
  clearRequests(): void
  /** Null clears all faults, or the one of the given path. */
  setFault(fault: Fault | null, options?: FaultOptions): void
  setOptions(changes: SimulatorChanges): void
  setSpeed(speed: number): void
  setPassword(username: string, password: string): void
  /** Adds a session that never moves, with whatever words and numbers; the same id replaces. */
  addSession(session: SessionSnapshot): void
  /** EM no longer knows the session, as after its 30 days. */
  dropSession(id: string): void
  expireLogons(): void
  openLogons(): number
  state(): SimulatorState
  close(): Promise<void>
}

/** What `GET /simulator/state` tells. */
export type SimulatorState = {
  url: string
  httpsUrl: string | null
  certificateSha256: string | null
  scenarioNowUtc: string
  speed: number
  /** `session` is null while EM does not know the session. */
  scenarios: {
    name: ScenarioName
    sessionId: string
    session: { name: string; state: string; result: string; progress: number; tasks: number } | null
  }[]
  faults: { fault: Fault; path: string | null; timesLeft: number | null }[]
  options: {
    collectionDelayMs: number
    collectionStopped: boolean
    jsonKeyCase: 'pascal' | 'camel'
    emptyTasksWhenStopped: boolean
  }
  collectedAtUtc: string | null
  openLogons: number
  /** Requests by status; 0 = not answered. */
  requests: { total: number; byStatus: Record<string, number> }
}
