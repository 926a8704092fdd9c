import { describe, expect, it } from 'vitest'
import { sessionId } from '../share/samples'
import type { Acknowledgement } from '@/lib/failover/acknowledgement'
import type { FailoverSession } from '@/lib/failover/failover-session'
import type { Finalisation } from '@/lib/failover/finalisation'
import type { SessionId } from '@/lib/failover/ids'
import { createTeamworkMemory } from '@/lib/server/teamwork-memory'
import type { Store } from '@/lib/store/create-store'
import type { RunNote } from '@/lib/store/run-notes'

const ID = sessionId(1)
const NOW_MS = Date.parse('2026-11-23T12:00:00.000Z')
const START = '2026-11-23T11:00:00.000Z'

const ack = (no: number, over: Partial<Acknowledgement> = {}): Acknowledgement => ({
  no,
  key: 'a',
  vmName: 'a',
  startUtc: START,
  message: null,
  by: 'Kim',
  atMs: NOW_MS,
  reason: 'on it',
  ...over,
})
const note = (text: string, publishedTo = 0): RunNote => ({
  id: text,
  by: 'Kim',
  atMs: NOW_MS,
  text,
  publishedTo,
})
const FINAL: Finalisation = { outcome: 'undone', by: 'Kim', atMs: NOW_MS, note: null }

/** A session with one VM that ended so. */
const session = (result: string, failureMessage: string | null = null): FailoverSession => ({
  uid: 'u',
  id: ID,
  name: 'Plan',
  jobType: null,
  creationTimeUtc: START,
  endTimeUtc: null,
  state: 'Working',
  result: 'None',
  progress: null,
  failureMessage: null,
  backupServer: null,
  tasks: [
    {
      key: 'a',
      vmName: 'a',
      vmReplicaPoint: null,
      creationTimeUtc: START,
      endTimeUtc: null,
      state: 'Stopped',
      result,
      progress: null,
      failureMessage,
    },
  ],
})

function setUp() {
  const held = {
    acks: new Map<SessionId, Acknowledgement[]>([[ID, [ack(1)]]]),
    finals: new Map<SessionId, Finalisation>(),
    notes: [note('one')],
    away: false,
    cleared: [] as unknown[],
    queries: 0,
    generation: 1,
    nowMs: NOW_MS,
    /** Lets a read of the record take until it is released. */
    gate: Promise.resolve(),
  }
  const store = {
    listAcknowledgements: async () => {
      const read = new Map(held.acks)
      await held.gate
      return read
    },
    listFinalisations: () => Promise.resolve(new Map(held.finals)),
    listRunNotes: () => Promise.resolve(held.notes),
    clearAcknowledgements: (ended: readonly unknown[]) => {
      held.cleared.push(...ended)
      return Promise.resolve()
    },
  }
  const memory = createTeamworkMemory(
    {
      generation: () => held.generation,
      use: (query) => {
        held.queries += 1
        // safe: the memory asks for nothing else
        return held.away ? Promise.reject(new Error('away')) : query(store as unknown as Store)
      },
    },
    () => held.nowMs,
  )
  return { held, memory }
}

describe('what staff said of runs', () => {
  it('is read once, and polls cost no query after that', async () => {
    const { held, memory } = setUp()
    expect(memory.of(ID)).toEqual({ acknowledgements: [], finalisation: null, notes: null, known: false })
    await memory.settle(ID)
    const { queries } = held
    await memory.settle(ID)
    await memory.settle()
    expect(held.queries).toBe(queries)
    expect(memory.of(ID)).toMatchObject({
      acknowledgements: [{ no: 1 }],
      notes: [{ text: 'one' }],
      known: true,
    })
  })

  it('is not known while the record is away, and kept when that goes away later', async () => {
    const { held, memory } = setUp()
    held.away = true
    await memory.settle(ID)
    expect(memory.of(ID)).toMatchObject({ notes: null, known: false })
    held.away = false
    await memory.settle(ID)
    held.away = true
    held.generation = 2
    await memory.settle(ID)
    expect(memory.of(ID)).toMatchObject({
      acknowledgements: [{ no: 1 }],
      notes: [{ text: 'one' }],
      known: true,
    })
  })

  it('is read anew from a record that was opened anew', async () => {
    const { held, memory } = setUp()
    await memory.settle(ID)
    held.generation = 2
    held.acks = new Map()
    held.finals.set(ID, FINAL)
    held.notes = []
    await memory.settle(ID)
    expect(memory.of(ID)).toEqual({ acknowledgements: [], finalisation: FINAL, notes: [], known: true })
  })

  it('is what was said last, also where it was said while the record was being read', async () => {
    const { held, memory } = setUp()
    let open = (): void => undefined
    held.gate = new Promise((resolve) => {
      open = resolve
    })
    const settled = memory.settle()
    memory.acknowledged(ID, [ack(1), ack(2)])
    memory.finalised(ID, FINAL)
    open()
    await settled
    expect(memory.of(ID)).toMatchObject({ acknowledgements: [{ no: 1 }, { no: 2 }], finalisation: FINAL })
    memory.finalised(ID, null)
    expect(memory.of(ID).finalisation).toBeNull()
  })

  it('has its notes read anew once an update was taken back', async () => {
    const { held, memory } = setUp()
    held.notes = [note('one', 2)]
    await memory.settle(ID)
    held.notes = [note('one', 1)]
    memory.onUpdateRemoved()
    await memory.settle(ID)
    expect(memory.of(ID).notes).toMatchObject([{ publishedTo: 1 }])
    memory.noted(ID, [note('two')])
    await memory.settle(ID)
    expect(memory.of(ID).notes).toMatchObject([{ text: 'two' }])
  })
})

describe('an acknowledgement', () => {
  it('stays while the failure does, and ends by itself when the VM has recovered', async () => {
    const { held, memory } = setUp()
    await memory.settle()
    memory.saw(session('Failed'), NOW_MS + 1)
    expect(memory.of(ID).acknowledgements).toHaveLength(1)
    memory.sawAll(new Map([[ID, { session: session('Success') }]]), NOW_MS + 2)
    expect(memory.of(ID).acknowledgements).toEqual([])
    await Promise.resolve()
    expect(held.cleared).toEqual([{ no: 1, atMs: NOW_MS + 2, why: 'recovered' }])
  })

  it('is not ended by a read that began before it was said', async () => {
    const { held, memory } = setUp()
    await memory.settle()
    memory.saw(session('Success'), NOW_MS)
    expect(memory.of(ID).acknowledgements).toHaveLength(1)
    expect(held.cleared).toEqual([])
  })

  it('that ended while the record was away stays ended, and is written as soon as it can be', async () => {
    const { held, memory } = setUp()
    await memory.settle()
    held.away = true
    memory.saw(session('Success'), NOW_MS + 1)
    await Promise.resolve()
    held.away = false
    held.generation = 2
    await memory.settle()
    expect(memory.of(ID).acknowledgements).toEqual([])
    held.nowMs += 60_000
    memory.saw(session('Failed'), NOW_MS + 60_000)
    await Promise.resolve()
    expect(held.cleared).toEqual([{ no: 1, atMs: NOW_MS + 1, why: 'recovered' }])
  })

  it('learns a reason that comes later, also over another word and another opening, and ends with another one', async () => {
    const { held, memory } = setUp()
    await memory.settle()
    memory.saw(session('Failed', 'no memory'), NOW_MS)
    // That read began before it was said.
    expect(memory.of(ID).acknowledgements).toMatchObject([{ message: null }])
    memory.saw(session('Failed', 'no memory'), NOW_MS + 1)
    expect(memory.of(ID).acknowledgements).toMatchObject([{ message: 'no memory' }])
    memory.acknowledged(ID, [ack(1), ack(2, { key: 'b', vmName: 'b' })])
    expect(memory.of(ID).acknowledgements).toMatchObject([{ message: 'no memory' }, { message: null }])
    held.generation = 2
    await memory.settle()
    expect(memory.of(ID).acknowledgements).toMatchObject([{ message: 'no memory' }])
    memory.saw(session('Failed', 'license'), NOW_MS + 2)
    await Promise.resolve()
    expect(held.cleared).toEqual([{ no: 1, atMs: NOW_MS + 2, why: 'failed_anew' }])
  })
})
