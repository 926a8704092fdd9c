import type { CSSProperties } from 'react'
import type { SessionView } from '@/lib/api/replies'
import { toTimeScale, type TimeScale } from '@/lib/failover/time-scale'

/** What the timelines of all rows share. */
export type Gantt = {
  scale: TimeScale
  /** The last read by Enterprise Manager's clock, ms since the start of the scale; null once the run is over. */
  nowMs: number | null
}

type Run = Pick<SessionView, 'creationTimeUtc' | 'endTimeUtc'>

/**
 * The scale of a run: from its start to the last good read, or to its end. Never to the ticking clock: bars must not
 * grow while nobody knows whether anything goes on.
 * @param observedMs the last good read by Enterprise Manager's clock, ms since 1970
 * @returns null where the run's start is not known
 */
export function toGantt(run: Run, running: boolean, observedMs: number): Gantt | null {
  if (run.creationTimeUtc === null) return null
  const fromMs = Date.parse(run.creationTimeUtc)
  const endMs = running || run.endTimeUtc === null ? observedMs : Date.parse(run.endTimeUtc)
  const lengthMs = Math.max(0, endMs - fromMs)
  return { scale: toTimeScale(fromMs, lengthMs), nowMs: running ? lengthMs : null }
}

/**
 * Scale and now-line as custom properties in seconds: a bar that goes on grows with each read, and one that only stands on
 * a longer scale gets shorter, without a row being rendered.
 */
export function toGanttStyle({ scale, nowMs }: Gantt): CSSProperties {
  const seconds = (ms: number): number => ms / 1_000
  const properties: Record<`--${string}`, number> = {
    '--gantt-length': seconds(scale.lengthMs),
    '--gantt-tick': seconds(scale.tickMs),
    '--gantt-first-tick': seconds(scale.ticks[0] ?? 0),
    '--gantt-now': seconds(nowMs ?? scale.lengthMs),
  }
  return properties
}
