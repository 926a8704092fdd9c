import 'server-only'
import type { EntityLink, FailoverSession, TaskSession } from '@/lib/failover/failover-session'
import type { GapCode } from '@/lib/failover/gap'
import type { Counts, Outcome } from '@/lib/failover/outcome'
import type { RecordedPoint } from '@/lib/failover/recorded-session'

export type TransitionWrite = {
  /** 0: the session itself. */
  taskNo: number
  field: 'state' | 'result'
  /** When we first saw the new word, and last saw the old one. */
  atMs: number
  notBeforeMs: number | null
  /** EM's own time of it. */
  emTimeUtc: string | null
  from: string | null
  to: string | null
}

/**
 * Everything that one look at a session adds to the record. Writing the same once more changes nothing, so whoever does
 * not know whether it was written writes it again.
 */
export type SessionWrite = {
  /** The head only; rows stand in `tasks`. */
  session: Omit<FailoverSession, 'tasks'>
  outcome: Outcome
  counts: Counts
  plan: EntityLink | null
  tenant: EntityLink | null
  tasksFrom: 'em' | 'record'
  rowsChangedAtMs: number | null
  rowsSeenAtMs: number | null
  movedAtMs: number | null
  /** Begin of the read that this look rests on. */
  observedAtMs: number
  inEnterpriseManager: boolean
  /** Rows that are new or have changed. */
  tasks: readonly { no: number; place: number; task: TaskSession }[]
  /** Of the session at `observedAtMs`, or none if nothing had changed. */
  sample: { progress: number | null } | null
  taskSamples: readonly { no: number; progress: number | null }[]
  transitions: readonly TransitionWrite[]
  points: readonly RecordedPoint[]
  /** A gap that was written before with `toMs: null` is ended by writing it again. */
  gaps: readonly { fromMs: number; toMs: number | null; code: GapCode }[]
}
