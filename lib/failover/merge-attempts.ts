import type { TaskSession } from './failover-session'
import {
  isOver,
  toShownStanding,
  toTaskStanding,
  type Counts,
  type Outcome,
  type TaskStanding,
} from './outcome'

/** One attempt, as far as it is known; attempts stand in the order of their starts. */
export type Attempt = { outcome: Outcome; tasks: readonly AttemptTask[] }
type AttemptTask = Pick<TaskSession, 'key' | 'vmName' | 'vmReplicaPoint' | 'state' | 'result'>

/** A VM's latest outcome over all attempts. */
export type AttemptVm = {
  name: string | null
  standing: TaskStanding
  /** The attempt that it comes from, from 1. */
  run: number
  /** The VM's row in that attempt. */
  key: string
}

type Row = AttemptVm & {
  pointId: string | null
  /** Its run was over before the VM's turn came: that says nothing new of a VM that was tried before. */
  idle: boolean
}

/**
 * Every VM with its latest outcome: one that a later attempt did not start keeps the earlier one. VMs are matched by
 * name, in any case of its letters, which is all that two runs share; of several with one name, a common replica point
 * tells them apart. Where nobody can say which of them was tried again, what differs is unknown, never success.
 */
export function mergeAttempts(attempts: readonly Attempt[]): AttemptVm[] {
  const merged = new Map<string, Row[]>()
  attempts.forEach(({ outcome, tasks }, index) => {
    for (const [name, rows] of toRows(tasks, index + 1, isOver(outcome)))
      merged.set(name, takeOver(merged.get(name) ?? [], rows))
  })
  return [...merged.values()].flat().map(({ name, standing, run, key }) => ({ name, standing, run, key }))
}

function toRows(tasks: readonly AttemptTask[], run: number, over: boolean): ReadonlyMap<string, Row[]> {
  const rows = new Map<string, Row[]>()
  for (const task of tasks) {
    const pointId = task.vmReplicaPoint?.id ?? null
    // A VM without a name has nothing in common with another run but its point.
    const name = task.vmName === null ? `\0${pointId ?? `${run} ${task.key}`}` : task.vmName.toLowerCase()
    const row: Row = {
      name: task.vmName,
      // The run is over and the VM's task is not: nobody knows what became of it.
      standing: toShownStanding(task, over),
      run,
      key: task.key,
      pointId,
      idle: over && toTaskStanding(task) === 'waiting',
    }
    const twins = rows.get(name)
    if (twins === undefined) rows.set(name, [row])
    else twins.push(row)
  }
  return rows
}

/** Rows of one name: those of the later attempt in place of the earlier ones that they are known to continue. */
function takeOver(before: readonly Row[], now: readonly Row[]): Row[] {
  const later = [...now]
  const rest: Row[] = []
  const kept: Row[] = []
  for (const row of before) {
    const at = row.pointId === null ? -1 : later.findIndex(({ pointId }) => pointId === row.pointId)
    const same = at < 0 ? undefined : later.splice(at, 1)[0]
    if (same === undefined) rest.push(row)
    else kept.push(latestOf(row, same))
  }
  if (later.length === 0) return [...kept, ...rest]
  // One of several, or one that never had its turn among several: which it is cannot be told.
  const isSure = rest.length <= 1 || (later.length >= rest.length && !later.some(({ idle }) => idle))
  if (!isSure) return [...kept, ...toUnsure(rest, later), ...later.slice(rest.length)]
  return [...kept, ...later.map((row, index) => latestOf(rest[index], row))]
}

const latestOf = (before: Row | undefined, now: Row): Row => (now.idle && before ? before : now)

/** Of several VMs of one name some were tried again, and nothing tells which. */
function toUnsure(rest: readonly Row[], later: readonly Row[]): Row[] {
  const standings = new Set([...rest, ...later].map(({ standing }) => standing))
  return standings.size === 1 ? [...rest] : rest.map((row) => ({ ...row, standing: 'unknown' }))
}

/** How many VMs there are over all attempts, by their latest outcome. */
export function toAttemptCounts(vms: readonly AttemptVm[]): Counts {
  const counts: Counts = {
    total: vms.length,
    waiting: 0,
    working: 0,
    succeeded: 0,
    warning: 0,
    failed: 0,
    unknown: 0,
  }
  for (const { standing } of vms) counts[standing] += 1
  return counts
}

/**
 * What may be said of the whole. It runs while any attempt does, and what has failed so far is what is failed by its
 * latest outcome. "Succeeded" needs every VM to have come through and a last attempt that did; an attempt of which no VM
 * is known leaves the whole unknown.
 */
export function toWholeOutcome(attempts: readonly Attempt[], counts: Counts): Outcome {
  if (attempts.some(({ outcome }) => outcome.kind === 'running'))
    return { kind: 'running', failedSoFar: counts.failed, warningSoFar: counts.warning }
  const last = attempts.at(-1)?.outcome ?? { kind: 'unknown', reported: '' }
  if (counts.failed > 0) return { kind: 'ended', result: 'failed' }
  if (last.kind === 'ended' && last.result === 'failed') return last
  const isOpen = counts.unknown + counts.waiting + counts.working > 0
  if (last.kind !== 'ended' || isOpen || attempts.some(({ tasks }) => tasks.length === 0))
    return { kind: 'unknown', reported: last.kind === 'unknown' ? last.reported : '' }
  return { kind: 'ended', result: counts.warning > 0 || last.result === 'warning' ? 'warning' : 'success' }
}
