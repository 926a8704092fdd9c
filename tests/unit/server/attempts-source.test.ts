import { describe, expect, it } from 'vitest'
import { parseSessionId, type SessionId } from '@/lib/failover/ids'
import type { KnownRun } from '@/lib/server/attempt-candidates'
import { createAttemptsSource } from '@/lib/server/attempts-source'
import type { AttemptGroup, DeclinedPair } from '@/lib/store/attempts'
import type { Store } from '@/lib/store/create-store'

const START_MS = Date.parse('2026-11-23T12:00:00.000Z')
const MINUTE = 60_000
const utc = (ms: number): string => new Date(START_MS + ms).toISOString()

function idOf(n: number): SessionId {
  const id = parseSessionId(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
  if (id === null) throw new Error('no id')
  return id
}

/** A run of one VM, which failed or came through, `n` × 40 min after the first. */
function makeRun(n: number, result: 'Failed' | 'Success', over: Partial<KnownRun> = {}): KnownRun {
  const words = { state: 'Stopped', result, progress: 100, failureMessage: null }
  const times = { creationTimeUtc: utc(n * 40 * MINUTE), endTimeUtc: utc(n * 40 * MINUTE + 5 * MINUTE) }
  const task = { key: 'a', vmName: 'web', vmReplicaPoint: null, ...words, ...times }
  return {
    session: {
      uid: `urn:${n}`,
      id: idOf(n),
      name: 'ABC Plan',
      jobType: 'FailoverPlan',
      backupServer: { id: 'server', name: null },
      tasks: [task],
      ...words,
      ...times,
    },
    plan: { id: 'plan', name: 'ABC Plan' },
    kind: null,
    inEnterpriseManager: true,
    ...over,
  }
}

type Said = { groups: AttemptGroup[]; declined: DeclinedPair[] }

/** The source over runs in memory; counts what the record and the runs are asked for. */
function setUp(listed: KnownRun[], said: Said = { groups: [], declined: [] }, recorded: KnownRun[] = []) {
  const asked = { book: 0, sessions: 0, peeks: 0 }
  const state = {
    said,
    generation: 1,
    broken: false,
    listed: new Map(listed.map((run) => [run.session.id, run])),
  }
  const store = {
    readAttempts: () => {
      asked.book += 1
      return state.broken ? Promise.reject(new Error('gone')) : Promise.resolve(state.said)
    },
    readSession: (id: SessionId) => {
      asked.sessions += 1
      const run = recorded.find((one) => one.session.id === id)
      return Promise.resolve(run ? { ...run, tag: null } : null)
    },
  }
  const source = createAttemptsSource(
    // safe: the source asks for these two only
    { use: (query) => query(store as unknown as Store), generation: () => state.generation },
    {
      listed: () => state.listed,
      peek: (id) => {
        asked.peeks += 1
        return state.listed.get(id) ?? null
      },
    },
  )
  return { source, asked, state }
}

const groupOf = (...numbers: number[]): AttemptGroup => ({
  id: 'group',
  runs: numbers.map((n) => ({
    sessionId: idOf(n),
    startMs: START_MS + n * 40 * MINUTE,
    joinedMs: START_MS,
    joinedBy: 'Mia',
  })),
})
const declined = (one: number, other: number, minutes = 0): DeclinedPair => ({
  one: idOf(one),
  other: idOf(other),
  declinedMs: START_MS + minutes * MINUTE,
  declinedBy: 'Bo',
})
const RUNS = [makeRun(0, 'Failed'), makeRun(1, 'Success')]

describe('the attempts of a run', () => {
  it('are not told of before it is known what people have said', async () => {
    const { source, state } = setUp(RUNS)
    expect(source.of(idOf(1))).toBeNull()
    state.broken = true
    await source.settle(idOf(1))
    expect(source.of(idOf(1))).toBeNull()
    state.broken = false
    await source.settle(idOf(1))
    expect(source.of(idOf(1))).toMatchObject({ kind: 'offered', number: 2, of: 2 })
  })

  it('cost no query per poll, and one look at the list for each read of it', async () => {
    const { source, asked, state } = setUp(RUNS)
    for (let poll = 0; poll < 50; poll += 1) {
      await source.settle(idOf(1))
      source.of(idOf(1))
    }
    expect(asked).toMatchObject({ book: 1, sessions: 0 })
    const before = asked.peeks
    source.of(idOf(1))
    // Itself, and the two that are shown.
    expect(asked.peeks - before).toBe(3)
    state.listed = new Map(state.listed)
    source.of(idOf(1))
    expect(asked.peeks - before).toBe(3 + 3 + 2)
    expect(asked.book).toBe(1)
  })

  it('tell where each VM stood before, by earlier ones alone', async () => {
    const { source } = setUp(RUNS)
    expect(source.earlierVms(idOf(1))).toEqual([])
    await source.settle(idOf(1))
    expect(source.earlierVms(idOf(1))).toMatchObject([{ name: 'web', standing: 'failed', run: 1 }])
    expect(source.earlierVms(idOf(0))).toEqual([])
  })

  it('tell a report of confirmed ones alone, with the run and the times of each VM', async () => {
    const runs = [makeRun(0, 'Success'), makeRun(1, 'Success')]
    const { source, state } = setUp(runs)
    expect(source.confirmedBefore(idOf(1))).toEqual({ kind: 'unread' })
    await source.settle(idOf(1))
    expect(source.confirmedBefore(idOf(1))).toEqual({ kind: 'none' })
    state.said = { groups: [groupOf(0, 1)], declined: [] }
    await source.onChanged()
    expect(source.confirmedBefore(idOf(0))).toEqual({ kind: 'none' })
    expect(source.confirmedBefore(idOf(1))).toEqual({
      kind: 'known',
      unseen: false,
      vms: [
        {
          name: 'web',
          standing: 'succeeded',
          run: 1,
          key: 'a',
          sessionId: idOf(0),
          sessionCreationTimeUtc: utc(0),
          creationTimeUtc: utc(0),
          endTimeUtc: utc(5 * MINUTE),
        },
      ],
    })
    state.listed = new Map([[idOf(1), makeRun(1, 'Success')]])
    expect(source.confirmedBefore(idOf(1))).toEqual({ kind: 'known', vms: [], unseen: true })
  })

  it('do not tell that a VM is up which an undo among them took last', async () => {
    const undo = makeRun(1, 'Success', { kind: 'undo' })
    const runs = [makeRun(0, 'Success'), undo, makeRun(2, 'Success')]
    const { source, state } = setUp(runs, { groups: [groupOf(0, 1, 2)], declined: [] })
    await source.settle(idOf(2))
    expect(source.earlierVms(idOf(2))).toMatchObject([{ name: 'web', standing: 'unknown', run: 2 }])
    expect(source.confirmedBefore(idOf(2))).toMatchObject({ vms: [{ standing: 'unknown', run: 2 }] })
    // Among undos each takes up where another failed.
    state.listed.set(idOf(2), makeRun(2, 'Success', { kind: 'undo' }))
    expect(source.earlierVms(idOf(2))).toMatchObject([{ standing: 'succeeded', run: 2 }])
  })

  it('appear when a new run of the plan does', async () => {
    const { source, state } = setUp([makeRun(0, 'Failed')])
    await source.settle(idOf(0))
    expect(source.of(idOf(0))).toBeNull()
    state.listed = new Map([...state.listed, [idOf(1), makeRun(1, 'Success')]])
    expect(source.of(idOf(0))).toMatchObject({ kind: 'offered', number: 1, of: 2 })
  })

  it('are read anew when somebody has said something, and when the record was opened anew', async () => {
    const { source, asked, state } = setUp(RUNS)
    await source.settle(idOf(1))
    state.said = { groups: [groupOf(0, 1)], declined: [] }
    await source.onChanged()
    expect(source.of(idOf(1))).toMatchObject({
      kind: 'confirmed',
      confirmedBy: 'Mia',
      counts: { total: 1, succeeded: 1 },
    })
    expect([source.numberOf(idOf(0)), source.numberOf(idOf(9))]).toEqual([{ number: 1, of: 2 }, null])
    state.said = { groups: [], declined: [declined(0, 1)] }
    state.generation = 2
    await source.settle(idOf(1))
    expect(source.of(idOf(1))).toBeNull()
    expect(asked.book).toBe(3)
  })

  it('are not told from what was known before a change that could not be read back', async () => {
    const { source, state } = setUp(RUNS)
    await source.settle(idOf(1))
    state.broken = true
    await expect(source.onChanged()).rejects.toThrow('gone')
    expect(source.of(idOf(1))).toBeNull()
    state.broken = false
    state.said = { groups: [groupOf(0, 1)], declined: [] }
    await source.settle(idOf(1))
    expect(source.of(idOf(1))).toMatchObject({ kind: 'confirmed' })
  })

  it('come from the record once where Enterprise Manager has dropped one, and are offered of none such', async () => {
    const gone = makeRun(0, 'Failed', { inEnterpriseManager: false })
    const { source, asked } = setUp([makeRun(1, 'Success')], { groups: [groupOf(0, 1)], declined: [] }, [
      gone,
    ])
    for (let poll = 0; poll < 5; poll += 1) await source.settle(idOf(1))
    expect(asked).toMatchObject({ book: 1, sessions: 1 })
    expect(source.of(idOf(1))?.runs.map((run) => run.outcome)).toEqual([
      { kind: 'ended', result: 'failed' },
      { kind: 'ended', result: 'success' },
    ])
    const unjoined = setUp([makeRun(1, 'Success')], undefined, [gone])
    await unjoined.source.settle(idOf(1))
    expect(unjoined.source.of(idOf(1))).toBeNull()
  })

  it('are unknown as a whole where one of them cannot be read', async () => {
    const { source } = setUp([makeRun(1, 'Success')], { groups: [groupOf(0, 1)], declined: [] })
    await source.settle(idOf(1))
    expect(source.of(idOf(1))).toMatchObject({
      of: 2,
      firstStartUtc: utc(0),
      lastEndUtc: null,
      outcome: { kind: 'unknown' },
    })
  })

  it('keep apart what a person has kept apart, on the pages of both, with who said so', async () => {
    // A failed, B and C tried again; B was joined with A, and C kept out of that by whoever did it.
    const all = [makeRun(0, 'Failed'), makeRun(1, 'Failed'), makeRun(2, 'Success')]
    const said = { groups: [groupOf(0, 1)], declined: [declined(1, 2, 5), declined(0, 2, 3)] }
    const { source } = setUp(all, said)
    await source.settle(idOf(2))
    expect(source.of(idOf(2))).toBeNull()
    const setBy = 'Bo'
    const name = 'ABC Plan'
    const first = { name, setBy, setAtUtc: utc(3 * MINUTE) }
    expect(source.apartFrom(idOf(2))).toEqual([
      { ...first, id: idOf(0), startUtc: utc(0) },
      { ...first, id: idOf(1), startUtc: utc(40 * MINUTE), setAtUtc: utc(5 * MINUTE) },
    ])
    for (const n of [0, 1])
      expect(source.apartFrom(idOf(n))).toEqual([{ ...first, id: idOf(2), startUtc: utc(80 * MINUTE) }])
  })

  it('are kept apart from all that theirs is joined with, also by a word that was said of one of them', async () => {
    const all = [makeRun(0, 'Failed'), makeRun(1, 'Failed'), makeRun(2, 'Success')]
    const { source, state } = setUp(all, { groups: [groupOf(0, 1)], declined: [declined(0, 2)] })
    await source.settle(idOf(2))
    // The second one alone would bring the first along.
    expect(source.of(idOf(2))).toBeNull()
    state.said = { groups: [groupOf(0, 1, 2)], declined: [declined(0, 2)] }
    await source.onChanged()
    expect(source.apartFrom(idOf(2))).toEqual([])
    state.said = { groups: [groupOf(0, 1)], declined: [] }
    await source.onChanged()
    expect(source.of(idOf(2))).toMatchObject({ kind: 'offered', of: 3 })
  })

  it('bring their groups along when a further run is offered', async () => {
    const all = [makeRun(0, 'Failed'), makeRun(1, 'Failed'), makeRun(2, 'Success')]
    const { source } = setUp(all, { groups: [groupOf(0, 1)], declined: [] })
    await source.settle(idOf(2))
    expect(source.of(idOf(2))).toMatchObject({ kind: 'offered', number: 3, of: 3 })
    expect(source.of(idOf(1))).toMatchObject({ kind: 'confirmed', number: 2, of: 2 })
  })
})
