import 'server-only'
import { numberTasks, withRecordedRows, type Remembered } from './remembered'
import type { SessionWrite, TransitionWrite } from '@/lib/store/session-write'
import type { EntityLink, TaskSession } from '@/lib/failover/failover-session'
import type { GapCode } from '@/lib/failover/gap'
import { toCounts, toOutcome, type Counts } from '@/lib/failover/outcome'
import type { RecordedPoint } from '@/lib/failover/recorded-session'
import { isSameTask, type SeenSession } from '@/lib/failover/seen-session'
import { isEnded, parseSessionResult } from '@/lib/failover/words'

/** One look at a session: what was read, and what is known beside it. */
export type Look = {
  seen: SeenSession
  /** Begin of the read. */
  observedAtMs: number
  /** By the join, where it is certain. */
  plan: EntityLink | null
  tenant: EntityLink | null
  points: readonly RecordedPoint[]
  /** Gaps that begin, and codes of those that end at this look. */
  beginGaps: readonly { fromMs: number; toMs: number | null; code: GapCode }[]
  endGaps: readonly GapCode[]
  /** It stands on EM's list, which a read by id does not tell of a run that has ended. */
  listed: boolean
}

/** Without a change, a sample of the session is written so often: it proves that somebody looked. */
const SAMPLE_MS = 60_000
/** The time of the newest look is written so often. A restart takes what is longer ago for a gap. */
export const HEARTBEAT_MS = 10_000

/**
 * What a look adds to the record, and what the record then holds. Pure, so that a look that could not be written is
 * simply looked at again.
 * @returns write null if the record holds it all
 */
export function toSessionWrite(
  before: Remembered | null,
  look: Look,
): { write: SessionWrite | null; after: Remembered } {
  const { observedAtMs } = look
  const seen = withRecordedRows(before, look.seen)
  const { tasks, ...session } = seen.session
  const taskNumbers = numberTasks(before, tasks)
  const counts = toCounts(tasks)
  // A run that was over when it was first seen was not watched: its words tell no transitions and no course.
  const running = !isEnded(session) || (before !== null && !isEnded(before.seen.session))
  const watched = running || before?.watched === true

  const changed = toChangedTasks(before, tasks, taskNumbers)
  const points = look.points.filter((point) => isNews(before, point))
  const gaps = toGaps(before, look)
  const sampled = running && (endsGap(look) || needsSample(before, seen, counts, observedAtMs))
  const transitions = watched ? toTransitions(before, seen, taskNumbers, observedAtMs) : []
  const plan = look.plan ?? before?.plan ?? null
  const tenant = look.plan === null ? (before?.tenant ?? null) : look.tenant

  const inEnterpriseManager =
    look.listed || !isEnded(session) || before === null || before.inEnterpriseManager

  const isNew =
    before === null ||
    before.inEnterpriseManager !== inEnterpriseManager ||
    changed.length + points.length + gaps.length + transitions.length > 0 ||
    sampled ||
    plan?.id !== before.plan?.id ||
    tenant?.id !== before.tenant?.id ||
    !hasSameHead(before.seen, seen) ||
    (running && Math.abs(observedAtMs - before.observedAtMs) >= HEARTBEAT_MS)

  const openGaps = new Map(before?.openGaps)
  for (const code of look.endGaps) openGaps.delete(code)
  for (const gap of look.beginGaps) if (gap.toMs === null) openGaps.set(gap.code, gap.fromMs)
  const after: Remembered = {
    seen,
    plan,
    tenant,
    tag: before?.tag ?? null,
    observedAtMs: isNew ? observedAtMs : (before?.observedAtMs ?? observedAtMs),
    sampledAtMs: sampled ? observedAtMs : (before?.sampledAtMs ?? null),
    taskNumbers,
    points: new Map([...(before?.points ?? []), ...points.map((point) => [point.id, point] as const)]),
    openGaps,
    inEnterpriseManager,
    watched,
    fromEarlier: false,
  }
  if (!isNew) return { write: null, after }
  const write: SessionWrite = {
    session,
    outcome: toOutcome(session, counts),
    counts,
    plan,
    tenant,
    tasksFrom: seen.tasksFrom,
    rowsChangedAtMs: seen.rowsChangedAtMs,
    rowsSeenAtMs: seen.rowsSeenAtMs,
    movedAtMs: seen.movedAtMs,
    observedAtMs,
    inEnterpriseManager,
    tasks: changed,
    sample: sampled ? { progress: session.progress } : null,
    taskSamples: running ? toTaskSamples(before, changed) : [],
    transitions,
    points,
    gaps,
  }
  return { write, after }
}

/** The first good read after a gap is worth a sample, changed or not: from there on the course is known again. */
const endsGap = (look: Look): boolean =>
  look.endGaps.length > 0 || look.beginGaps.some((gap) => gap.toMs !== null)

function toGaps(before: Remembered | null, look: Look): SessionWrite['gaps'] {
  const ended = look.endGaps.flatMap((code) => {
    const fromMs = before?.openGaps.get(code)
    return fromMs === undefined ? [] : [{ fromMs, toMs: Math.max(fromMs, look.observedAtMs), code }]
  })
  return [...ended, ...look.beginGaps]
}

type NumberedTask = SessionWrite['tasks'][number]

function toChangedTasks(
  before: Remembered | null,
  tasks: readonly TaskSession[],
  numbers: ReadonlyMap<string, number>,
): NumberedTask[] {
  const known = new Map(before?.seen.session.tasks.map((task, place) => [task.key, { task, place }]))
  return tasks.flatMap((task, place) => {
    const no = numbers.get(task.key)
    const earlier = known.get(task.key)
    if (no === undefined || (earlier && earlier.place === place && isSameTask(earlier.task, task))) return []
    return [{ no, place, task }]
  })
}

/** The row as it was before, by its number: its key may have changed. */
function toEarlierTask(before: Remembered | null): (no: number) => TaskSession | null {
  const byNumber = new Map(
    before?.seen.session.tasks.map((task) => [before.taskNumbers.get(task.key) ?? 0, task]),
  )
  return (no) => byNumber.get(no) ?? null
}

function toTaskSamples(
  before: Remembered | null,
  changed: readonly NumberedTask[],
): SessionWrite['taskSamples'] {
  const earlierOf = toEarlierTask(before)
  return changed.flatMap(({ no, task }) => {
    const earlier = earlierOf(no)
    return earlier !== null && earlier.progress === task.progress ? [] : [{ no, progress: task.progress }]
  })
}

function needsSample(
  before: Remembered | null,
  seen: SeenSession,
  counts: Counts,
  observedAtMs: number,
): boolean {
  if (before === null || before.sampledAtMs === null) return true
  if (before.seen.session.progress !== seen.session.progress) return true
  const earlier = toCounts(before.seen.session.tasks)
  if (Object.entries(counts).some(([standing, count]) => earlier[standing as keyof Counts] !== count))
    return true // safe: both are Counts
  return !isEnded(seen.session) && Math.abs(observedAtMs - before.sampledAtMs) >= SAMPLE_MS
}

type Worded = Pick<TaskSession, 'state' | 'result' | 'creationTimeUtc' | 'endTimeUtc'>

function toTransitions(
  before: Remembered | null,
  seen: SeenSession,
  numbers: ReadonlyMap<string, number>,
  atMs: number,
): TransitionWrite[] {
  // A clock that was set back must not turn the span around.
  const notBeforeMs = before === null ? null : Math.min(before.observedAtMs, atMs)
  const of = (taskNo: number, earlier: Worded | null, now: Worded): TransitionWrite[] => {
    const common = { taskNo, atMs, notBeforeMs, emTimeUtc: toEmTime(earlier, now) }
    const state = { ...common, field: 'state', from: earlier?.state ?? null, to: now.state } as const
    const result = { ...common, field: 'result', from: earlier?.result ?? null, to: now.result } as const
    // A row appears without a result; that it has none is no news.
    const hasResult = earlier !== null || (now.result !== null && parseSessionResult(now.result) !== 'None')
    return [state, ...(hasResult ? [result] : [])].filter(({ from, to }) => from !== to)
  }
  const earlierOf = toEarlierTask(before)
  const { tasks, ...session } = seen.session
  return [
    ...of(0, before?.seen.session ?? null, session),
    ...tasks.flatMap((task) => {
      const no = numbers.get(task.key) ?? 0
      const earlier = earlierOf(no)
      return earlier === task ? [] : of(no, earlier, task)
    }),
  ]
}

/** EM dates a start and an end, and nothing in between. */
function toEmTime(earlier: Worded | null, now: Worded): string | null {
  if (isEnded(now)) return now.endTimeUtc
  return earlier === null ? now.creationTimeUtc : null
}

/** A later read of a point tells that it still was so, even where nothing of it has changed. */
function isNews(before: Remembered | null, point: RecordedPoint): boolean {
  return point.observedAtMs > (before?.points.get(point.id)?.observedAtMs ?? Number.NEGATIVE_INFINITY)
}

export function hasSameHead(before: SeenSession, now: SeenSession): boolean {
  const [a, b] = [before.session, now.session]
  return (
    a.uid === b.uid &&
    a.name === b.name &&
    a.jobType === b.jobType &&
    a.creationTimeUtc === b.creationTimeUtc &&
    a.endTimeUtc === b.endTimeUtc &&
    a.state === b.state &&
    a.result === b.result &&
    a.progress === b.progress &&
    a.failureMessage === b.failureMessage &&
    a.backupServer?.id === b.backupServer?.id &&
    a.backupServer?.name === b.backupServer?.name &&
    before.tasksFrom === now.tasksFrom
  )
}
