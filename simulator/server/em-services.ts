import type { AsyncTasks } from '../async-tasks'
import type { Collection } from '../collection'
import type { EmDatabase } from '../em-database'
import type { LogonSession, LogonSessions } from '../logon-sessions'
import type { PlanActions } from '../plan-actions'
import type { ScenarioClock } from '../scenario-clock'
import type { ReplyContext } from '../resources/reply-context'
import type { JsonKeyCase } from '../wire/json-writer'
import type { ApiRequest } from './api-request'

/** Everything that the API answers from. */
export type EmServices = {
  clock: ScenarioClock
  database: EmDatabase
  collection: Collection
  logons: LogonSessions
  tasks: AsyncTasks
  actions: PlanActions
  pageSizeMax: number
  settings: { jsonKeyCase: JsonKeyCase; emptyTasksWhenStopped: boolean }
}

/** One request of somebody who has logged on. */
export type ApiVisit = {
  request: ApiRequest
  session: LogonSession
  context: ReplyContext
  services: EmServices
}
