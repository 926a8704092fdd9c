import { keyOf, type Acknowledged, type AcknowledgedRow } from './acknowledged'
import type { RawRecord } from './child-lines'

type Session = RawRecord['sessions'][number]
type Task = RawRecord['task_sessions'][number]

/** When one recorder ran, on its clock. */
export type Life = { fromMs: number; toMs: number }

const MINUTE_MS = 60_000
const STATES = ['Starting', 'Working', 'Stopping', 'Stopped']

const toMs = (utc: string | null): number | null => (utc === null ? null : Date.parse(utc))
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
const rankOf = (state: string | null): number => STATES.indexOf(state ?? '')

/** What is wrong with a record, in sentences; empty if it holds all that was acknowledged, once, and hangs together. */
export function findFaults(record: RawRecord, acknowledged: Acknowledged, lives: readonly Life[]): string[] {
  return [
    ...findLost(record, acknowledged),
    ...findDoubles(record, lives),
    ...record.sessions.flatMap((session) => findContradictions(record, session)),
  ]
}

function findLost(record: RawRecord, acknowledged: Acknowledged): string[] {
  const faults: string[] = []
  const idOf = new Map(record.sessions.map((session) => [session.no, session.id]))
  const of = (row: { session_no: number }, ...parts: (string | number)[]): string =>
    keyOf(idOf.get(row.session_no) ?? '?', ...parts)
  const expectAll = <Said, Row>(
    what: string,
    said: ReadonlyMap<string, Said>,
    found: ReadonlyMap<string, Row>,
    agrees: (said: Said, row: Row) => boolean,
  ): void => {
    for (const [key, value] of said) {
      const row = found.get(key)
      if (row === undefined) faults.push(`Acknowledged ${what} is missing: ${key} ${JSON.stringify(value)}`)
      else if (!agrees(value, row))
        faults.push(`Acknowledged ${what} ${key} ${JSON.stringify(value)} stands as ${JSON.stringify(row)}`)
    }
  }

  const sessions = new Map(record.sessions.map((session) => [session.id, session]))
  /** Nothing was written since that acknowledgement without a word: then all has to be as it says. */
  const isExact = (id: string, life: number): boolean => {
    const head = acknowledged.heads.get(id)
    return head?.life === life && sessions.get(id)?.observed_ms === head.observedAtMs
  }
  expectAll('session', acknowledged.heads, sessions, (said, row) => {
    const { session, counts, observedAtMs, life } = said
    if (row.name !== session.name || row.uid !== session.uid) return false
    if (!isExact(session.id, life))
      return rankOf(row.state) >= rankOf(session.state) && row.observed_ms > observedAtMs
    const { total, waiting, working, succeeded, warning, failed, unknown } = row
    return (
      row.state === session.state &&
      row.result === session.result &&
      row.progress === session.progress &&
      row.end_ms === toMs(session.endTimeUtc) &&
      row.failure_message === session.failureMessage &&
      isSame({ total, waiting, working, succeeded, warning, failed, unknown }, pickCounts(counts))
    )
  })
  const rows = new Map(record.task_sessions.map((row) => [of(row, row.no), row]))
  expectAll('row', acknowledged.rows, rows, (said, row) =>
    isExact(of(row), said.life) ? isSame(toColumns(said), pickColumns(row)) : isNewer(toColumns(said), row),
  )
  const samples = new Map(record.session_samples.map((row) => [of(row, row.at_ms), row]))
  expectAll('sample', acknowledged.samples, samples, (said, row) => {
    return said.progress === row.progress && isSame(pickCounts(said.counts), pickCounts(row))
  })
  const taskSamples = new Map(
    record.task_samples.map((row) => [of(row, row.task_no, row.at_ms), row.progress]),
  )
  expectAll('sample of a VM', acknowledged.taskSamples, taskSamples, (said, progress) => said === progress)
  const transitions = new Map(
    record.transitions.map((row) => [of(row, row.task_no, row.field, row.at_ms), row]),
  )
  expectAll(
    'transition',
    acknowledged.transitions,
    transitions,
    (said, row) =>
      said.from === row.from_word &&
      said.to === row.to_word &&
      said.notBeforeMs === row.not_before_ms &&
      toMs(said.emTimeUtc) === row.em_ms,
  )
  const points = new Map(record.replica_points.map((row) => [of(row, row.point_id), row]))
  expectAll('replica point', acknowledged.points, points, (said, row) =>
    row.observed_ms === said.observedAtMs
      ? row.state === said.state && row.name === said.name
      : row.observed_ms > said.observedAtMs,
  )
  const gaps = new Map(record.gaps.map((row) => [of(row, row.from_ms, row.code), row]))
  expectAll('gap', acknowledged.gaps, gaps, (said, row) => said.toMs === null || row.to_ms === said.toMs)
  return faults
}

type Columns = ReturnType<typeof pickColumns>

/** The columns of a row that EM decides, in one order. */
function pickColumns(row: Omit<Task, 'em_id' | 'session_no' | 'first_seen_ms'>) {
  const { no, place, key, vm_name, point_id, point_name, creation_ms, end_ms } = row
  const { state, result, progress, failure_message } = row
  return {
    no,
    place,
    key,
    vm_name,
    point_id,
    point_name,
    creation_ms,
    end_ms,
    state,
    result,
    progress,
    failure_message,
  }
}

function toColumns({ no, place, task }: AcknowledgedRow): Columns {
  return pickColumns({
    no,
    place,
    key: task.key,
    vm_name: task.vmName,
    point_id: task.vmReplicaPoint?.id ?? null,
    point_name: task.vmReplicaPoint?.name ?? null,
    creation_ms: toMs(task.creationTimeUtc),
    end_ms: toMs(task.endTimeUtc),
    state: task.state,
    result: task.result,
    progress: task.progress,
    failure_message: task.failureMessage,
  })
}

/** The same VM, at least as far: no word and no per cent went back. */
function isNewer(said: Columns, row: Task): boolean {
  return (
    row.key === said.key &&
    row.vm_name === said.vm_name &&
    row.point_id === said.point_id &&
    row.creation_ms === said.creation_ms &&
    rankOf(row.state) >= rankOf(said.state) &&
    (row.progress ?? -1) >= (said.progress ?? -1) &&
    (said.end_ms === null || row.end_ms === said.end_ms) &&
    (said.result === 'None' || row.result === said.result)
  )
}

function pickCounts(
  row: RawRecord['session_samples'][number] | Session | AcknowledgedCounts,
): AcknowledgedCounts {
  const { total, waiting, working, succeeded, warning, failed, unknown } = row
  return { total, waiting, working, succeeded, warning, failed, unknown }
}

type AcknowledgedCounts = Record<
  'total' | 'waiting' | 'working' | 'succeeded' | 'warning' | 'failed' | 'unknown',
  number
>

/** Keys that stand twice, and series that say one thing twice in a row. */
function findDoubles(record: RawRecord, lives: readonly Life[]): string[] {
  const faults: string[] = []
  const expectOnce = <Row>(what: string, rows: readonly Row[], key: (row: Row) => string): void => {
    const seen = new Set<string>()
    for (const row of rows) {
      if (seen.has(key(row))) faults.push(`${what} stands twice: ${JSON.stringify(row)}`)
      seen.add(key(row))
    }
  }
  expectOnce('A session', record.sessions, (row) => row.id)
  expectOnce('A number', record.task_sessions, (row) => keyOf(row.session_no, row.no))
  expectOnce('A VM', record.task_sessions, (row) => keyOf(row.session_no, row.key))
  expectOnce('A place', record.task_sessions, (row) => keyOf(row.session_no, 'at', row.place))
  expectOnce('A sample', record.session_samples, (row) => keyOf(row.session_no, row.at_ms))
  expectOnce('A sample of a VM', record.task_samples, (row) => keyOf(row.session_no, row.task_no, row.at_ms))
  expectOnce('A transition', record.transitions, (row) =>
    keyOf(row.session_no, row.task_no, row.field, row.at_ms),
  )
  expectOnce('A gap', record.gaps, (row) => keyOf(row.session_no, row.from_ms, row.code))
  expectOnce('A replica point', record.replica_points, (row) => keyOf(row.session_no, row.point_id))

  // A VM has a sample when its percentage has changed, so no two neighbours can be equal.
  for (const [, series] of seriesOf(record.task_samples, (row) => keyOf(row.session_no, row.task_no)))
    for (const [before, row] of pairsOf(series))
      if (before.progress === row.progress)
        faults.push(`Two samples of a VM say the same: ${JSON.stringify(before)}, ${JSON.stringify(row)}`)
  // A session has one more per minute and after a gap, and each recorder begins with one.
  for (const [, series] of seriesOf(record.session_samples, (row) => String(row.session_no)))
    for (const [before, row] of pairsOf(series)) {
      const same = before.progress === row.progress && isSame(pickCounts(before), pickCounts(row))
      const inOneLife = lives.some((life) => before.at_ms >= life.fromMs && row.at_ms <= life.toMs)
      const endsGap = record.gaps.some((gap) => gap.session_no === row.session_no && gap.to_ms === row.at_ms)
      if (same && inOneLife && !endsGap && row.at_ms - before.at_ms < MINUTE_MS)
        faults.push(`Two samples say the same: ${JSON.stringify(before)}, ${JSON.stringify(row)}`)
    }
  return faults
}

/** A session whose parts do not fit each other: head, rows, samples and transitions are written together. */
function findContradictions(record: RawRecord, session: Session): string[] {
  const faults: string[] = []
  const own = <Row extends { session_no: number }>(rows: readonly Row[]): Row[] =>
    rows.filter((row) => row.session_no === session.no)
  const tasks = own(record.task_sessions)
  const counted = {
    total: tasks.length,
    waiting: tasks.filter((task) => task.state === 'Starting').length,
    working: tasks.filter((task) => task.state === 'Working').length,
    succeeded: tasks.filter((task) => task.result === 'Success').length,
    warning: tasks.filter((task) => task.result === 'Warning').length,
    failed: tasks.filter((task) => task.result === 'Failed').length,
    unknown: 0,
  }
  const say = (text: string): void => void faults.push(`${session.name}: ${text}`)
  if (!isSame(counted, pickCounts(session)))
    say(`its rows are ${JSON.stringify(counted)}, its head says ${JSON.stringify(pickCounts(session))}`)

  const transitions = own(record.transitions)
  const samples = own(record.session_samples)
  // Over when it was first seen: nobody watched its course.
  if (transitions.length === 0 && samples.length === 0 && session.ended === 1) return faults

  const last = samples.toSorted((a, b) => a.at_ms - b.at_ms).at(-1)
  if (last === undefined || last.progress !== session.progress || !isSame(pickCounts(last), counted))
    say(`its last sample is ${JSON.stringify(last)}, but it stands at ${session.progress} %`)

  const things = [{ no: 0, state: session.state, result: session.result }, ...tasks]
  const series = seriesOf(transitions, (row) => keyOf(row.task_no, row.field))
  for (const { no, state, result } of things) {
    const words = { state, result }
    for (const field of ['state', 'result'] as const) {
      const steps = series.get(keyOf(no, field)) ?? []
      const text = (): string => `transitions of ${field} of ${no}: ${JSON.stringify(steps)}`
      // A thing appears without a result, and that is no news.
      const first = field === 'state' ? [null] : [null, 'None']
      if (steps[0] && !first.includes(steps[0].from_word)) say(`does not begin at the beginning, ${text()}`)
      if (pairsOf(steps).some(([before, step]) => before.to_word !== step.from_word))
        say(`does not hang together, ${text()}`)
      if ((steps.at(-1)?.to_word ?? 'None') !== words[field])
        say(`does not end as ${words[field]}, ${text()}`)
    }
  }
  for (const step of transitions)
    if (step.not_before_ms !== null && step.not_before_ms > step.at_ms)
      say(`a change that came before it could: ${JSON.stringify(step)}`)

  const progress = seriesOf(own(record.task_samples), (row) => String(row.task_no))
  for (const task of tasks)
    if (progress.get(String(task.no))?.at(-1)?.progress !== task.progress)
      say(`the last sample of ${task.vm_name} is not its ${task.progress} %`)
  return faults
}

/** Rows by key, each series by time. */
function seriesOf<Row extends { at_ms: number }>(
  rows: readonly Row[],
  key: (row: Row) => string,
): Map<string, Row[]> {
  const series = new Map<string, Row[]>()
  for (const row of rows.toSorted((a, b) => a.at_ms - b.at_ms)) {
    const known = series.get(key(row))
    if (known) known.push(row)
    else series.set(key(row), [row])
  }
  return series
}

function pairsOf<Item>(items: readonly Item[]): (readonly [Item, Item])[] {
  return items.slice(1).flatMap((item, index) => {
    const before = items[index]
    return before === undefined ? [] : [[before, item] as const]
  })
}
