import 'server-only'
import type { SessionSummary } from '@/lib/api/replies'
import type { AttentionInput } from '@/lib/failover/need-attention'
import { toResultRank, type RunOrderKey } from '@/lib/failover/run-order'
import { toTook } from '@/lib/failover/recovery'
import { toSortName } from '@/lib/store/rows'

/** A run as the list handles it: what is shown, what it is ordered by, and what a search looks at. */
export type ListedRun = { summary: SessionSummary; order: RunOrderKey; searchText: string }

/**
 * @param sortMs the record's place of a run whose start is not reported
 * @param vmNames of its rows; the record searches its own
 */
export function toListedRun(
  summary: SessionSummary,
  { sortMs = 0, vmNames = [] }: { sortMs?: number; vmNames?: readonly string[] } = {},
): ListedRun {
  const { session, outcome, tag, counts, recovery } = summary
  const nameOf = (link: { name: string | null } | null): string | null =>
    link === null || link.name === null ? null : toSortName(link.name)
  const names = [
    session.name,
    session.plan?.name,
    session.tenant?.name,
    session.backupServer?.name,
    session.id,
    ...vmNames,
  ]
  const took = toTook(session.creationTimeUtc, session.endTimeUtc)
  return {
    summary,
    order: {
      id: session.id,
      started: session.creationTimeUtc === null ? sortMs : Date.parse(session.creationTimeUtc),
      ended: session.endTimeUtc === null ? null : Date.parse(session.endTimeUtc),
      name: toSortName(session.name),
      result: toResultRank(outcome),
      tenant: nameOf(session.tenant),
      kind: tag?.kind ?? null,
      vms: counts.total === 0 ? null : counts.total,
      took: 'ms' in took ? took.ms : null,
      rpo: recovery.worstRpoMs,
      server: nameOf(session.backupServer),
    },
    searchText: names
      .filter((name) => name !== null && name !== undefined)
      .join('\n')
      .toLowerCase(),
  }
}

/** A run as the rule of need-attention.ts looks at it. */
export const toAttention = ({ summary, order }: ListedRun): AttentionInput & { seenMs: number } => ({
  outcome: summary.outcome,
  counts: summary.counts,
  unacknowledged: summary.unacknowledged,
  endMs: order.ended,
  seenMs: Date.parse(summary.freshness.observedAtUtc),
})

/** Among the active ones trouble comes first, however old the run is. */
export function rankOf({ outcome }: SessionSummary): number {
  if (outcome.kind !== 'running') return 3
  if (outcome.failedSoFar > 0) return 0
  return outcome.warningSoFar > 0 ? 1 : 2
}
