import type { HistoryGap, HistoryReply, HistorySample } from '@/lib/api/record-replies'
import type { TaskStanding } from '@/lib/failover/outcome'
import { isInside, joinSpans, toHoles } from './spans'

export type ProgressRow =
  | { kind: 'sample'; atMs: number; sample: HistorySample }
  /** `lengthMs` is null while the gap lasts. */
  | { kind: 'gap'; atMs: number; gap: HistoryGap; lengthMs: number | null }

/** The chart as lines, newest first: what was observed, and in between what was not. */
export function toProgressRows({ samples, gaps }: Pick<HistoryReply, 'samples' | 'gaps'>): ProgressRow[] {
  const holes = toHoles(gaps, Number.POSITIVE_INFINITY)
  const spans = joinSpans(holes)
  const rows: ProgressRow[] = [
    ...samples
      .map((sample) => ({ kind: 'sample' as const, atMs: Date.parse(sample.atUtc), sample }))
      .filter(({ atMs }) => !isInside(atMs, spans)),
    ...holes.map(({ fromMs, toMs, gap }) => ({
      kind: 'gap' as const,
      atMs: fromMs,
      gap,
      lengthMs: gap.toUtc === null ? null : toMs - fromMs,
    })),
  ]
  // A sample at the very begin of a gap came before it.
  return rows.sort((a, b) => b.atMs - a.atMs || rank(a) - rank(b))
}

const rank = (row: ProgressRow): number => (row.kind === 'gap' ? 0 : 1)

/** The standings that any VM ever had, in the given order: the columns that are worth having. */
export function toUsedStandings(
  samples: readonly HistorySample[],
  order: readonly TaskStanding[],
): TaskStanding[] {
  return order.filter((standing) => samples.some(({ counts }) => counts[standing] > 0))
}
