import { isEnded, parseSessionResult, parseSessionState } from './words'

/** One session's or task's words, as far as they decide what became of it. */
export type Words = { state: string | null; result: string | null; endTimeUtc: string | null }

export type Outcome =
  | { kind: 'running'; failedSoFar: number; warningSoFar: number }
  | { kind: 'ended'; result: 'success' | 'warning' | 'failed' }
  /** Over, but with a word that says neither success nor failure; `reported` is that word, empty if there was none. */
  | { kind: 'unknown'; reported: string }

export type TaskStanding = 'waiting' | 'working' | 'succeeded' | 'warning' | 'failed' | 'unknown'

/** VMs of a run by standing. `total` is the number of task rows; VMs that stand only in the plan are not among them. */
export type Counts = Record<TaskStanding | 'total', number>

/** Where one task session stands; the first rule that matches decides. */
export function toTaskStanding(task: Pick<Words, 'state' | 'result'>): TaskStanding {
  const state = parseSessionState(task.state)
  const result = parseSessionResult(task.result)
  if (result === 'Failed') return 'failed'
  if (state === 'Stopped') {
    if (result === 'Success') return 'succeeded'
    return result === 'Warning' ? 'warning' : 'unknown'
  }
  return state === 'Starting' ? 'waiting' : 'working'
}

/** Whether nothing of a run goes on as far as anybody can say: it has ended, or EM dropped it before its end was seen. */
export const isOver = (outcome: Outcome): boolean => outcome.kind !== 'running'

/**
 * Where one VM may be said to stand. EM empties the rows of a run that stops, so a row can keep the words of a moment
 * when its VM worked or waited. Once the run is over nothing does: what became of that VM is not known.
 * @param over see {@link isOver}
 */
export function toShownStanding(task: Pick<Words, 'state' | 'result'>, over: boolean): TaskStanding {
  const standing = toTaskStanding(task)
  return over && (standing === 'working' || standing === 'waiting') ? 'unknown' : standing
}

/** Counts as they may be shown, see {@link toShownStanding}. The replies keep the plain ones, as their contract says. */
export function toShownCounts(counts: Counts, over: boolean): Counts {
  const open = counts.working + counts.waiting
  if (!over || open === 0) return counts
  return { ...counts, working: 0, waiting: 0, unknown: counts.unknown + open }
}

export const toCounts = (tasks: readonly Pick<Words, 'state' | 'result'>[]): Counts =>
  countStandings(tasks.map(toTaskStanding))

export function countStandings(standings: readonly TaskStanding[]): Counts {
  const counts: Counts = {
    total: standings.length,
    waiting: 0,
    working: 0,
    succeeded: 0,
    warning: 0,
    failed: 0,
    unknown: 0,
  }
  for (const standing of standings) counts[standing] += 1
  return counts
}

/** The N of "N of M VMs": those that were started, with or without warnings. */
export function failedOver(counts: Counts): number {
  return counts.succeeded + counts.warning
}

/**
 * What may be said of a run. "Succeeded" needs Stopped, Success and no failed task; whatever is not understood is
 * unknown, never success. A failed task outweighs the session's own word.
 */
export function toOutcome(session: Words, counts: Pick<Counts, 'failed' | 'warning'>): Outcome {
  if (!isEnded(session)) {
    return { kind: 'running', failedSoFar: counts.failed, warningSoFar: counts.warning }
  }
  const result = parseSessionResult(session.result)
  if (result === 'Failed') return { kind: 'ended', result: 'failed' }
  // An unknown state with an end time is over, but nothing good follows from a word that nobody knows.
  if (parseSessionState(session.state) !== 'Stopped')
    return { kind: 'unknown', reported: session.state ?? '' }
  if (result === null || result === 'None') return { kind: 'unknown', reported: session.result ?? '' }
  if (counts.failed > 0) return { kind: 'ended', result: 'failed' }
  return { kind: 'ended', result: result === 'Success' ? 'success' : 'warning' }
}
