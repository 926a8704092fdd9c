import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import type { Config } from './config'
import { isQueryFault, type Features } from './features'
import type { SeenSession } from './session-view'
import type { EmClient, Listed, SessionQuery } from '@/lib/em/em-client'
import type { FailoverSession } from '@/lib/failover/failover-session'
import type { SessionId } from '@/lib/failover/ids'
import { keepTaskRows } from '@/lib/failover/task-rows'
import { isEnded } from '@/lib/failover/words'
import { createPoller, type Poller, type Reading } from '@/lib/poller/poller'

/** All sessions of EM's list, the newest read of each. */
export type SessionList = { sessions: ReadonlyMap<SessionId, FailoverSession>; unreadable: number }

export type SessionSource = {
  sessions: Poller<SessionId, SeenSession>
  list: Poller<'all', SessionList>
  /** Whether one query can bring all active sessions; otherwise the whole list does. */
  mayQuery: () => boolean
  /** Every session seen so far, by its newest read. */
  known: () => FailoverSession[]
  dispose: () => void
}

/** Everything but Stopped; where None stands among the results is not known, so nothing is compared by order (§5.5). */
export const ACTIVE_SESSIONS: SessionQuery = {
  where: [{ name: 'State', op: '!=', value: 'Stopped' }],
  sort: { by: 'CreationTime', descending: true },
}

type Batch = { atMs: number; read: Promise<Listed<FailoverSession>> }

/**
 * Reads sessions from EM in the cheapest way that its role allows: one GET for one watched session; one `/query` of
 * all active sessions where several are watched or the list is; the whole collection (30 days) at the idle pace, or
 * where queries are forbidden. What one read brings along serves everybody.
 * @see EM wire reference §9
 */
export function createSessionSource(
  em: Pick<EmClient, 'readFailoverSession' | 'readFailoverSessions' | 'queryFailoverSessions'>,
  features: Features,
  config: Pick<Config, 'pollActiveMs' | 'pollIdleMs'>,
  hooks: { now: () => number; onEnded: (session: FailoverSession) => void },
): SessionSource {
  const { now } = hooks
  let batch: Batch | null = null
  let newestWhole: { atMs: number; list: SessionList } | null = null

  const mayQuery = (): boolean => features.usable('query')
  const toSeen = (session: FailoverSession): SeenSession => {
    const atMs = session.tasks.length > 0 ? now() : null
    return { session, tasksFrom: 'em', rowsChangedAtMs: atMs, rowsSeenAtMs: atMs }
  }

  /** Offers sessions to their pollers: all active ones, and ended ones that somebody has looked at before. */
  function share(found: readonly FailoverSession[], atMs: number): void {
    for (const session of found) {
      if (!isEnded(session) || sessions.peek(session.id)) sessions.offer(session.id, toSeen(session), atMs)
    }
  }

  /** All active sessions by one query; joined by whoever needs one within the interval. */
  function readActive(signal: AbortSignal): Batch {
    const ageMs = batch ? now() - batch.atMs : Number.POSITIVE_INFINITY
    // A negative age: the clock was set back, and the batch would seem new for as long as that step.
    if (batch && ageMs >= 0 && ageMs < config.pollActiveMs * 0.8) return batch
    const atMs = now()
    const query = em.queryFailoverSessions(ACTIVE_SESSIONS, signal)
    const read = features.track('query', query).then((found) => {
      share(found.items, atMs)
      return found
    })
    const begun: Batch = { atMs, read }
    batch = begun
    read.catch(() => {
      if (batch === begun) batch = null
    })
    return begun
  }

  async function readSession(id: SessionId, signal: AbortSignal): Promise<Reading<SeenSession>> {
    const others = sessions.watched().filter((key) => key !== id && !ended(key))
    if (others.length > 0 && mayQuery() && sessions.peek(id) && !ended(id)) {
      try {
        const active = readActive(signal)
        const found = (await active.read).items.find((session) => session.id === id)
        if (found) return { value: toSeen(found), observedAtMs: active.atMs }
      } catch (error) {
        // Only the query is refused: this session can still be read alone.
        if (!isQueryFault(error)) throw error
      }
    }
    return { value: toSeen(await features.track('sessions', em.readFailoverSession(id, signal))) }
  }

  const ended = (id: SessionId): boolean => {
    const seen = sessions.peek(id)?.value
    return seen !== undefined && isEnded(seen.session)
  }

  async function readWhole(signal: AbortSignal): Promise<Reading<SessionList>> {
    const atMs = now()
    const found = await features.track('sessions', em.readFailoverSessions(signal))
    share(found.items, atMs)
    const whole = { sessions: new Map(found.items.map((one) => [one.id, one])), unreadable: found.unreadable }
    newestWhole = { atMs, list: whole }
    return { value: whole, observedAtMs: atMs }
  }

  async function readList(_key: 'all', signal: AbortSignal): Promise<Reading<SessionList>> {
    const whole = newestWhole
    if (!whole || !mayQuery() || now() - whole.atMs >= config.pollIdleMs) return readWhole(signal)
    const begun = readActive(signal)
    let active: Listed<FailoverSession>
    try {
      active = await begun.read
    } catch (error) {
      if (isQueryFault(error)) return readWhole(signal)
      throw error
    }
    const nowActive = new Set(active.items.map((session) => session.id))
    const known = list.peek('all')?.value ?? whole.list
    const missing = [...known.sessions.values()].some(
      (session) => !isEnded(session) && !nowActive.has(session.id),
    )
    // One that is active no longer has ended or is gone; only the whole list tells which.
    if (missing) return readWhole(signal)
    const merged = new Map(known.sessions)
    for (const session of active.items) merged.set(session.id, session)
    return { value: { sessions: merged, unreadable: whole.list.unreadable }, observedAtMs: begun.atMs }
  }

  const sessions = createPoller<SessionId, SeenSession>({
    read: readSession,
    intervalMs: (seen) => (isEnded(seen.session) ? config.pollIdleMs : config.pollActiveMs),
    firstRetryMs: config.pollActiveMs,
    merge: joinRows,
    onRead: (_id, seen, before) => {
      if (before && !isEnded(before.session) && isEnded(seen.session)) hooks.onEnded(seen.session)
    },
    now,
  })

  const list = createPoller<'all', SessionList>({
    read: readList,
    intervalMs: ({ sessions: all }) =>
      [...all.values()].some((session) => !isEnded(session)) ? config.pollActiveMs : config.pollIdleMs,
    firstRetryMs: config.pollActiveMs,
    now,
  })

  return {
    sessions,
    list,
    mayQuery,
    known() {
      const all = new Map(list.peek('all')?.value.sessions)
      for (const { session } of sessions.values()) all.set(session.id, session)
      return [...all.values()]
    },
    dispose() {
      sessions.dispose()
      list.dispose()
    },
  }
}

/** Joins the rows of two reads and notes when they changed and when all of them were last there. */
function joinRows(before: SeenSession, seen: SeenSession): SeenSession {
  const kept = keepTaskRows(before.session.tasks, seen.session.tasks)
  const session = { ...seen.session, tasks: kept.tasks }
  if (kept.tasksFrom === 'record') {
    return {
      session,
      tasksFrom: 'record',
      rowsChangedAtMs: before.rowsChangedAtMs,
      rowsSeenAtMs: before.rowsSeenAtMs,
    }
  }
  const same = isDeepStrictEqual(before.session.tasks, kept.tasks)
  return {
    session,
    tasksFrom: 'em',
    rowsChangedAtMs: same ? before.rowsChangedAtMs : seen.rowsChangedAtMs,
    rowsSeenAtMs: seen.rowsSeenAtMs,
  }
}
