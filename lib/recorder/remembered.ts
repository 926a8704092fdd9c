import 'server-only'
import type { EntityLink } from '@/lib/failover/failover-session'
import type { GapCode } from '@/lib/failover/gap'
import type { ReplicaPointId } from '@/lib/failover/ids'
import type { RecordedPoint } from '@/lib/failover/recorded-session'
import type { RunTag } from '@/lib/failover/run-tag'
import { joinSeen, type SeenSession } from '@/lib/failover/seen-session'
import type { StoredSession } from '@/lib/store/read-sessions'

/** What the record holds of one session, so that only what is new has to be written. Never ahead of the record. */
export type Remembered = {
  seen: SeenSession
  plan: EntityLink | null
  tenant: EntityLink | null
  /** As it was when the session was read back; what is tagged since, the recorder knows beside this. */
  tag: RunTag | null
  /** Begin of the newest read that was written. */
  observedAtMs: number
  /** Of the newest sample of the session; null before the first. */
  sampledAtMs: number | null
  taskNumbers: ReadonlyMap<string, number>
  points: ReadonlyMap<ReplicaPointId, RecordedPoint>
  openGaps: ReadonlyMap<GapCode, number>
  inEnterpriseManager: boolean
  /** It was seen to run; one that was over when it was first seen tells no transitions. */
  watched: boolean
  /** Written by an earlier process: what happened between it and this one was not observed. */
  fromEarlier: boolean
}

export function toRemembered(recorded: StoredSession): Remembered {
  const { session, tasksFrom, rowsChangedAtMs, rowsSeenAtMs, movedAtMs, observedAtMs: readAtMs } = recorded
  const goneRows = toGoneRows(recorded)
  return {
    seen: { session, tasksFrom, rowsChangedAtMs, rowsSeenAtMs, movedAtMs, readAtMs, goneRows },
    plan: recorded.plan,
    tenant: recorded.tenant,
    tag: recorded.tag,
    observedAtMs: recorded.observedAtMs,
    sampledAtMs: null,
    taskNumbers: recorded.taskNumbers,
    points: recorded.points,
    openGaps: recorded.openGaps,
    inEnterpriseManager: recorded.inEnterpriseManager,
    watched: recorded.watched,
    fromEarlier: true,
  }
}

/** Each row was there when all were, and again when it got the words that it has. A later moment is not certain. */
function toGoneRows(recorded: StoredSession): SeenSession['goneRows'] {
  const { session, tasksFrom, rowsSeenAtMs, rowsWordedAtMs, firstSeenAtMs } = recorded
  if (tasksFrom === 'em') return new Map()
  const togetherMs = rowsSeenAtMs ?? firstSeenAtMs
  return new Map(
    session.tasks.map(({ key }) => [key, Math.max(togetherMs, rowsWordedAtMs.get(key) ?? togetherMs)]),
  )
}

/**
 * A look with all rows that the record has. It can lack some: the list is read apart from its sessions, and a process
 * that began while the record was away knows only what EM has not yet emptied.
 */
export function withRecordedRows(before: Pick<Remembered, 'seen'> | null, seen: SeenSession): SeenSession {
  if (before === null) return seen
  const keys = new Set(seen.session.tasks.map((task) => task.key))
  if (before.seen.session.tasks.every((task) => keys.has(task.key))) return seen
  const joined = joinSeen(before.seen, seen)
  return joined.tasksFrom === 'record' ? joined : seen
}

/** Gives each row its number. A row whose key has changed keeps it: it is found by its VM's name. */
export function numberTasks(
  before: Pick<Remembered, 'seen' | 'taskNumbers'> | null,
  tasks: SeenSession['session']['tasks'],
): ReadonlyMap<string, number> {
  if (before === null) return new Map(tasks.map((task, index) => [task.key, index + 1]))
  const known = before.taskNumbers
  if (known.size === tasks.length && tasks.every((task) => known.has(task.key))) return known
  const numbers = new Map<string, number>()
  const keys = new Set(tasks.map((task) => task.key))
  // Rows are never lost from what was seen, so a key that has gone is another key now.
  const renamed = before.seen.session.tasks.filter((task) => !keys.has(task.key))
  let last = Math.max(0, ...known.values())
  for (const task of tasks) {
    const own = known.get(task.key)
    const at = own === undefined ? renamed.findIndex((gone) => gone.vmName === task.vmName) : -1
    const gone = at < 0 ? undefined : renamed.splice(at, 1)[0]
    const kept = own ?? (gone && known.get(gone.key))
    if (kept === undefined) last += 1
    numbers.set(task.key, kept ?? last)
  }
  return numbers
}
