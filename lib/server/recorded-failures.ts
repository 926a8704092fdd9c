import 'server-only'
import { LRUCache } from 'lru-cache'
import { MOST_FAILING } from '@/lib/api/teamwork-schemas'
import type { TaskSession } from '@/lib/failover/failover-session'
import type { RecordedSummary } from '@/lib/failover/recorded-session'
import { toTaskStanding } from '@/lib/failover/outcome'
import type { Store } from '@/lib/store/create-store'

type Run = Pick<RecordedSummary, 'session' | 'counts' | 'observedAtMs'>

/** The VMs that failed in runs of the record, whose rows no list reads: what a failure is called, and why it failed. */
export type RecordedFailures = {
  /** Reads those of runs that are to be shown and not known yet. Never throws: what cannot be read stays unknown. */
  settle: (store: Pick<Store, 'readFailedRows'>, runs: readonly Run[]) => Promise<void>
  /** As `settle` has brought them, {@link MOST_FAILING} at the most; null: not known. */
  of: (run: Run) => readonly TaskSession[] | null
}

/** Of all runs together. */
const MOST_ROWS = 20_000

export function createRecordedFailures(): RecordedFailures {
  // What EM no longer lists does not move, so one read is enough until it was seen again.
  const known = new LRUCache<string, { observedAtMs: number; failed: number; rows: TaskSession[] }>({
    maxSize: MOST_ROWS,
    sizeCalculation: ({ rows }) => 1 + rows.length,
  })

  function of({ session, counts, observedAtMs }: Run): readonly TaskSession[] | null {
    if (counts.failed === 0) return []
    const found = known.get(session.id)
    return found?.observedAtMs === observedAtMs && found.failed === counts.failed ? found.rows : null
  }

  return {
    of,
    async settle(store, runs) {
      const unknown = runs.filter((run) => of(run) === null)
      if (unknown.length === 0) return
      const ids = unknown.map(({ session }) => session.id)
      const found = await store.readFailedRows({ ids, most: MOST_FAILING }).catch(() => null)
      if (found === null) return
      for (const { session, counts, observedAtMs } of unknown) {
        const rows = (found.get(session.id) ?? []).filter((task) => toTaskStanding(task) === 'failed')
        known.set(session.id, { observedAtMs, failed: counts.failed, rows })
      }
    },
  }
}
