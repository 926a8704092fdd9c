import type { Account } from './logon-sessions'
import type { ScenarioName } from './scenarios/scenario-name'
import type { JsonKeyCase } from './wire/json-writer'

export type SimulatorOptions = {
  /** Sessions that run or have run beside the history; default: all. */
  scenarios?: ScenarioName[]
  /** Decides every id, duration and name; default 1. */
  seed?: number
  /** Scenario time = start + (now − start) × speed; default 1. */
  speed?: number
  /** Real time, epoch ms; default `Date.now`. The idle limit of a logon session uses it unscaled. */
  now?: () => number
  /** HTTP port on 127.0.0.1; default 0 = any. */
  port?: number
  /** HTTPS port; default null = no HTTPS, 0 = any. */
  httpsPort?: number | null
  accounts?: Account[]
  /**
   * Scenario time between two collections; default 0 = EM is always current. Otherwise runs that were not
   * started through EM are shown as of the newest collection that has ended (api.md §3).
   */
  collectionDelayMs?: number
  /** Regular collections have stopped; one that is asked for still runs. Default: only if `frozen` is the sole scenario. */
  collectionStopped?: boolean
  /** `pascal` = product 12 (default), `camel` = 13.0. */
  jsonKeyCase?: JsonKeyCase
  /** Most results on a page of a query; default 100. */
  pageSizeMax?: number
  /** Every session loses its rows when it stops; default false (the scenario `emptied` does it by itself). */
  emptyTasksWhenStopped?: boolean
  /** Finished sessions of the past 25 days; default 140. */
  historySessions?: number
}

/** What may change while it runs; absent and undefined alike leave it as it is. */
export type SimulatorChanges = {
  [Name in 'collectionStopped' | 'collectionDelayMs' | 'jsonKeyCase' | 'emptyTasksWhenStopped']?:
    | SimulatorOptions[Name]
    | undefined
}

export const DEFAULT_ACCOUNTS: readonly Account[] = [
  { username: 'monitor', password: 'monitor-secret', role: 'administrator' },
  { username: 'portal', password: 'portal-secret', role: 'portal-user' },
  { username: 'operator', password: 'operator-secret', role: 'restore-operator' },
  { username: 'sql', password: 'sql-secret', role: 'item-operator' },
  { username: 'tenant', password: 'tenant-secret', role: 'tenant' },
]
