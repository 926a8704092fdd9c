import 'server-only'
import type { Join } from './surroundings'
import type { SessionSummary } from '@/lib/api/replies'
import type { WallFailure } from '@/lib/api/screen-replies'
import type { TaskSession } from '@/lib/failover/failover-session'
import type { Freshness } from '@/lib/failover/freshness'
import { toTaskStanding } from '@/lib/failover/outcome'

export type BoardRun = {
  summary: SessionSummary
  /** Plan and tenant that the run's VMs prove. */
  proven: Join
  /** Goal of the run's plan, ms; null where none is set or the plan is not known. */
  rtoTargetMs: number | null
  /** The VMs that failed, a few of them. */
  failures: WallFailure[]
}

/** Every run that a wall may show, at one moment. One object for all who ask while nothing was read anew. */
export type Board = {
  runs: BoardRun[]
  freshness: Freshness
  emClockAheadMs: number
  intervalMs: number
  /** Sessions that EM sent in a form that could not be read. */
  unreadable: number
}

/** When a run that is over ended; when it was last seen, where its end was not. */
export const lastSeenMs = ({ session, freshness }: SessionSummary): number =>
  Date.parse(session.endTimeUtc ?? freshness.observedAtUtc)

/** A tile has room for no more. */
const MOST_FAILURES = 3

export function toShownFailures(tasks: readonly TaskSession[]): WallFailure[] {
  return tasks
    .filter((task) => toTaskStanding(task) === 'failed')
    .slice(0, MOST_FAILURES)
    .map(({ vmName, failureMessage }) => ({ vmName, message: failureMessage }))
}

export type Shared<Value> = {
  /**
   * What was computed for the same mark, or is being computed, as long as it is younger than `maxAgeMs`; else it is
   * computed now.
   */
  get: (mark: string, maxAgeMs: number, compute: () => Promise<Value>) => Promise<Value>
  /** What was computed before must not be given to anybody any more. */
  forget: () => void
}

/** However many ask, one computes. */
export function createShared<Value>(now: () => number): Shared<Value> {
  let held: { mark: string; atMs: number; value: Promise<Value> } | null = null
  return {
    get(mark, maxAgeMs, compute) {
      const ageMs = held ? now() - held.atMs : Number.POSITIVE_INFINITY
      // A negative age: the clock was set back.
      if (held?.mark === mark && ageMs >= 0 && ageMs < maxAgeMs) return held.value
      const value = compute()
      const mine = { mark, atMs: now(), value }
      held = mine
      value.catch(() => {
        if (held === mine) held = null
      })
      return value
    },
    forget() {
      held = null
    },
  }
}
