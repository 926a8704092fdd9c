import type { FailoverSession, TaskSession } from './failover-session'
import { toTaskStanding } from './outcome'
import { keepTaskRows } from './task-rows'
import { isEnded } from './words'

/** A session with its rows as far as they were ever seen. Moments of ours are ms since 1970. */
export type SeenSession = {
  session: FailoverSession
  tasksFrom: 'em' | 'record'
  /** When the rows took their present form. */
  rowsChangedAtMs: number | null
  /** When all rows last stood in a reply of EM. */
  rowsSeenAtMs: number | null
  /** When anything of the run last moved: a word, a percentage, a row. */
  movedAtMs: number | null
  /** Begin of the read that brought this. */
  readAtMs: number
  /**
   * Rows that EM's newest reply lacks: when each last stood in one, by its key. Out of the record it is the last moment
   * of which that is certain, and until EM is read again every row counts as one whose fate nobody knows.
   */
  goneRows: ReadonlyMap<string, number>
}

const NONE_GONE: SeenSession['goneRows'] = new Map()

/** What one read brought, before it is joined with what was seen earlier. */
export function toSeenSession(session: FailoverSession, atMs: number): SeenSession {
  const rowsAtMs = session.tasks.length > 0 ? atMs : null
  return {
    session,
    tasksFrom: 'em',
    rowsChangedAtMs: rowsAtMs,
    rowsSeenAtMs: rowsAtMs,
    movedAtMs: atMs,
    readAtMs: atMs,
    goneRows: NONE_GONE,
  }
}

/** Joins two reads of a session: nothing once seen is lost, and it is noted when something last changed. */
export function joinSeen(before: SeenSession, seen: SeenSession): SeenSession {
  const kept = keepTaskRows(before.session.tasks, seen.session.tasks)
  const known = new Map(before.session.tasks.map((task) => [task.key, task]))
  // What has not changed stays the same object: comparing and keeping many looks at one run then costs little.
  const tasks = kept.tasks.map((task) => {
    const earlier = known.get(task.key)
    if (earlier === undefined) return task
    const now = withReasonOf(earlier, task)
    return isSameTask(earlier, now) ? earlier : now
  })
  const session = { ...seen.session, tasks, failureMessage: toRunReason(before.session, seen.session) }
  const same = areSameRows(before.session.tasks, tasks)
  const moved = !same || !hasSameWords(before.session, session)
  const movedAtMs = moved ? seen.movedAtMs : before.movedAtMs
  if (kept.tasksFrom === 'record') {
    return {
      session,
      tasksFrom: 'record',
      rowsChangedAtMs: same ? before.rowsChangedAtMs : (seen.rowsChangedAtMs ?? before.rowsChangedAtMs),
      rowsSeenAtMs: before.rowsSeenAtMs,
      movedAtMs,
      readAtMs: seen.readAtMs,
      goneRows: toGoneRows(before, seen, kept.tasks),
    }
  }
  return {
    session,
    tasksFrom: 'em',
    rowsChangedAtMs: same ? before.rowsChangedAtMs : seen.rowsChangedAtMs,
    rowsSeenAtMs: seen.rowsSeenAtMs,
    movedAtMs,
    readAtMs: seen.readAtMs,
    goneRows: seen.goneRows,
  }
}

/** What is gone for the first time was there when it was read before. */
function toGoneRows(
  before: SeenSession,
  seen: SeenSession,
  tasks: readonly TaskSession[],
): SeenSession['goneRows'] {
  const gone = new Map(seen.goneRows)
  const now = new Set(seen.session.tasks.map(({ key }) => key))
  for (const { key } of tasks) if (!now.has(key)) gone.set(key, before.goneRows.get(key) ?? before.readAtMs)
  return gone
}

/** A failure keeps its reason while it is there: one that is left out by a later read is not another one. */
function withReasonOf(earlier: TaskSession, task: TaskSession): TaskSession {
  const isSameFailure =
    toTaskStanding(earlier) === 'failed' &&
    toTaskStanding(task) === 'failed' &&
    earlier.creationTimeUtc === task.creationTimeUtc
  return isSameFailure && task.failureMessage === null && earlier.failureMessage !== null
    ? { ...task, failureMessage: earlier.failureMessage }
    : task
}

/** The same of a run that is over. */
const toRunReason = (before: FailoverSession, now: FailoverSession): string | null =>
  isEnded(before) && isEnded(now) && before.result === now.result
    ? (now.failureMessage ?? before.failureMessage)
    : now.failureMessage

const hasSameWords = (a: FailoverSession, b: FailoverSession): boolean =>
  a.state === b.state && a.result === b.result && a.progress === b.progress

export function areSameRows(before: readonly TaskSession[], now: readonly TaskSession[]): boolean {
  return (
    before.length === now.length &&
    before.every((task, index) => {
      const other = now[index]
      return other !== undefined && isSameTask(task, other)
    })
  )
}

export function isSameTask(a: TaskSession, b: TaskSession): boolean {
  return (
    a === b ||
    (a.key === b.key &&
      a.vmName === b.vmName &&
      a.vmReplicaPoint?.id === b.vmReplicaPoint?.id &&
      a.vmReplicaPoint?.name === b.vmReplicaPoint?.name &&
      a.creationTimeUtc === b.creationTimeUtc &&
      a.endTimeUtc === b.endTimeUtc &&
      a.state === b.state &&
      a.result === b.result &&
      a.progress === b.progress &&
      a.failureMessage === b.failureMessage)
  )
}
