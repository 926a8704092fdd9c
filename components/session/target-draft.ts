import { LEAST_TARGET_MS, MOST_TARGET_MS } from '@/lib/failover/recovery'

/** A goal as it is typed. */
export type GoalDraft = { hours: string; minutes: string }

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

export function toGoalDraft(ms: number | null): GoalDraft {
  if (ms === null) return { hours: '', minutes: '' }
  const hours = Math.floor(ms / HOUR_MS)
  const minutes = (ms % HOUR_MS) / MINUTE_MS
  return {
    hours: hours === 0 ? '' : String(hours),
    minutes: minutes === 0 ? '' : String(Math.round(minutes * 100) / 100),
  }
}

export type ReadGoal = { ms: number | null } | { fault: 'number' | 'least' | 'most' }

/**
 * What was typed, in ms; both empty is no goal.
 * @param before what is kept where nothing was typed: it may be of seconds
 */
export function readGoal(draft: GoalDraft, before: number | null): ReadGoal {
  const unchanged = toGoalDraft(before)
  if (draft.hours === unchanged.hours && draft.minutes === unchanged.minutes) return { ms: before }
  const [hours, minutes] = [readWhole(draft.hours), readWhole(draft.minutes)]
  if (hours === null || minutes === null) return { fault: 'number' }
  if (draft.hours.trim() === '' && draft.minutes.trim() === '') return { ms: null }
  const ms = hours * HOUR_MS + minutes * MINUTE_MS
  if (ms < LEAST_TARGET_MS) return { fault: 'least' }
  return ms > MOST_TARGET_MS ? { fault: 'most' } : { ms }
}

/** Digits only: a browser would take 1e3 and -5 for numbers too. Empty counts as none. */
function readWhole(text: string): number | null {
  const digits = text.trim()
  return /^\d{0,6}$/.test(digits) ? Number(digits) : null
}
