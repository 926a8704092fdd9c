import type { SessionWrite, TransitionWrite } from '@/lib/store/session-write'

type Known<Value> = ReadonlyMap<string, Value>

/** All that recorders have said stands in the record, by what it is about. The newest word counts. */
export type Acknowledged = {
  /** By session. Its `tasks` are those of one write only; `rows` has all. */
  heads: Known<SessionWrite & OfLife>
  /** By session and number. */
  rows: Known<AcknowledgedRow & OfLife>
  /** By session and moment. */
  samples: Known<Pick<SessionWrite, 'counts'> & { progress: number | null }>
  /** By session, number and moment. */
  taskSamples: Known<number | null>
  /** By session, number, field and moment. */
  transitions: Known<TransitionWrite>
  /** By session and point. */
  points: Known<SessionWrite['points'][number]>
  /** By session, begin and code. */
  gaps: Known<SessionWrite['gaps'][number]>
  /** Rows that were acknowledged, each as often as it was. */
  rowCount: () => number
  add: (writes: readonly SessionWrite[], life: number) => void
}

/** Number of the recorder that said so. Whatever one wrote last may stand there without its word. */
type OfLife = { life: number }
export type AcknowledgedRow = SessionWrite['tasks'][number]

export const keyOf = (...parts: readonly (string | number)[]): string => parts.join(' ')

export function createAcknowledged(): Acknowledged {
  const heads = new Map<string, SessionWrite & OfLife>()
  const rows = new Map<string, AcknowledgedRow & OfLife>()
  const samples = new Map<string, Pick<SessionWrite, 'counts'> & { progress: number | null }>()
  const taskSamples = new Map<string, number | null>()
  const transitions = new Map<string, TransitionWrite>()
  const points = new Map<string, SessionWrite['points'][number]>()
  const gaps = new Map<string, SessionWrite['gaps'][number]>()
  let rowCount = 0

  function addOne(write: SessionWrite, life: number): void {
    const { id } = write.session
    heads.set(id, { ...write, life })
    rowCount += write.tasks.length
    for (const row of write.tasks) rows.set(keyOf(id, row.no), { ...row, life })
    if (write.sample) samples.set(keyOf(id, write.observedAtMs), { ...write.sample, counts: write.counts })
    for (const { no, progress } of write.taskSamples)
      taskSamples.set(keyOf(id, no, write.observedAtMs), progress)
    for (const one of write.transitions) transitions.set(keyOf(id, one.taskNo, one.field, one.atMs), one)
    for (const point of write.points) points.set(keyOf(id, point.id), point)
    for (const gap of write.gaps) gaps.set(keyOf(id, gap.fromMs, gap.code), gap)
  }

  return {
    heads,
    rows,
    samples,
    taskSamples,
    transitions,
    points,
    gaps,
    rowCount: () => rowCount,
    add(writes, life) {
      for (const write of writes) addOne(write, life)
    },
  }
}
