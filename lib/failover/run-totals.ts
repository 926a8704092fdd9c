import { ATTENTION_DAYS, needsAttention, type AttentionInput } from './need-attention'
import { toTaskStanding, type Words } from './outcome'
import type { RunKind } from './role'

/** Days in the chart of successes. */
export const TOTAL_DAYS = 30
const DAY_MS = 86_400_000

export type DayTotals = {
  /** `2026-11-23` */
  dayUtc: string
  succeeded: number
  warning: number
  failed: number
  unknown: number
}

export type RunTotals = {
  running: number
  needAttention: number
  /** Ended since midnight UTC, of every kind. */
  finishedToday: number
  /** VMs started since midnight UTC by runs that are neither tests nor undone failovers. */
  vmsFailedOverToday: number
  /** Oldest first, today last. Runs tagged `test` or `undo` are left out: they say nothing about a real failover. */
  days: DayTotals[]
  succeeded30: number
  ended30: number
}

export type CountedRun = AttentionInput & {
  kind: RunKind | null
  /** VMs that were started today, by EM's own times. */
  vmsToday: number
}

export type TotalsWindow = { todayUtc: string; todayMs: number; sinceMs: number; attentionSinceMs: number }

/** Whole days in UTC, so that figures change with the runs and at midnight only. @param nowMs by EM's clock */
export function toTotalsWindow(nowMs: number): TotalsWindow {
  const todayMs = Math.floor(nowMs / DAY_MS) * DAY_MS
  return {
    todayUtc: toDayUtc(todayMs),
    todayMs,
    sinceMs: todayMs - (TOTAL_DAYS - 1) * DAY_MS,
    attentionSinceMs: todayMs - (ATTENTION_DAYS - 1) * DAY_MS,
  }
}

export const toDayUtc = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

export function toRunTotals(runs: Iterable<CountedRun>, window: TotalsWindow): RunTotals {
  const days = new Map<string, DayTotals>()
  for (let ms = window.sinceMs; ms <= window.todayMs; ms += DAY_MS) {
    const dayUtc = toDayUtc(ms)
    days.set(dayUtc, { dayUtc, succeeded: 0, warning: 0, failed: 0, unknown: 0 })
  }
  const totals: RunTotals = {
    running: 0,
    needAttention: 0,
    finishedToday: 0,
    vmsFailedOverToday: 0,
    days: [...days.values()],
    succeeded30: 0,
    ended30: 0,
  }
  for (const run of runs) {
    const { outcome, endMs, kind } = run
    const isReal = kind !== 'test' && kind !== 'undo'
    if (needsAttention(run, window.attentionSinceMs)) totals.needAttention += 1
    if (isReal) totals.vmsFailedOverToday += run.vmsToday
    if (outcome.kind === 'running') {
      totals.running += 1
      continue
    }
    if (endMs === null) continue
    if (endMs >= window.todayMs) totals.finishedToday += 1
    const day = days.get(toDayUtc(endMs))
    if (day === undefined || !isReal) continue
    const word = outcome.kind === 'ended' ? outcome.result : 'unknown'
    day[word === 'success' ? 'succeeded' : word] += 1
    totals.ended30 += 1
    if (word === 'success') totals.succeeded30 += 1
  }
  return totals
}

/** Whether a VM's task has started it on that day. @param dayUtc as {@link DayTotals} has it */
export function isStartedOn(task: Words, dayUtc: string): boolean {
  const standing = toTaskStanding(task)
  return (standing === 'succeeded' || standing === 'warning') && task.endTimeUtc?.startsWith(dayUtc) === true
}

/** Two parts of all runs as one; both of the same window. */
export function addTotals(a: RunTotals, b: RunTotals): RunTotals {
  const other = new Map(b.days.map((day) => [day.dayUtc, day]))
  return {
    running: a.running + b.running,
    needAttention: a.needAttention + b.needAttention,
    finishedToday: a.finishedToday + b.finishedToday,
    vmsFailedOverToday: a.vmsFailedOverToday + b.vmsFailedOverToday,
    days: a.days.map((day) => {
      const beside = other.get(day.dayUtc)
      return {
        dayUtc: day.dayUtc,
        succeeded: day.succeeded + (beside?.succeeded ?? 0),
        warning: day.warning + (beside?.warning ?? 0),
        failed: day.failed + (beside?.failed ?? 0),
        unknown: day.unknown + (beside?.unknown ?? 0),
      }
    }),
    succeeded30: a.succeeded30 + b.succeeded30,
    ended30: a.ended30 + b.ended30,
  }
}
