import type { RunTimeline, SessionSnapshot, SessionState, TaskSnapshot, TaskTimeline } from './failover-run'

/** Session and rows as they stand at `atMs`; null before the session exists. Pure: the same time gives the same answer. */
export function snapshotRun(
  run: RunTimeline,
  atMs: number,
  options: { emptyWhenStopped: boolean },
): SessionSnapshot | null {
  const seenMs = run.frozenAtMs === null ? atMs : Math.min(atMs, run.frozenAtMs)
  if (seenMs < run.createdAtMs) return null
  const state = toSessionState(run, seenMs)
  const stopped = state === 'Stopped'
  const emptied = stopped && (run.emptiedWhenStopped || options.emptyWhenStopped)
  return {
    id: run.id,
    name: run.name,
    serverId: run.serverId,
    createdAtMs: run.createdAtMs,
    endedAtMs: stopped ? run.endsAtMs : null,
    state,
    result: stopped ? run.result : 'None',
    progress: toSessionProgress(run, seenMs),
    failureMessage: stopped ? run.failureMessage : null,
    tasks: emptied
      ? []
      : run.tasks.filter((task) => task.createdAtMs <= seenMs).map((task) => snapshotTask(task, seenMs)),
  }
}

function toSessionState(run: RunTimeline, atMs: number): SessionState {
  if (atMs >= run.endsAtMs) return 'Stopped'
  if (atMs >= run.stoppingAtMs) return 'Stopping'
  return atMs >= run.workingAtMs ? 'Working' : 'Starting'
}

export function snapshotTask(task: TaskTimeline, atMs: number): TaskSnapshot {
  const ended = atMs >= task.endsAtMs
  return {
    vmName: task.vmName,
    point: task.point,
    createdAtMs: task.createdAtMs,
    endedAtMs: ended ? task.endsAtMs : null,
    state: ended ? 'Stopped' : atMs >= task.startsAtMs ? 'Working' : 'Starting',
    result: ended ? task.result : 'None',
    progress: toTaskProgress(task, atMs),
    failureMessage: ended ? task.failureMessage : null,
  }
}

/** Whole per cent; never falls, and reaches the end value only at the end. */
function toTaskProgress(task: TaskTimeline, atMs: number): number {
  if (atMs >= task.endsAtMs) return task.endPercent
  if (atMs <= task.startsAtMs) return 0
  const share = (atMs - task.startsAtMs) / (task.endsAtMs - task.startsAtMs)
  // Quick over the first half (power-on), slow in the second (waiting for the guest), as operators know it.
  const eased = share < 0.5 ? share * 1.3 : 0.65 + (share - 0.5) * 0.7
  return Math.min(Math.floor(eased * task.endPercent), Math.max(task.endPercent - 1, 0))
}

/** The mean over all VMs of the run, also those without a row yet; 100 once a run without a failure has stopped. */
function toSessionProgress(run: RunTimeline, atMs: number): number {
  if (run.tasks.length === 0) return atMs >= run.endsAtMs ? 100 : 0
  const sum = run.tasks.reduce((total, task) => total + toTaskProgress(task, atMs), 0)
  return Math.floor(sum / run.tasks.length)
}
