import 'server-only'
import type { SessionList } from './session-source'
import type { SessionId } from '@/lib/failover/ids'
import type { SeenSession } from '@/lib/failover/seen-session'
import type { Snapshot } from '@/lib/poller/poller'
import type { SessionRecord } from '@/lib/recorder/recorder'

/** What EM's list and the record have of a run between them: so that each run is taken from one of the two, never both. */
export type Sides = {
  /** Runs that have left EM's list and that the record does not hold as such yet, as they were listed last. */
  left: ReadonlyMap<SessionId, Snapshot<SeenSession>>
  /** Ids that are not to be taken from the record: those that have left, and those that it does not know to be listed. */
  without: readonly string[]
  /** Another one whenever a run has come, left, or is known to the record as gone: what was read of it before is old. */
  mark: number
}

/** One read of EM's whole list. */
type Listed = Omit<Snapshot<unknown>, 'value'> & { value: Pick<SessionList, 'sessions'> }

export type LeftRuns = {
  /** @param list the newest that is known, never one from before it */
  of: (list: Listed) => Sides
}

/** More leave EM at once only while the record cannot be written; those that left last stay. */
const MOST_LEFT = 1_000

/**
 * A run leaves EM's list with one read, and the record with a later write: in between neither would tell of it. And one
 * that comes back is on the list before the record knows.
 */
export function createLeftRuns(
  recordOf: (id: SessionId) => Pick<SessionRecord, 'inEnterpriseManager'> | null,
): LeftRuns {
  const left = new Map<SessionId, Snapshot<SeenSession>>()
  let before: Listed | null = null
  let mark = 0

  function follow(list: Listed): void {
    const { sessions } = list.value
    const known = before?.value.sessions ?? new Map<SessionId, SeenSession>()
    if (before !== null && sessions !== known) {
      for (const [id, value] of known) if (!sessions.has(id)) left.set(id, { ...before, value })
      for (const id of left.keys()) if (sessions.has(id)) left.delete(id)
      for (const id of [...left.keys()].slice(0, -MOST_LEFT)) left.delete(id)
    }
    if (sessions.size !== known.size || [...known.keys()].some((id) => !sessions.has(id))) mark += 1
    before = list
  }

  /** Those that the record has marked are its own from now on. */
  function settle(): void {
    for (const id of left.keys()) {
      if (recordOf(id)?.inEnterpriseManager !== false) continue
      left.delete(id)
      mark += 1
    }
  }

  return {
    of(list) {
      follow(list)
      settle()
      const unsure = [...list.value.sessions.keys()].filter(
        (id) => recordOf(id)?.inEnterpriseManager !== true,
      )
      return { left: new Map(left), without: [...left.keys(), ...unsure], mark }
    },
  }
}
