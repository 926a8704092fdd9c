import 'server-only'
import type { Config } from './config'
import { isQueryFault, type Features } from './features'
import type { EmClient, Listed, SessionQuery } from '@/lib/em/em-client'
import type { FailoverSession } from '@/lib/failover/failover-session'
import type { SessionId } from '@/lib/failover/ids'
import { joinSeen, toSeenSession, type SeenSession } from '@/lib/failover/seen-session'
import { isEnded } from '@/lib/failover/words'
import { createPoller, type Poller, type Reading } from '@/lib/poller/poller'

/** All sessions of EM's list, the newest read of each with all rows ever seen. */
export type SessionList = {
  sessions: ReadonlyMap<SessionId, SeenSession>
  unreadable: number
  /** Begin of the newest read of the whole list, which alone tells what EM no longer has; null before the first. */
  wholeAtMs: number | null
}

/** What was seen by an earlier process, and who wants to know what this one sees. */
export type SessionHooks = {
  now: () => number
  onEnded: (session: FailoverSession) => void
  onSession?: (seen: SeenSession, observedAtMs: number) => void
  onList?: (list: SessionList, observedAtMs: number) => void
  recallSession?: (id: SessionId) => Promise<{ value: SeenSession; observedAtMs: number } | null>
  recallList?: () => Promise<{ sessions: ReadonlyMap<SessionId, SeenSession>; observedAtMs: number } | null>
}

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
 * all active sessions where several are watched or the list is (which the recorder always does); the whole collection (30 days) at the idle pace, or
 * where queries are forbidden. What one read brings along serves everybody.
 * @see EM wire reference §9
 */
export function createSessionSource(
  em: Pick<EmClient, 'readFailoverSession' | 'readFailoverSessions' | 'queryFailoverSessions'>,
  features: Features,
  config: Pick<Config, 'pollActiveMs' | 'pollIdleMs'>,
  hooks: SessionHooks,
): SessionSource {
  const { now } = hooks
  let batch: Batch | null = null
  let newestWhole: { atMs: number; list: SessionList } | null = null

  const mayQuery = (): boolean => features.usable('query')

  /** Offers sessions to their pollers: all active ones, and ended ones that somebody has looked at before. */
  function share(found: readonly FailoverSession[], atMs: number): void {
    for (const session of found) {
      if (!isEnded(session) || sessions.peek(session.id))
        sessions.offer(session.id, toSeenSession(session, atMs), atMs)
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
    const isShared = others.length > 0 || list.watched().length > 0
    if (isShared && mayQuery() && sessions.peek(id) && !ended(id)) {
      try {
        const active = readActive(signal)
        const found = (await active.read).items.find((session) => session.id === id)
        if (found) return { value: toSeenSession(found, active.atMs), observedAtMs: active.atMs }
      } catch (error) {
        // Only the query is refused: this session can still be read alone.
        if (!isQueryFault(error)) throw error
      }
    }
    const atMs = now()
    const session = await features.track('sessions', em.readFailoverSession(id, signal))
    return { value: toSeenSession(session, atMs), observedAtMs: atMs }
  }

  const ended = (id: SessionId): boolean => {
    const seen = sessions.peek(id)?.value
    return seen !== undefined && isEnded(seen.session)
  }

  async function readWhole(signal: AbortSignal): Promise<Reading<SessionList>> {
    const atMs = now()
    const found = await features.track('sessions', em.readFailoverSessions(signal))
    share(found.items, atMs)
    const whole: SessionList = {
      sessions: new Map(found.items.map((one) => [one.id, toSeenSession(one, atMs)])),
      unreadable: found.unreadable,
      wholeAtMs: atMs,
    }
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
      ({ session }) => !isEnded(session) && !nowActive.has(session.id),
    )
    // One that is active no longer has ended or is gone; only the whole list tells which.
    if (missing) return readWhole(signal)
    const merged = new Map(known.sessions)
    for (const session of active.items) merged.set(session.id, toSeenSession(session, begun.atMs))
    return { value: { ...whole.list, sessions: merged }, observedAtMs: begun.atMs }
  }

  const sessions = createPoller<SessionId, SeenSession>({
    read: readSession,
    intervalMs: (seen) => (isEnded(seen.session) ? config.pollIdleMs : config.pollActiveMs),
    firstRetryMs: config.pollActiveMs,
    merge: joinSeen,
    ...(hooks.recallSession && { recall: hooks.recallSession }),
    onRead: (_id, seen, before, observedAtMs) => {
      hooks.onSession?.(seen, observedAtMs)
      if (before && !isEnded(before.session) && isEnded(seen.session)) hooks.onEnded(seen.session)
    },
    now,
  })

  const list = createPoller<'all', SessionList>({
    read: readList,
    intervalMs: ({ sessions: all }) =>
      [...all.values()].some(({ session }) => !isEnded(session)) ? config.pollActiveMs : config.pollIdleMs,
    firstRetryMs: config.pollActiveMs,
    merge: joinLists,
    recall: async () => {
      const known = await hooks.recallList?.()
      if (!known) return null
      const { sessions: remembered, observedAtMs } = known
      return { value: { sessions: remembered, unreadable: 0, wholeAtMs: null }, observedAtMs }
    },
    onRead: (_key, found, _before, observedAtMs) => hooks.onList?.(found, observedAtMs),
    now,
  })

  return {
    sessions,
    list,
    mayQuery,
    known() {
      const all = new Map(list.peek('all')?.value.sessions)
      for (const seen of sessions.values()) all.set(seen.session.id, seen)
      return [...all.values()].map(({ session }) => session)
    },
    dispose() {
      sessions.dispose()
      list.dispose()
    },
  }
}

/** EM empties the rows of finished sessions, on the list too. A session that the list no longer holds is not added. */
function joinLists(before: SessionList, found: SessionList): SessionList {
  const joined = new Map<SessionId, SeenSession>()
  for (const [id, seen] of found.sessions) {
    const earlier = before.sessions.get(id)
    joined.set(id, earlier === undefined || earlier === seen ? seen : joinSeen(earlier, seen))
  }
  // One that came in a form that could not be read is still there.
  if (found.unreadable > 0)
    for (const [id, seen] of before.sessions) if (!joined.has(id)) joined.set(id, seen)
  return { ...found, sessions: joined }
}
