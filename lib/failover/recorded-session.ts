import type { EntityLink, FailoverSession, ReplicaPoint } from './failover-session'
import type { GapCode } from './gap'
import type { ReplicaPointId } from './ids'
import type { Counts, Outcome } from './outcome'
import type { RunTag } from './run-tag'

/** A replica point as it was read while its run was watched. */
export type RecordedPoint = Pick<
  ReplicaPoint,
  'id' | 'name' | 'vmDisplayName' | 'creationTimeUtc' | 'pointType' | 'state'
> & {
  /** Begin of the read, ms since 1970. */
  observedAtMs: number
}

/** One failover session as the record holds it, with all rows ever seen. Moments of ours are ms since 1970. */
export type RecordedSession = {
  session: FailoverSession
  /** Plan and tenant by the join of the time of the run; null where it was not certain. */
  plan: EntityLink | null
  tenant: EntityLink | null
  /** What an operator says the run was; null: nobody has said so. */
  tag: RunTag | null
  /** `record`: some or all rows had gone from EM's newest reply. */
  tasksFrom: 'em' | 'record'
  rowsChangedAtMs: number | null
  rowsSeenAtMs: number | null
  /**
   * Where some rows had gone from a run that goes on: when each last got the words that it has, by its key. Which ones
   * had gone is not recorded. Empty otherwise.
   */
  rowsWordedAtMs: ReadonlyMap<string, number>
  /** When anything of the run last moved. */
  movedAtMs: number | null
  firstSeenAtMs: number
  /** Begin of the newest read that is recorded. */
  observedAtMs: number
  inEnterpriseManager: boolean
  /** The record's own number of each row, by the row's key. It stays when a row's key changes. */
  taskNumbers: ReadonlyMap<string, number>
  points: ReadonlyMap<ReplicaPointId, RecordedPoint>
  /** Gaps that had not ended when they were last written: when each began, by its code. */
  openGaps: ReadonlyMap<GapCode, number>
}

/** A recorded session without its rows, for lists. */
export type RecordedSummary = Pick<
  RecordedSession,
  'plan' | 'tenant' | 'tag' | 'observedAtMs' | 'inEnterpriseManager'
> & {
  session: Omit<FailoverSession, 'tasks'>
  outcome: Outcome
  counts: Counts
  /** Start of the run, else when it was first seen, ms since 1970. */
  sortMs: number
  /** The largest known data loss window of its VMs, ms. */
  worstRpoMs: number | null
}
