import type { Collection } from './collection'
import type { BuiltEstate } from './estate/build-estate'
import type { ReplicaPoint } from './estate/estate'
import type { RunTimeline, SessionSnapshot, TaskTimeline } from './failover-run'
import { snapshotRun } from './snapshot-run'

export type PointState = 'Ready' | 'Failover'

/** What EM's own database holds at a time: sessions as collected, points as they stand. Times in epoch ms. */
export type EmDatabase = {
  readonly estate: BuiltEstate
  /** Sessions that EM knows, in no order. */
  sessions(nowMs: number): SessionSnapshot[]
  session(id: string, nowMs: number): SessionSnapshot | null
  pointState(point: ReplicaPoint, nowMs: number): PointState
  /** A run of the plan that has not stopped, seen or not by EM. */
  activeRun(planId: string, nowMs: number): RunTimeline | null
  /** Some VM of the plan runs from its replica. */
  isFailedOver(planId: string, nowMs: number): boolean
  addRun(run: RunTimeline): void
  /** From then on the plan's points are ready again. */
  undoPlan(planId: string, atMs: number): void
  /** A session that never moves; replaces the one with the same id. */
  putSnapshot(session: SessionSnapshot): void
  /** EM's retention drops the session; what it did to replica points stays. */
  dropSession(id: string): void
}

export function createEmDatabase(input: {
  estate: BuiltEstate
  runs: readonly RunTimeline[]
  collection: Collection
  /** All sessions lose their rows when they stop. */
  emptiesWhenStopped: () => boolean
}): EmDatabase {
  const { estate, collection } = input
  const runs = new Map<string, RunTimeline>()
  const pinned = new Map<string, SessionSnapshot>()
  const dropped = new Set<string>()
  const undoneAtMs = new Map<string, number>()

  /** The time as of which EM tells of this run; null while it does not know it. */
  const seenAtMs = (run: RunTimeline, nowMs: number): number | null => {
    if (run.startedThroughEmAtMs !== null) return nowMs >= run.startedThroughEmAtMs ? nowMs : null
    return collection.dataTimeMs(nowMs)
  }
  const toSnapshot = (run: RunTimeline, nowMs: number): SessionSnapshot | null => {
    if (dropped.has(run.id)) return null
    const atMs = seenAtMs(run, nowMs)
    return atMs === null ? null : snapshotRun(run, atMs, { emptyWhenStopped: input.emptiesWhenStopped() })
  }
  const uses = new Map<string, { run: RunTimeline; task: TaskTimeline }[]>()
  const addRun = (run: RunTimeline): void => {
    runs.set(run.id, run)
    for (const task of run.tasks) {
      if (task.point === null) continue
      const known = uses.get(task.point.id)
      if (known) known.push({ run, task })
      else uses.set(task.point.id, [{ run, task }])
    }
  }
  input.runs.forEach(addRun)

  const pointState = (point: ReplicaPoint, nowMs: number): PointState => {
    let state: PointState = 'Ready'
    for (const { run, task } of uses.get(point.id) ?? []) {
      const atMs = seenAtMs(run, nowMs)
      if (atMs === null) continue
      const used = toPointState(run, task, Math.min(atMs, run.frozenAtMs ?? atMs))
      const undone = run.planId !== null && (undoneAtMs.get(run.planId) ?? -Infinity) >= run.createdAtMs
      if (used !== null) state = undone ? 'Ready' : used
    }
    return state
  }
  return {
    estate,
    sessions: (nowMs) => [
      ...[...runs.values()].flatMap((run) => {
        const snapshot = pinned.has(run.id) ? null : toSnapshot(run, nowMs)
        return snapshot === null ? [] : [snapshot]
      }),
      ...pinned.values(),
    ],
    session(id, nowMs) {
      const run = runs.get(id)
      return pinned.get(id) ?? (run === undefined ? null : toSnapshot(run, nowMs))
    },
    pointState,
    activeRun: (planId, nowMs) =>
      [...runs.values()].find(
        (run) =>
          run.planId === planId &&
          nowMs >= run.createdAtMs &&
          (run.frozenAtMs !== null || nowMs < run.endsAtMs),
      ) ?? null,
    isFailedOver: (planId, nowMs) =>
      estate.plans
        .filter((plan) => plan.id === planId)
        .flatMap((plan) => plan.vms)
        .some((vm) => vm.newestPoint !== null && pointState(vm.newestPoint, nowMs) === 'Failover'),
    addRun,
    undoPlan: (planId, atMs) => void undoneAtMs.set(planId, atMs),
    putSnapshot: (session) => void pinned.set(session.id, session),
    dropSession(id) {
      pinned.delete(id)
      dropped.add(id)
    },
  }
}

/** What one run made of the point at that time; null before it touched it. */
function toPointState(run: RunTimeline, task: TaskTimeline, atMs: number): PointState | null {
  if (atMs < run.createdAtMs) return null
  if (run.kind === 'undo') return atMs < task.endsAtMs ? 'Failover' : 'Ready'
  if (atMs < task.startsAtMs) return null
  if (atMs < task.endsAtMs) return 'Failover'
  return run.kind === 'test' || task.result === 'Failed' ? 'Ready' : 'Failover'
}
