import { type Counts, failedOver, type Outcome } from './outcome'
import type { RunKind } from './role'

/** What a failover came to in the end. Enterprise Manager keeps no mark for it at the session. */
export const FINAL_OUTCOMES = ['undone', 'made_permanent', 'failed_back'] as const
export type FinalOutcome = (typeof FINAL_OUTCOMES)[number]

/** What an operator recorded of it. */
export type Finalisation = {
  outcome: FinalOutcome
  by: string
  /** ms since 1970. */
  atMs: number
  note: string | null
}

/** What a replica point that a VM was started from tells of it now. */
export type PointEvidence = 'failover' | 'permanent_failover' | 'failback' | 'ready'

/** Enterprise Manager collects what it tells of points every quarter of an hour; a "Ready" sooner may be of before. */
export const READY_COUNTS_AFTER_MS = 30 * 60_000

/**
 * What a point's state proves of a run that has ended; null for what proves nothing.
 * @param observedAfterEndMs the begin of the read minus the end of the run; negative or null: it tells of before
 * @see EM wire reference §6.3: Unknown, Ready, Failover, Failback, PermanentFailover
 */
export function toPointEvidence(
  state: string | null,
  observedAfterEndMs: number | null,
): PointEvidence | null {
  if (observedAfterEndMs === null || observedAfterEndMs < 0) return null
  switch (state?.trim().toLowerCase()) {
    case 'failover':
      return 'failover'
    case 'permanentfailover':
      return 'permanent_failover'
    case 'failback':
      return 'failback'
    case 'ready':
      return observedAfterEndMs >= READY_COUNTS_AFTER_MS ? 'ready' : null
    default:
      return null
  }
}

/**
 * Whether VMs of the run run from their replicas for the time being, and nobody has recorded what became of that. An undo
 * is the way back. A test ends by itself (plan test: the replica is stopped and reverted), so only points that still say
 * Failover make a tagged test temporary.
 */
export function isTemporary(run: {
  outcome: Outcome
  counts: Counts
  kind: RunKind | null
  finalised: boolean
  evidence: readonly (PointEvidence | null)[]
}): boolean {
  if (run.outcome.kind === 'running' || run.finalised || failedOver(run.counts) === 0) return false
  switch (run.kind) {
    case 'undo':
      return false
    case 'test':
      return run.evidence.includes('failover')
    case 'real':
    case null:
      return true
    default:
      return run.kind satisfies never
  }
}

const SUGGESTS = {
  failover: null,
  permanent_failover: 'made_permanent',
  failback: 'failed_back',
  ready: 'undone',
} as const satisfies Record<PointEvidence, FinalOutcome | null>

/** What the points of all VMs that failed over agree on; it is offered to the operator, never recorded by itself. */
export function suggestOutcome(evidence: readonly (PointEvidence | null)[]): FinalOutcome | null {
  const [first] = evidence
  if (first === undefined || first === null) return null
  return evidence.every((one) => one === first) ? SUGGESTS[first] : null
}
