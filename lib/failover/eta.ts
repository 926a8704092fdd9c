/** An end is foretold from so many earlier like runs at least. */
export const LEAST_RUNS = 3
/** The newest of them that are looked at. */
export const MOST_RUNS = 10
/** Share of VMs that two runs must have in common to be like. */
const LEAST_OVERLAP = 0.8
/** A run that has not moved for so many polls is not foretold: earlier runs say nothing about one that stands still. */
export const FROZEN_POLLS = 5

/**
 * When a run may end. A range and never a point: durations of earlier runs of the same plan, kind and VMs.
 * Both ends are lengths of the whole run in ms, so that they stay the same while it goes on.
 */
export type Eta =
  | { kind: 'range'; leastMs: number; mostMs: number; runs: number }
  | { kind: 'none'; reason: 'ended' | 'no_progress' | 'start_not_reported' | 'not_recorded' }
  | { kind: 'none'; reason: 'too_few_runs'; runs: number }

/**
 * Whether two runs started the same VMs as far as that matters: what they have in common against the larger of both.
 * Names are compared, since a VM has another replica point in each run.
 */
export function hasSameVms(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const larger = Math.max(one.size, other.size)
  if (larger === 0) return false
  let common = 0
  for (const name of one) if (other.has(name)) common += 1
  return common / larger >= LEAST_OVERLAP
}

export function toEta(input: {
  ended: boolean
  startedAtUtc: string | null
  /** Since when the run has not moved, if that is long enough to be said. */
  noProgressSinceUtc: string | null
  /** Durations of earlier like runs in ms, newest first; null if the record cannot be read. */
  earlierMs: readonly number[] | null
}): Eta {
  if (input.ended) return { kind: 'none', reason: 'ended' }
  if (input.startedAtUtc === null) return { kind: 'none', reason: 'start_not_reported' }
  if (input.noProgressSinceUtc !== null) return { kind: 'none', reason: 'no_progress' }
  if (input.earlierMs === null) return { kind: 'none', reason: 'not_recorded' }
  const newest = input.earlierMs.slice(0, MOST_RUNS)
  if (newest.length < LEAST_RUNS) return { kind: 'none', reason: 'too_few_runs', runs: newest.length }
  return { kind: 'range', leastMs: Math.min(...newest), mostMs: Math.max(...newest), runs: newest.length }
}

/** What is left of a foretold run; `late` once it takes longer than every earlier one. */
export type TimeLeft = { kind: 'left'; leastMs: number; mostMs: number } | { kind: 'late'; overMs: number }

export function toTimeLeft(eta: { leastMs: number; mostMs: number }, elapsedMs: number): TimeLeft {
  if (elapsedMs > eta.mostMs) return { kind: 'late', overMs: elapsedMs - eta.mostMs }
  return { kind: 'left', leastMs: Math.max(0, eta.leastMs - elapsedMs), mostMs: eta.mostMs - elapsedMs }
}

const MINUTE_MS = 60_000

/** A time left for print, in whole minutes: widened to both sides, so that it promises no more than earlier runs do. */
export function toWholeMinutes(left: { leastMs: number; mostMs: number }): {
  leastMs: number
  mostMs: number
} {
  return {
    leastMs: Math.floor(left.leastMs / MINUTE_MS) * MINUTE_MS,
    mostMs: Math.ceil(left.mostMs / MINUTE_MS) * MINUTE_MS,
  }
}
