import type { HistoryReply } from '@/lib/api/record-replies'
import { joinSpans, toHoles } from '../history/spans'

type Sample = { atUtc: string; progress: number | null }

export type CourseShape = {
  /** Percent over time in a box of 100 by 100, as the points of a line; time from left to right, 100 % on top. */
  line: string
  /** Where nobody observed, as left edge and width in the same box. */
  gaps: { x: number; width: number }[]
  first: { atUtc: string; percent: number }
  last: { atUtc: string; percent: number }
}

/**
 * One VM's percentage over time. It is drawn in steps: what was not seen to move is not drawn as moving.
 * @returns null where no percentage is recorded
 */
export function toCourseShape(
  samples: readonly Sample[],
  gaps: HistoryReply['gaps'],
  nowMs: number,
): CourseShape | null {
  const known = samples.flatMap(({ atUtc, progress }) =>
    progress === null ? [] : [{ atUtc, percent: progress }],
  )
  const [first] = known
  const last = known.at(-1)
  if (first === undefined || last === undefined) return null
  const fromMs = Date.parse(first.atUtc)
  const spanMs = Math.max(1, Date.parse(last.atUtc) - fromMs)
  const toX = (ms: number): number => round(Math.min(100, Math.max(0, ((ms - fromMs) / spanMs) * 100)))
  const points: string[] = []
  let before: number | null = null
  for (const { atUtc, percent } of known) {
    const x = toX(Date.parse(atUtc))
    if (before !== null) points.push(`${x},${100 - before}`)
    points.push(`${x},${100 - percent}`)
    before = percent
  }
  return {
    line: points.join(' '),
    gaps: joinSpans(toHoles(gaps, nowMs)).flatMap((span) => {
      const x = toX(span.fromMs)
      const width = round(toX(span.toMs) - x)
      return width > 0 ? [{ x, width }] : []
    }),
    first,
    last,
  }
}

/** Finer is not seen. */
const round = (value: number): number => Math.round(value * 100) / 100
