import { durationBetween } from './duration'
import type { FailoverSession, TaskSession } from './failover-session'
import { toTaskStanding, type Outcome } from './outcome'
import { isEnded } from './words'

/**
 * Recovery time and data loss of VMs and runs. A figure that cannot be known says why and is never 0 or blank.
 *
 * RTO, the time to fail over: of a VM, end of its task minus its start; of a run, its end minus its start. Only what
 * did fail over has one: a VM that failed after four minutes was not recovered in four minutes.
 * RPO, the data loss window: start of the failover session minus creation of the VM's replica point.
 * @see EM wire reference §8
 */
export const FIGURE_UNKNOWNS = [
  'not_started',
  'running',
  'not_failed_over',
  'result_unknown',
  'start_not_reported',
  'end_not_reported',
  'times_contradict',
  'no_point',
  'point_pending',
  'point_forbidden',
  'point_not_found',
  'point_unreachable',
  'point_time_not_reported',
  'no_vms',
] as const

export type FigureUnknown = (typeof FIGURE_UNKNOWNS)[number]
export type Figure = { ms: number } | { unknown: FigureUnknown }

/** Goals of a failover plan in ms; null where none is set. */
export type RecoveryTarget = { rtoMs: number | null; rpoMs: number | null }

/** What a goal may be: a minute to 90 days. */
export const LEAST_TARGET_MS = 60_000
export const MOST_TARGET_MS = 90 * 86_400_000

type TimedTask = Pick<TaskSession, 'state' | 'result' | 'creationTimeUtc' | 'endTimeUtc'>
/** A task's replica point as far as it can be read. */
type PointedTask = {
  vmReplicaPoint: {
    creationTimeUtc: string | null
    unreadable: 'forbidden' | 'not_found' | 'unreachable' | 'pending' | null
  } | null
}

/** How long something took. An end before its start is no short time: it says that one of the two is wrong. */
export function toTook(fromUtc: string | null, toUtc: string | null): Figure {
  if (fromUtc === null) return { unknown: 'start_not_reported' }
  const ms = durationBetween(fromUtc, toUtc)
  if (ms === null) return { unknown: 'end_not_reported' }
  return ms < 0 ? { unknown: 'times_contradict' } : { ms }
}

export function toTaskRto(task: TimedTask): Figure {
  switch (toTaskStanding(task)) {
    case 'waiting':
      return { unknown: 'not_started' }
    case 'working':
      // A state that nobody knows, with an end time: it is over, and what came of it is not known.
      return { unknown: isEnded(task) ? 'result_unknown' : 'running' }
    case 'failed':
      return { unknown: 'not_failed_over' }
    case 'unknown':
      return { unknown: 'result_unknown' }
    default:
      return toTook(task.creationTimeUtc, task.endTimeUtc)
  }
}

export function toRunRto(
  session: Pick<FailoverSession, 'creationTimeUtc' | 'endTimeUtc'>,
  outcome: Outcome,
): Figure {
  if (outcome.kind === 'running') return { unknown: 'running' }
  if (outcome.kind === 'unknown') return { unknown: 'result_unknown' }
  if (outcome.result === 'failed') return { unknown: 'not_failed_over' }
  return toTook(session.creationTimeUtc, session.endTimeUtc)
}

export function toTaskRpo(task: PointedTask, sessionStartUtc: string | null): Figure {
  const { vmReplicaPoint: point } = task
  if (point === null) return { unknown: 'no_point' }
  if (point.creationTimeUtc === null) {
    return { unknown: point.unreadable === null ? 'point_time_not_reported' : `point_${point.unreadable}` }
  }
  // The window ends where the run starts, so it is the start that is missing here.
  if (sessionStartUtc === null) return { unknown: 'start_not_reported' }
  return toTook(point.creationTimeUtc, sessionStartUtc)
}

/** The worst known figure of a run and how many of its VMs have none; `worst` is null if none is known. */
export type Worst<Task> = { worst: { ms: number; task: Task } | null; unknown: number }

export function toWorst<Task>(tasks: readonly Task[], figureOf: (task: Task) => Figure): Worst<Task> {
  let worst: Worst<Task>['worst'] = null
  let unknown = 0
  for (const task of tasks) {
    const figure = figureOf(task)
    if ('unknown' in figure) unknown += 1
    else if (worst === null || figure.ms > worst.ms) worst = { ms: figure.ms, task }
  }
  return { worst, unknown }
}

/** How a run stands against a target; `ms` is what is left, or what it is over by. */
export type AgainstTarget =
  | { kind: 'left'; ms: number }
  | { kind: 'exceeded'; ms: number }
  | { kind: 'met'; ms: number }
  /** The run is over and not everything failed over, or nobody can say: there is no time to compare. */
  | { kind: 'not_met' }
  | { kind: 'unknown' }

/**
 * A run against its RTO target. While it runs, what has passed counts; that it is exceeded is known at that moment, and
 * that it is met only at the end.
 * @param elapsedMs from the run's start to now on EM's clock; used while it runs
 */
export function toRtoAgainst(input: {
  targetMs: number
  outcome: Outcome
  rto: Figure
  elapsedMs: number | null
}): AgainstTarget {
  const { targetMs, outcome, rto, elapsedMs } = input
  if (outcome.kind === 'running') {
    if (elapsedMs === null) return { kind: 'unknown' }
    return elapsedMs > targetMs
      ? { kind: 'exceeded', ms: elapsedMs - targetMs }
      : { kind: 'left', ms: targetMs - elapsedMs }
  }
  if ('ms' in rto) {
    return rto.ms > targetMs
      ? { kind: 'exceeded', ms: rto.ms - targetMs }
      : { kind: 'met', ms: targetMs - rto.ms }
  }
  return rto.unknown === 'not_failed_over' ? { kind: 'not_met' } : { kind: 'unknown' }
}

/** The worst data loss window against its target. With unknown VMs it can be known as exceeded, never as met. */
export function toRpoAgainst(targetMs: number, { worst, unknown }: Worst<unknown>): AgainstTarget {
  if (worst !== null && worst.ms > targetMs) return { kind: 'exceeded', ms: worst.ms - targetMs }
  if (worst === null || unknown > 0) return { kind: 'unknown' }
  return { kind: 'met', ms: targetMs - worst.ms }
}
