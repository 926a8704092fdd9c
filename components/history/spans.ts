import type { HistoryGap } from '@/lib/api/record-replies'

/** A gap by the clock, ms since 1970; one that lasts ends where the record is looked at. */
export type Hole = { fromMs: number; toMs: number; gap: HistoryGap }

/** @param nowMs where a gap that lasts is cut off */
export function toHoles(gaps: readonly HistoryGap[], nowMs: number): Hole[] {
  return gaps
    .map((gap) => {
      const fromMs = Date.parse(gap.fromUtc)
      const toMs = gap.toUtc === null ? nowMs : Date.parse(gap.toUtc)
      return { fromMs, toMs: Math.max(fromMs, toMs), gap }
    })
    .sort((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs)
}

/** The same spans, those that touch or overlap as one. */
export function joinSpans(
  spans: readonly { fromMs: number; toMs: number }[],
): { fromMs: number; toMs: number }[] {
  const joined: { fromMs: number; toMs: number }[] = []
  for (const { fromMs, toMs } of spans) {
    const last = joined.at(-1)
    if (last !== undefined && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs)
    else joined.push({ fromMs, toMs })
  }
  return joined
}

/** Whether something was measured while nobody observed; the ends of a span belong to what is around it. */
export function isInside(atMs: number, spans: readonly { fromMs: number; toMs: number }[]): boolean {
  return spans.some(({ fromMs, toMs }) => fromMs < atMs && atMs < toMs)
}
