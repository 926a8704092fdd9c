import type { Counts, Outcome } from './outcome'

/** How long a run that has failed asks for somebody. */
export const ATTENTION_DAYS = 14

export type AttentionInput = {
  outcome: Outcome
  counts: Pick<Counts, 'failed'>
  /** Failures that nobody has acknowledged; absent where nobody knows, then all count. */
  unacknowledged?: number
  /** End of the run, ms since 1970; null while it runs or where it is not known. */
  endMs: number | null
  /** When it was seen to be over; stands for an end that is not reported. */
  seenMs?: number
}

/**
 * Whether somebody should look at a run: one that runs with a failed VM, or one that has failed and ended lately, unless
 * somebody has acknowledged all of that. The one place that says so.
 * @param sinceMs begin of the time in which a run that has ended still counts
 */
export function needsAttention(
  { outcome, counts, unacknowledged, endMs, seenMs }: AttentionInput,
  sinceMs: number,
): boolean {
  if (unacknowledged === 0) return false
  const overMs = endMs ?? seenMs ?? null
  switch (outcome.kind) {
    case 'running':
      return counts.failed > 0
    case 'ended':
      return outcome.result === 'failed' && overMs !== null && overMs >= sinceMs
    case 'unknown':
      return counts.failed > 0 && overMs !== null && overMs >= sinceMs
    default:
      return outcome satisfies never
  }
}
