import 'server-only'
import type { Generated } from 'kysely'
import type { ClearedWhy } from '@/lib/failover/acknowledgement'
import type { FinalOutcome } from '@/lib/failover/finalisation'

/** What staff say of a run while they work on it. Rows are added; of what stands in them only its end is written later. */
export type TeamworkTables = {
  acknowledgements: {
    no: Generated<number>
    em_id: number
    session_no: number
    /** The VM's row; null: the run's own failure. */
    key: string | null
    vm_name: string | null
    /** Tells this failure from a later one of the same VM, see FailureMark. */
    failed_start_ms: number | null
    failed_message: string | null
    at_ms: number
    said_by: string
    reason: string
    /** Null while it is in force. */
    cleared_ms: number | null
    cleared_why: ClearedWhy | null
    /** Who withdrew it; null where the monitor saw that it had come to its end. */
    cleared_by: string | null
  }
  run_notes: {
    no: Generated<number>
    em_id: number
    id: string
    session_no: number
    at_ms: number
    written_by: string
    text: string
    /** Taken back; kept. */
    withdrawn_ms: number | null
    withdrawn_by: string | null
  }
  /** Updates to tenants that carry a note. */
  run_note_updates: { em_id: number; note_no: number; update_no: number }
  finalisations: {
    no: Generated<number>
    em_id: number
    session_no: number
    /** Null takes back what was recorded before. The newest row of a run counts. */
    outcome: FinalOutcome | null
    at_ms: number
    recorded_by: string
    note: string | null
  }
}
