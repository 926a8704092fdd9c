import type { FailoverSession } from '@/lib/failover/failover-session'
import type { SessionId } from '@/lib/failover/ids'
import { joinSeen, toSeenSession, type SeenSession } from '@/lib/failover/seen-session'
import { isEnded } from '@/lib/failover/words'
import { createRecorder, type Recorder, type RecorderSettings } from '@/lib/recorder/recorder'
import type { Store } from '@/lib/store/create-store'
import type { SessionWrite } from '@/lib/store/session-write'
import { StoreError } from '@/lib/store/store-error'

/** What was asked to be written, in order. */
export type Written =
  | { kind: 'sessions'; writes: readonly SessionWrite[] }
  | { kind: 'list'; list: Parameters<Store['writeList']>[0] }

/** A door whose faults a test decides. */
export type TestDoor = RecorderSettings['door'] & {
  store: Store
  /** `before`: nothing is done; `after`: it is done, and nobody hears of it. */
  fault: 'before' | 'after' | null
  written: Written[]
  reopen: (store: Store) => void
}

export function createTestDoor(first: Store): TestDoor {
  let generation = 1
  let logged = toLogged(first)
  function toLogged(store: Store): Store {
    return {
      ...store,
      writeSessions(writes) {
        door.written.push({ kind: 'sessions', writes })
        return store.writeSessions(writes)
      },
      writeList(list) {
        door.written.push({ kind: 'list', list })
        return store.writeList(list)
      },
    }
  }
  const door: TestDoor = {
    store: first,
    fault: null,
    written: [],
    async use(query) {
      if (door.fault === 'before') throw new StoreError('locked', 'locked')
      const result = await query(logged)
      if (door.fault !== 'after') return result
      door.fault = null
      throw new StoreError('unreachable', 'no answer')
    },
    generation: () => generation,
    isOpen: () => door.fault !== 'before',
    reopen(store) {
      if (store !== door.store) door.written = []
      door.store = store
      logged = toLogged(store)
      generation += 1
    },
  }
  return door
}

export async function writeAgain(store: Store, written: readonly Written[]): Promise<void> {
  for (const one of written) {
    if (one.kind === 'sessions') await store.writeSessions(one.writes)
    else await store.writeList(one.list)
  }
}

/** The part of a server that reads EM: pollers of sessions and of the list, each joined with what it has seen. */
export function startProcess(door: RecorderSettings['door'], over: Partial<RecorderSettings> = {}) {
  let isAlive = true
  const recorder: Recorder = createRecorder({
    door: {
      use: (query) => (isAlive ? door.use(query) : Promise.reject(new StoreError('failed', 'killed'))),
      generation: () => door.generation(),
      isOpen: () => isAlive && door.isOpen(),
    },
    watch: () => undefined,
    joinOf: () => null,
    pointOf: () => ({ value: null, observedAtMs: null, error: null }),
    readingOf: () => ({ intervalMs: 3_000, problem: null }),
    collection: () => null,
    retention: { fullDays: 30, minuteDays: 365 },
    now: Date.now,
    onFault: () => undefined,
    ...over,
  })
  const sessions = new Map<SessionId, SeenSession>()
  const recalled = new Set<SessionId>()
  let list: ReadonlyMap<SessionId, SeenSession> | null = null
  let isListRecalled = false

  /** As the poller: what cannot be recalled now is asked again before the next read. */
  async function recall(id: SessionId): Promise<void> {
    if (recalled.has(id)) return
    const known = await recorder.recallSession(id).catch(() => 'failed' as const)
    if (known === 'failed') return
    recalled.add(id)
    const own = sessions.get(id)
    if (known) sessions.set(id, own ? joinSeen(known.value, own) : known.value)
  }

  async function read(session: FailoverSession, atMs = Date.now()): Promise<void> {
    await recall(session.id)
    const before = sessions.get(session.id)
    const now = toSeenSession(session, atMs)
    const seen = before ? joinSeen(before, now) : now
    sessions.set(session.id, seen)
    recorder.onSession(seen, atMs)
  }

  return {
    recorder,
    read,
    /** As by kill -9: nothing that waits is written. */
    async kill(): Promise<void> {
      isAlive = false
      await recorder.dispose()
    },
    async readList(found: readonly FailoverSession[]): Promise<void> {
      const atMs = Date.now()
      if (!isListRecalled) {
        const known = await recorder.recallList().catch(() => 'failed' as const)
        if (known !== 'failed') {
          isListRecalled = true
          if (known) list ??= known.sessions
        }
      }
      for (const session of found)
        if (!isEnded(session) || sessions.has(session.id)) await read(session, atMs)
      const before = list
      list = new Map(
        found.map((session) => {
          const [now, earlier] = [toSeenSession(session, atMs), before?.get(session.id)]
          return [session.id, earlier ? joinSeen(earlier, now) : now] as const
        }),
      )
      recorder.onList(list, atMs, true)
    },
  }
}
