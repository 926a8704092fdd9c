import type { TaskSession } from './failover-session'
import { toTaskStanding } from './outcome'
import { isEnded } from './words'

/**
 * A VM's time in its run, in ms since the run's start. Waiting is what lies before `workFromMs`, as Enterprise Manager
 * counts it: the start of a task minus the start of its run. @see EM wire reference §8
 */
export type TaskSpan =
  /** It waits up to the last read. */
  | { kind: 'waiting' }
  /** It works; `toMs` is null while that goes on. */
  | { kind: 'worked'; workFromMs: number; toMs: number | null }
  /** Some time is missing or contradicts another, so nothing may be drawn. */
  | { kind: 'unknown' }

type TimedTask = Pick<TaskSession, 'state' | 'result' | 'creationTimeUtc' | 'endTimeUtc'>

/**
 * @param runStartMs start of the run by Enterprise Manager's clock, ms since 1970
 * @param over nothing of the run goes on: what was not seen to end has no length
 */
export function toTaskSpan(task: TimedTask, runStartMs: number, over = false): TaskSpan {
  if (over && task.endTimeUtc === null) return { kind: 'unknown' }
  if (toTaskStanding(task) === 'waiting') return { kind: over ? 'unknown' : 'waiting' }
  if (task.creationTimeUtc === null) return { kind: 'unknown' }
  const workFromMs = Date.parse(task.creationTimeUtc) - runStartMs
  if (task.endTimeUtc === null) {
    return isEnded(task)
      ? { kind: 'unknown' }
      : { kind: 'worked', workFromMs: Math.max(0, workFromMs), toMs: null }
  }
  const toMs = Date.parse(task.endTimeUtc) - runStartMs
  if (workFromMs < 0 || toMs < workFromMs) return { kind: 'unknown' }
  return { kind: 'worked', workFromMs, toMs }
}
