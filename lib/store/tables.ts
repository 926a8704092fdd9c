import 'server-only'
import type { Generated } from 'kysely'
import type { AccessTables } from './access-tables'
import type { TeamworkTables } from './teamwork-tables'
import type { GapCode } from '@/lib/failover/gap'
import type { RunKind } from '@/lib/failover/role'

/**
 * The record's tables, the same on both engines. Moments are ms since 1970 (`…_ms`), flags 0 or 1. Every row names
 * the Enterprise Manager it came from (`em_id`), so that several can be watched one day.
 */
export type Tables = AccessTables &
  TeamworkTables & {
    enterprise_managers: {
      id: Generated<number>
      url: string
      created_ms: number
      /** Newest good read of EM's whole list. */
      list_observed_ms: number | null
      /** How many sessions EM no longer lists: the list's total must not cost a count over years. */
      unlisted_sessions: Generated<number>
    }
    sessions: SessionsTable
    task_sessions: {
      em_id: number
      session_no: number
      /** Ours, from 1; it stays when the key changes. */
      no: number
      /** Place in EM's newest reply, from 0. */
      place: number
      key: string
      vm_name: string | null
      point_id: string | null
      point_name: string | null
      creation_ms: number | null
      end_ms: number | null
      state: string | null
      result: string | null
      progress: number | null
      failure_message: string | null
      first_seen_ms: number
    }
    session_samples: CountColumns & {
      em_id: number
      session_no: number
      at_ms: number
      progress: number | null
    }
    task_samples: {
      em_id: number
      session_no: number
      task_no: number
      at_ms: number
      progress: number | null
    }
    transitions: {
      em_id: number
      session_no: number
      /** 0: the session itself. */
      task_no: number
      field: 'state' | 'result'
      at_ms: number
      not_before_ms: number | null
      em_ms: number | null
      from_word: string | null
      to_word: string | null
    }
    gaps: { em_id: number; session_no: number; from_ms: number; to_ms: number | null; code: GapCode }
    replica_points: {
      em_id: number
      session_no: number
      point_id: string
      name: string | null
      vm_display_name: string | null
      creation_ms: number | null
      point_type: string | null
      state: string | null
      observed_ms: number
    }
    plan_targets: {
      em_id: number
      plan_id: string
      rto_ms: number | null
      rpo_ms: number | null
      set_ms: number
      set_by: string
    }
    /** Runs that a person has said to be attempts of one failover: those of one `group_id`. */
    attempt_runs: {
      em_id: number
      session_id: string
      group_id: string
      /** Start of the run: its number among the attempts must not cost reading all of them. */
      start_ms: number
      joined_ms: number
      joined_by: string
    }
    /** Pairs of runs that a person has said not to be; the smaller id is `session_id`. */
    attempt_declines: {
      em_id: number
      session_id: string
      other_id: string
      declined_ms: number
      declined_by: string
    }
    reports: {
      em_id: number
      session_no: number
      sha256: string
      json: string
      final: number
      as_of_ms: number
      kept_ms: number
    }
  }

export type CountColumns = {
  total: number
  waiting: number
  working: number
  succeeded: number
  warning: number
  failed: number
  unknown: number
}

export type SessionsTable = CountColumns & {
  no: Generated<number>
  em_id: number
  id: string
  uid: string
  name: string | null
  job_type: string | null
  creation_ms: number | null
  end_ms: number | null
  state: string | null
  result: string | null
  progress: number | null
  failure_message: string | null
  backup_server_id: string | null
  backup_server_name: string | null
  plan_id: string | null
  plan_name: string | null
  tenant_id: string | null
  tenant_name: string | null
  /** The operator's tag, with who set it and when; the recorder leaves it alone. */
  kind: RunKind | null
  kind_ms: number | null
  kind_by: string | null
  first_seen_ms: number
  observed_ms: number
  moved_ms: number | null
  rows_changed_ms: number | null
  rows_seen_ms: number | null
  rows_from: 'em' | 'record'
  ended: number
  outcome: 'running' | 'success' | 'warning' | 'failed' | 'unknown'
  in_em: number
  /** Start of the run, else when it was first seen. */
  sort_ms: number
  sort_name: string
  /** The same of tenant and backup server; null where they are not known. */
  sort_tenant: string | null
  sort_server: string | null
  /** All that a search looks at, in lower case: the engines fold letters differently. */
  search_text: string
  /** Names of VMs, and the largest known data loss window among them, see row-facts.ts. */
  search_vms: Generated<string>
  worst_rpo_ms: number | null
  /** Steps of thinning done, see thin-samples.ts. */
  thinned: Generated<number>
}
