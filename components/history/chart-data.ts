import type { HistoryReply, HistorySample } from '@/lib/api/record-replies'
import type { TaskStanding } from '@/lib/failover/outcome'
import { type Hole, isInside, joinSpans, toHoles } from './spans'

/** What stands at one moment; all null where nobody observed, which breaks every line and area. */
export type ChartPoint = { atMs: number; percent: number | null } & Record<TaskStanding, number | null>

export type ChartData = {
  points: ChartPoint[]
  holes: Hole[]
  fromMs: number
  toMs: number
  /** The most VMs at any moment, which is the height of the stack. */
  mostVms: number
  hasPercent: boolean
  /** What was last observed. */
  last: HistorySample
}

type Recorded = Pick<HistoryReply, 'samples' | 'gaps' | 'recordedFromUtc' | 'recordedToUtc'>

/**
 * The course of a run as steps: each sample holds until the next one, or until the gap that follows it. Through a gap
 * nothing is drawn, also not what a sample within it says.
 * @param nowMs where a gap that lasts is cut off
 * @returns null if there is nothing to draw
 */
export function toChartData({ samples, gaps, ...recorded }: Recorded, nowMs: number): ChartData | null {
  const holes = toHoles(gaps, nowMs)
  const spans = joinSpans(holes)
  const seen = samples.filter((sample) => !isInside(Date.parse(sample.atUtc), spans))
  const [first, last] = [seen[0], seen.at(-1)]
  if (first === undefined || last === undefined) return null

  const toMs = Math.max(
    ...[last.atUtc, recorded.recordedToUtc ?? last.atUtc].map(Date.parse),
    ...holes.map((it) => it.toMs),
  )
  const fromMs = Math.min(
    ...[first.atUtc, recorded.recordedFromUtc ?? first.atUtc].map(Date.parse),
    ...holes.map((it) => it.fromMs),
  )
  return {
    points: toPoints(seen, spans, toMs),
    holes,
    fromMs,
    toMs,
    mostVms: Math.max(...seen.map((sample) => sample.counts.total)),
    hasPercent: seen.some((sample) => sample.progress !== null),
    last,
  }
}

function toPoints(
  samples: readonly HistorySample[],
  spans: readonly { fromMs: number; toMs: number }[],
  endMs: number,
): ChartPoint[] {
  const points: ChartPoint[] = []
  const ahead = [...spans]
  let held: ChartPoint | null = null
  const holdUntil = (atMs: number): void => {
    if (held !== null && atMs > held.atMs) points.push({ ...held, atMs })
  }
  const breakBefore = (limitMs: number): void => {
    while (ahead[0] !== undefined && ahead[0].fromMs < limitMs) {
      const { fromMs } = ahead[0]
      holdUntil(fromMs)
      if (held !== null) points.push({ atMs: fromMs, ...NOTHING })
      held = null
      ahead.shift()
    }
  }
  for (const sample of samples) {
    const point: ChartPoint = toPoint(sample)
    breakBefore(point.atMs)
    points.push(point)
    held = point
  }
  breakBefore(endMs)
  holdUntil(endMs)
  return points
}

function toPoint({ atUtc, progress, counts }: HistorySample): ChartPoint {
  const { total: _total, ...standings } = counts
  return { atMs: Date.parse(atUtc), percent: progress, ...standings }
}

const NOTHING = {
  percent: null,
  waiting: null,
  working: null,
  succeeded: null,
  warning: null,
  failed: null,
  unknown: null,
} as const satisfies Omit<ChartPoint, 'atMs'>
