import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FailoverSession, TaskSession } from '@/lib/failover/failover-session'
import { parseSessionId, type SessionId } from '@/lib/failover/ids'
import { ReadError } from '@/lib/failover/read-error'
import { createFeatures } from '@/lib/server/features'
import { createSessionSource, type SessionSource } from '@/lib/server/session-source'

const CONFIG = { pollActiveMs: 3_000, pollIdleMs: 30_000 }

function idOf(n: number): SessionId {
  const id = parseSessionId(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
  if (!id) throw new Error('not an id')
  return id
}

const task: TaskSession = {
  key: 'dc01',
  vmName: 'dc01',
  vmReplicaPoint: null,
  creationTimeUtc: null,
  endTimeUtc: null,
  state: 'Working',
  result: 'None',
  progress: 10,
  failureMessage: null,
}

const session = (n: number, state = 'Working', tasks: TaskSession[] = [task]): FailoverSession => ({
  uid: `urn:veeam:CloudFailoverSession:${idOf(n)}`,
  id: idOf(n),
  name: 'Full site',
  jobType: 'FailoverPlan',
  creationTimeUtc: '2026-11-23T12:00:00.000Z',
  endTimeUtc: state === 'Stopped' ? '2026-11-23T12:10:00.000Z' : null,
  state,
  result: state === 'Stopped' ? 'Success' : 'None',
  progress: 10,
  failureMessage: null,
  backupServer: null,
  tasks,
})

describe('session source', () => {
  const calls: string[] = []
  let estate: Map<SessionId, FailoverSession>
  let queryFault: ReadError | null
  let source: SessionSource
  const onEnded = vi.fn<(ended: FailoverSession) => void>()

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-11-23T12:00:00Z') })
    calls.length = 0
    queryFault = null
    onEnded.mockClear()
    estate = new Map([1, 2, 3].map((n) => [idOf(n), session(n)]))
    estate.set(idOf(9), session(9, 'Stopped'))
    const em = {
      readFailoverSession: (id: SessionId) => {
        calls.push('one')
        const found = estate.get(id)
        return found ? Promise.resolve(found) : Promise.reject(new ReadError('not_found', 'gone'))
      },
      readFailoverSessions: () => {
        calls.push('whole')
        return Promise.resolve({ items: [...estate.values()], unreadable: 0 })
      },
      queryFailoverSessions: () => {
        calls.push('query')
        if (queryFault) return Promise.reject(queryFault)
        return Promise.resolve({
          items: [...estate.values()].filter((one) => one.state !== 'Stopped'),
          unreadable: 0,
        })
      },
    }
    source = createSessionSource(em, createFeatures(Date.now), CONFIG, { now: Date.now, onEnded })
  })
  afterEach(() => {
    source.dispose()
    vi.useRealTimers()
  })

  /** Lets clients ask for these sessions once a second. */
  async function watch(ids: number[], seconds: number, list = false): Promise<void> {
    for (let second = 0; second < seconds; second += 1) {
      await Promise.all(ids.map((n) => source.sessions.read(idOf(n))))
      if (list) await source.list.read('all')
      await vi.advanceTimersByTimeAsync(1_000)
    }
  }
  const count = (kind: string): number => calls.filter((call) => call === kind).length

  it('reads one watched session by one GET per interval and nothing else', async () => {
    await watch([1], 60)
    expect(count('one')).toBeGreaterThanOrEqual(19)
    expect(count('one')).toBeLessThanOrEqual(21)
    expect(calls.length).toBe(count('one'))
  })

  it('reads several watched sessions by one query per interval', async () => {
    await watch([1, 2, 3], 60)
    expect(count('query')).toBeLessThanOrEqual(21)
    expect(count('query')).toBeGreaterThanOrEqual(18)
    expect(count('one')).toBeLessThanOrEqual(6)
  })

  it('reads each alone where the role may not query, and asks for the right only once in 15 minutes', async () => {
    queryFault = new ReadError('forbidden', 'role')
    await watch([1, 2], 30)
    expect(count('query')).toBe(1)
    expect(count('one')).toBeGreaterThanOrEqual(18)
    expect(source.sessions.peek(idOf(1))?.problem).toBeNull()
  })

  it('does not take a fault of the connection for a missing right', async () => {
    await watch([1, 2], 5)
    queryFault = new ReadError('unreachable', 'down')
    await watch([1, 2], 10)
    expect(source.sessions.peek(idOf(1))?.problem).toMatchObject({ code: 'unreachable' })
  })

  it('serves the list by one read per interval: queries, and the whole at the idle pace', async () => {
    await watch([], 61, true)
    expect(count('whole')).toBeLessThanOrEqual(3)
    expect(count('query') + count('whole')).toBeLessThanOrEqual(22)
    expect(count('one')).toBe(0)
  })

  it('lets one list read serve the pages of its sessions too', async () => {
    await watch([1], 5, true)
    calls.length = 0
    await watch([1, 2], 30, true)
    expect(calls.length).toBeLessThanOrEqual(14)
  })

  it('notices on the list that a session has ended', async () => {
    await watch([], 5, true)
    estate.set(idOf(1), session(1, 'Stopped'))
    await watch([], 5, true)
    const listed = source.list.peek('all')?.value.sessions.get(idOf(1))
    expect(listed?.session.state).toBe('Stopped')
  })

  it('keeps the rows of an ended session whose list EM has emptied, with the time they were last there', async () => {
    await watch([1], 3)
    const lastSeenMs = source.sessions.peek(idOf(1))?.value.rowsSeenAtMs
    estate.set(idOf(1), session(1, 'Stopped', []))
    await watch([1], 6)
    const seen = source.sessions.peek(idOf(1))?.value
    expect(seen).toMatchObject({ tasksFrom: 'record', session: { state: 'Stopped', tasks: [task] } })
    expect(seen?.rowsSeenAtMs).toBeGreaterThanOrEqual(lastSeenMs ?? Number.NaN)
    expect(onEnded).toHaveBeenCalledTimes(1)
    expect(onEnded.mock.calls[0]?.[0].tasks).toEqual([task])
  })

  it('does not claim that rows changed while they did not', async () => {
    await watch([1], 4)
    const changedAtMs = source.sessions.peek(idOf(1))?.value.rowsChangedAtMs
    await watch([1], 12)
    expect(source.sessions.peek(idOf(1))?.value.rowsChangedAtMs).toBe(changedAtMs)
    estate.set(idOf(1), session(1, 'Working', [{ ...task, progress: 50 }]))
    await watch([1], 6)
    expect(source.sessions.peek(idOf(1))?.value.rowsChangedAtMs).toBeGreaterThan(changedAtMs ?? Number.NaN)
  })

  it('never gives a session the time of a read that was begun before', async () => {
    await watch([1, 2], 10)
    for (const n of [1, 2]) {
      const snapshot = source.sessions.peek(idOf(n))
      expect(snapshot?.observedAtMs).toBeLessThanOrEqual(Date.now())
      expect(Date.now() - (snapshot?.observedAtMs ?? 0)).toBeLessThanOrEqual(2 * CONFIG.pollActiveMs)
    }
  })

  it('knows all sessions by their newest read', async () => {
    await source.list.read('all')
    await source.sessions.read(idOf(9))
    expect(
      source
        .known()
        .map((one) => one.id)
        .toSorted(),
    ).toEqual([1, 2, 3, 9].map(idOf))
  })
})
