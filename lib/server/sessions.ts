import 'server-only'
import { compareRuns } from './comparison'
import { createRecoverySource, type RecoverySource, type RunKey } from './recovery-source'
import { findSessions, listSessions, toPage, type SessionListQuery } from './session-list'
import type { SessionSource } from './session-source'
import { freshnessOf, toRecordedSummary, toSessionReply, toSessionSummary } from './session-view'
import { NO_JOIN, type Join, type SurroundingsSource } from './surroundings'
import type { ComparisonReply } from '@/lib/api/record-replies'
import type { SessionListReply, SessionReply, SessionSummary } from '@/lib/api/replies'
import type { ReplicaPoint, TaskSession } from '@/lib/failover/failover-session'
import type { Freshness } from '@/lib/failover/freshness'
import type { ReplicaPointId, SessionId } from '@/lib/failover/ids'
import type { SeenSession } from '@/lib/failover/seen-session'
import { isEnded } from '@/lib/failover/words'
import type { OnceReader } from '@/lib/poller/once-reader'
import type { Snapshot } from '@/lib/poller/poller'
import type { Recorder } from '@/lib/recorder/recorder'
import type { StoreDoor } from '@/lib/store/store-door'

export type Sessions = {
  /** One session as pages see it. @throws {ReadError} only while it was never read and nothing is recorded of it */
  read: (id: SessionId) => Promise<SessionReply>
  /** As read, but only if it is known already; never waits. */
  peek: (id: SessionId) => SessionReply | null
  /** @throws {ReadError} only while the list was never read */
  list: (query: SessionListQuery) => Promise<SessionListReply>
  /** Every run that is active or was until lately, each with the plan and tenant that its VMs prove. @throws {ReadError} as list */
  board: (endedWithinMs: number) => Promise<Board>
  /** This run beside earlier like ones. @throws {ReadError} as read, {RequestError} `record_unavailable` */
  compare: (id: SessionId) => Promise<ComparisonReply>
  /** VMs of the plan that a known run belongs to, in plan order; null where the plan is not known. */
  planVms: (id: SessionId) => { vms: { name: string | null; order: number | null }[] | null }
  /** What somebody has just set, so that no page shows what was before. */
  onTagged: RecoverySource['onTagged']
  onTarget: RecoverySource['onTarget']
}

export type Board = {
  runs: { summary: SessionSummary; proven: Join }[]
  freshness: Freshness
  emClockAheadMs: number
  intervalMs: number
  /** Sessions that EM sent in a form that could not be read. */
  unreadable: number
}

/** A page must not wait long for what the record adds to it. */
const RECORD_WAIT_MS = 1_000
const MOST_DROPPED = 100

export function createSessions(
  source: SessionSource,
  surroundings: SurroundingsSource,
  points: OnceReader<ReplicaPointId, ReplicaPoint>,
  record: {
    door: Pick<StoreDoor, 'use'>
    recorder: Pick<Recorder, 'recordOf'>
    now: () => number
  },
): Sessions {
  const { door, recorder } = record
  const recovery = createRecoverySource(door, record.now)
  const pointOf = (task: TaskSession) => task.vmReplicaPoint && points.want(task.vmReplicaPoint.id)

  function toRunKey({ session }: SeenSession): RunKey {
    const { plan } = surroundings.of(session)
    const known = recorder.recordOf(session.id)
    return {
      id: session.id,
      session,
      plan: plan ?? known?.plan ?? null,
      kind: known?.tag?.kind ?? null,
      planVms: isEnded(session) || plan === null ? null : plan.vms.flatMap((vm) => vm.name ?? []),
    }
  }

  function toReply(snapshot: Snapshot<SeenSession>): SessionReply {
    const { session } = snapshot.value
    return toSessionReply(snapshot, surroundings.of(session), {
      pointOf,
      record: recorder.recordOf(session.id),
      recovery: recovery.of(toRunKey(snapshot.value), snapshot),
    })
  }

  async function readSnapshot(id: SessionId): Promise<Snapshot<SeenSession>> {
    const [snapshot] = await Promise.all([source.sessions.read(id), surroundings.settle()])
    return source.sessions.peek(id) ?? snapshot
  }

  /** The list's copy of a session, or the session's own snapshot where that is newer or holds more. */
  function newestOf(id: SessionId, listed: Snapshot<SeenSession>): Snapshot<SeenSession> {
    // Interest in an active session keeps it polled, so that its row on the list is as live as its page.
    // Where the whole list is read each time anyway, it brings every session along.
    const isBrought = isEnded(listed.value.session) || !source.mayQuery()
    const own = isBrought ? source.sessions.peek(id) : source.sessions.glance(id).snapshot
    if (own && (own.observedAtMs >= listed.observedAtMs || own.value.tasksFrom === 'record')) return own
    return listed
  }

  /** What only the record has. Without it the list of EM still stands, and says that older sessions are missing. */
  async function listRecorded(
    found: readonly SessionSummary[],
    query: SessionListQuery,
  ): Promise<{ sessions: SessionSummary[]; total: number } | null> {
    if (query.state === 'active') return { sessions: [], total: 0 }
    const asked = {
      result: query.result,
      kind: query.kind,
      text: query.q,
      plan: query.plan,
      tenant: query.tenant,
      backupServer: query.backupServer,
      fromMs: query.from === undefined ? undefined : Date.parse(query.from),
      toMs: query.to === undefined ? undefined : Date.parse(query.to),
      sort: query.sort,
    }
    try {
      return await door.use(async (store) => {
        const total = await store.count(asked)
        const { end } = toPage(found.length + total, query)
        const sessions = total === 0 ? [] : await store.list({ ...asked, limit: end })
        return { sessions: sessions.map(toRecordedSummary), total }
      })
    } catch {
      return null
    }
  }

  /** Runs that EM dropped lately: a wall must not lose one without a word. */
  async function listDropped(sinceMs: number): Promise<SessionSummary[]> {
    const query = door.use((store) => store.list({ sort: 'newest', limit: MOST_DROPPED })).catch(() => [])
    const found = await Promise.race([query, pause(RECORD_WAIT_MS).then(() => [])])
    return found.map(toRecordedSummary).filter((summary) => lastSeenMs(summary) >= sinceMs)
  }

  return {
    async read(id) {
      const snapshot = await readSnapshot(id)
      await Promise.race([recovery.settle(toRunKey(snapshot.value)), pause(RECORD_WAIT_MS)])
      return toReply(source.sessions.peek(id) ?? snapshot)
    },
    peek(id) {
      const snapshot = source.sessions.peek(id)
      return snapshot && toReply(source.sessions.glance(id).snapshot ?? snapshot)
    },
    async list(query) {
      const [snapshot] = await Promise.all([source.list.read('all'), surroundings.settle()])
      const summaries = [...snapshot.value.sessions].map(([id, seen]) => {
        const newest = newestOf(id, { ...snapshot, value: seen })
        return toSessionSummary(newest, surroundings.of(newest.value.session), recorder.recordOf(id))
      })
      const found = findSessions(summaries, query)
      const recorded = await Promise.race([
        listRecorded(found, query),
        pause(RECORD_WAIT_MS).then(() => null),
      ])
      const isListed = (summary: SessionSummary): boolean =>
        snapshot.value.sessions.has(summary.session.id as SessionId) // safe: only compared
      const beside = recorded && {
        ...recorded,
        // One that comes back is on EM's list before the record knows.
        sessions: recorded.sessions.filter((summary) => !isListed(summary)),
      }
      const around = surroundings.ofList()
      return {
        ...listSessions(found, query, beside ?? undefined),
        unreadable: snapshot.value.unreadable,
        recordUnavailable: recorded === null,
        freshness: freshnessOf(snapshot, false, around),
        emClockAheadMs: around.emClockAheadMs,
        pollAfterMs: snapshot.intervalMs,
      }
    },
    async board(endedWithinMs) {
      const [snapshot] = await Promise.all([source.list.read('all'), surroundings.settle()])
      const around = surroundings.ofList()
      const sinceMs = record.now() + around.emClockAheadMs - endedWithinMs
      const listed = [...snapshot.value.sessions].map(([id, seen]) => {
        const newest = newestOf(id, { ...snapshot, value: seen })
        const { session } = newest.value
        return {
          summary: toSessionSummary(newest, surroundings.of(session), recorder.recordOf(id)),
          proven: surroundings.provenJoinOf(session),
        }
      })
      const dropped = (await listDropped(sinceMs))
        .filter(({ session }) => !snapshot.value.sessions.has(session.id as SessionId)) // safe: only compared
        // Its rows are not read for a list, so nothing proves whose it was.
        .map((summary) => ({ summary, proven: NO_JOIN }))
      const isShown = ({ summary }: Board['runs'][number]): boolean =>
        summary.outcome.kind === 'running' || lastSeenMs(summary) >= sinceMs
      return {
        runs: [...listed, ...dropped].filter(isShown),
        freshness: freshnessOf(snapshot, false, around),
        emClockAheadMs: around.emClockAheadMs,
        intervalMs: snapshot.intervalMs,
        unreadable: snapshot.value.unreadable,
      }
    },
    async compare(id) {
      const snapshot = await readSnapshot(id)
      const { outcome, counts } = toReply(snapshot)
      return compareRuns(recovery, { ...toRunKey(snapshot.value), outcome, counts })
    },
    planVms(id) {
      const session = source.sessions.peek(id)?.value.session
      const plan = session ? surroundings.of(session).plan : null
      return { vms: plan && plan.vms.map(({ name, order }) => ({ name, order })) }
    },
    onTagged: recovery.onTagged,
    onTarget: recovery.onTarget,
  }
}

/** When a run that is over ended; when it was last seen, where its end was not. */
const lastSeenMs = ({ session, freshness }: SessionSummary): number =>
  Date.parse(session.endTimeUtc ?? freshness.observedAtUtc)

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}
