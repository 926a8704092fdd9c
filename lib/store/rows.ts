import 'server-only'
import type { Selectable } from 'kysely'
import type { CountColumns, SessionsTable, Tables } from './tables'
import type { EntityLink, FailoverSession, TaskSession } from '@/lib/failover/failover-session'
import type { ReplicaPointId, SessionId } from '@/lib/failover/ids'
import type { Counts, Outcome } from '@/lib/failover/outcome'
import type { RecordedPoint, RecordedSummary } from '@/lib/failover/recorded-session'
import type { RunTag } from '@/lib/failover/run-tag'
import { parseSessionState } from '@/lib/failover/words'

/** Between the domain and the columns. */

export const toMs = (utc: string | null): number | null => (utc === null ? null : Date.parse(utc))
export const toUtc = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

/** PostgreSQL takes no NUL in a text, and one name of a tenant must not stop the record of all. */
export const toText = (text: string | null): string | null => text?.replaceAll('\0', '\uFFFD') ?? null

/** What names are ordered and looked up by. Cut, since no index takes a text of any length. */
export const toSortName = (name: string | null): string =>
  toText((name ?? '').slice(0, 200).toLowerCase()) ?? ''

const toLink = (id: string | null, name: string | null): EntityLink | null =>
  id === null ? null : { id, name }

/** The columns of a tag as one. */
export function toTag(row: Pick<Selectable<SessionsTable>, 'kind' | 'kind_ms' | 'kind_by'>): RunTag | null {
  if (row.kind === null) return null
  return { kind: row.kind, setAtMs: row.kind_ms ?? 0, setBy: row.kind_by ?? '' }
}

export function toCountColumns(counts: Counts): CountColumns {
  const { total, waiting, working, succeeded, warning, failed, unknown } = counts
  return { total, waiting, working, succeeded, warning, failed, unknown }
}

export const toOutcomeColumn = (outcome: Outcome): SessionsTable['outcome'] =>
  outcome.kind === 'ended' ? outcome.result : outcome.kind

/** A run that EM dropped before it was seen to end is over, as far as anybody can say, and nobody knows how. */
export function toOutcomeOf(row: Selectable<SessionsTable>): Outcome {
  switch (row.outcome) {
    case 'running':
      return row.in_em === 1
        ? { kind: 'running', failedSoFar: row.failed, warningSoFar: row.warning }
        : { kind: 'unknown', reported: row.state ?? '' }
    case 'unknown':
      // As toOutcome says it: the result is what was not understood only where the state was.
      return {
        kind: 'unknown',
        reported: (parseSessionState(row.state) === 'Stopped' ? row.result : row.state) ?? '',
      }
    default:
      return { kind: 'ended', result: row.outcome }
  }
}

export function toHead(row: Selectable<SessionsTable>): Omit<FailoverSession, 'tasks'> {
  return {
    uid: row.uid,
    id: row.id as SessionId, // safe: only a SessionId was ever written into the column
    name: row.name,
    jobType: row.job_type,
    creationTimeUtc: toUtc(row.creation_ms),
    endTimeUtc: toUtc(row.end_ms),
    state: row.state,
    result: row.result,
    progress: row.progress,
    failureMessage: row.failure_message,
    backupServer: toLink(row.backup_server_id, row.backup_server_name),
  }
}

export function toSummary(row: Selectable<SessionsTable>): RecordedSummary {
  return {
    session: toHead(row),
    outcome: toOutcomeOf(row),
    counts: toCountColumns(row),
    plan: toLink(row.plan_id, row.plan_name),
    tenant: toLink(row.tenant_id, row.tenant_name),
    tag: toTag(row),
    observedAtMs: row.observed_ms,
    inEnterpriseManager: row.in_em === 1,
    sortMs: row.sort_ms,
    worstRpoMs: row.worst_rpo_ms,
  }
}

export function toTask(row: Selectable<Tables['task_sessions']>): TaskSession {
  return {
    key: row.key,
    vmName: row.vm_name,
    vmReplicaPoint:
      row.point_id === null ? null : { id: row.point_id as ReplicaPointId, name: row.point_name }, // safe: written from one
    creationTimeUtc: toUtc(row.creation_ms),
    endTimeUtc: toUtc(row.end_ms),
    state: row.state,
    result: row.result,
    progress: row.progress,
    failureMessage: row.failure_message,
  }
}

export function toPoint(row: Selectable<Tables['replica_points']>): RecordedPoint {
  return {
    id: row.point_id as ReplicaPointId, // safe: written from one
    name: row.name,
    vmDisplayName: row.vm_display_name,
    creationTimeUtc: toUtc(row.creation_ms),
    pointType: row.point_type,
    state: row.state,
    observedAtMs: row.observed_ms,
  }
}
