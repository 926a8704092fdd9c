import 'server-only'
import { listSessions, type ListedSessions, type SessionListQuery } from './session-list'
import type { SessionSource } from './session-source'
import { freshnessOf, toSessionReply, toSessionSummary, type SeenSession } from './session-view'
import type { SurroundingsSource } from './surroundings'
import type { SessionListReply, SessionReply } from '@/lib/api/replies'
import type { ReplicaPoint, TaskSession } from '@/lib/failover/failover-session'
import type { ReplicaPointId, SessionId } from '@/lib/failover/ids'
import { isEnded } from '@/lib/failover/words'
import type { OnceReader } from '@/lib/poller/once-reader'
import type { Snapshot } from '@/lib/poller/poller'

export type Sessions = {
  /** One session as pages see it. @throws {ReadError} only while it was never read */
  read: (id: SessionId) => Promise<SessionReply>
  /** As read, but only if it is known already; never waits. */
  peek: (id: SessionId) => SessionReply | null
  /** @throws {ReadError} only while the list was never read */
  list: (query: SessionListQuery) => Promise<SessionListReply>
}

export function createSessions(
  source: SessionSource,
  surroundings: SurroundingsSource,
  points: OnceReader<ReplicaPointId, ReplicaPoint>,
): Sessions {
  const pointOf = (task: TaskSession) => task.vmReplicaPoint && points.want(task.vmReplicaPoint.id)
  const toReply = (snapshot: Snapshot<SeenSession>): SessionReply =>
    toSessionReply(snapshot, surroundings.of(snapshot.value.session), pointOf)

  /** The list's copy of a session, or the session's own snapshot where that is newer or holds more. */
  function newestOf(id: SessionId, listed: Snapshot<SeenSession>): Snapshot<SeenSession> {
    // Interest in an active session keeps it polled, so that its row on the list is as live as its page.
    // Where the whole list is read each time anyway, it brings every session along.
    const isBrought = isEnded(listed.value.session) || !source.mayQuery()
    const own = isBrought ? source.sessions.peek(id) : source.sessions.glance(id).snapshot
    if (own && (own.observedAtMs >= listed.observedAtMs || own.value.tasksFrom === 'record')) return own
    return listed
  }

  return {
    async read(id) {
      const [snapshot] = await Promise.all([source.sessions.read(id), surroundings.settle()])
      return toReply(source.sessions.peek(id) ?? snapshot)
    },
    peek(id) {
      const snapshot = source.sessions.peek(id)
      return snapshot && toReply(source.sessions.glance(id).snapshot ?? snapshot)
    },
    async list(query) {
      const [snapshot] = await Promise.all([source.list.read('all'), surroundings.settle()])
      const summaries = [...snapshot.value.sessions].map(([id, session]) => {
        const asListed = { session, tasksFrom: 'em', rowsChangedAtMs: null, rowsSeenAtMs: null } as const
        const newest = newestOf(id, { ...snapshot, value: asListed })
        return toSessionSummary(newest, surroundings.of(newest.value.session))
      })
      const found: ListedSessions = listSessions(summaries, query)
      const around = surroundings.ofList()
      return {
        ...found,
        unreadable: snapshot.value.unreadable,
        freshness: freshnessOf(snapshot, false, around),
        emClockAheadMs: around.emClockAheadMs,
        pollAfterMs: snapshot.intervalMs,
      }
    },
  }
}
