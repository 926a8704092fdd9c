import type { AsyncTask, AsyncTasks } from './async-tasks'
import type { Collection } from './collection'
import type { EmDatabase } from './em-database'
import type { Plan } from './estate/estate'
import { toScheduledVms } from './scenarios/scenario-runs'
import { FAILOVER_RULES, scheduleRun } from './schedule-run'
import { createSeededRandom, toGuid } from './seeded-random'

const OPERATION_MS = 2_000
const FINISH_MS = 4_000

export type PlanActions = {
  /** A test answers with the same operation as a start (api.md §6.8). */
  start(plan: Plan, kind: 'failover' | 'test', logonSessionId: string, nowMs: number): AsyncTask
  undo(plan: Plan, logonSessionId: string, nowMs: number): AsyncTask
  collect(logonSessionId: string, nowMs: number): AsyncTask
}

const times = (nowMs: number) => ({
  operationEndsAtMs: nowMs + OPERATION_MS,
  finishesAtMs: nowMs + FINISH_MS,
})

export function createPlanActions(input: {
  seed: number
  database: EmDatabase
  collection: Collection
  tasks: AsyncTasks
}): PlanActions {
  const { seed, database, tasks } = input
  let started = 0
  return {
    start(plan, kind, logonSessionId, nowMs) {
      const task = { logonSessionId, operation: 'StartCloudFailoverPlan', ...times(nowMs) } as const
      if (database.activeRun(plan.id, nowMs) !== null) {
        return tasks.add({
          ...task,
          success: false,
          message: 'Failover plan is already running',
          session: null,
        })
      }
      started += 1
      const run = scheduleRun({
        id: toGuid(seed, 'started', plan.id, started),
        name: plan.name,
        planId: plan.id,
        serverId: plan.serverId,
        kind,
        createdAtMs: nowMs,
        vms: toScheduledVms(plan),
        rules: FAILOVER_RULES,
        random: createSeededRandom(`${seed} started ${plan.id} ${started}`),
        options: { startedThroughEmAtMs: task.finishesAtMs },
      })
      database.addRun(run)
      return tasks.add({ ...task, success: true, message: 'Ok', session: { id: run.id, name: run.name } })
    },
    undo(plan, logonSessionId, nowMs) {
      const task = {
        logonSessionId,
        operation: 'UndoCloudFailoverPlan',
        session: null,
        ...times(nowMs),
      } as const
      if (!database.isFailedOver(plan.id, nowMs)) {
        return tasks.add({ ...task, success: false, message: 'No VM of the failover plan is failed over' })
      }
      // No session: current documents say that only a start makes one (api.md §8.5).
      database.undoPlan(plan.id, nowMs)
      return tasks.add({ ...task, success: true, message: 'Ok' })
    },
    collect(logonSessionId, nowMs) {
      input.collection.collect(nowMs)
      return tasks.add({
        logonSessionId,
        operation: 'CollectingBackupServer',
        operationEndsAtMs: nowMs + OPERATION_MS / 2,
        finishesAtMs: nowMs + OPERATION_MS,
        success: true,
        message: 'Data collection started. To view results, go to Sessions.',
        session: null,
      })
    },
  }
}
