import 'server-only'
import { LRUCache } from 'lru-cache'
import type { Teamwork } from './teamwork-view'
import {
  type Acknowledgement,
  type ClearedWhy,
  standingOfAcknowledgement,
  withReason,
} from '@/lib/failover/acknowledgement'
import type { FailoverSession } from '@/lib/failover/failover-session'
import type { Finalisation } from '@/lib/failover/finalisation'
import type { SessionId } from '@/lib/failover/ids'
import { toCounts, toOutcome } from '@/lib/failover/outcome'
import type { RunNote } from '@/lib/store/run-notes'
import type { StoreDoor } from '@/lib/store/store-door'

/** What staff said of runs, held in memory so that a poll costs no query; the record is ahead of it, never behind. */
export type TeamworkMemory = {
  /** Reads what is not known yet, of all runs, and the notes of one. Never throws: what cannot be read stays as it was. */
  settle: (id?: SessionId) => Promise<void>
  of: (id: SessionId) => Teamwork
  /** Grows when somebody acknowledges or records something: what was made of it before is to be made anew. */
  changes: () => number
  /** A session was read: acknowledgements of what has recovered, or failed anew, come to their end. */
  saw: (session: FailoverSession, observedAtMs: number) => void
  /** The same for a whole list. */
  sawAll: (sessions: ReadonlyMap<SessionId, { session: FailoverSession }>, observedAtMs: number) => void
  acknowledged: (id: SessionId, now: readonly Acknowledgement[]) => void
  finalised: (id: SessionId, now: Finalisation | null) => void
  noted: (id: SessionId, now: readonly RunNote[]) => void
  /** Somebody has taken back an update to tenants: what notes say of being published is to be read anew. */
  onUpdateRemoved: () => void
}

type Ended = { no: number; atMs: number; why: Exclude<ClearedWhy, 'withdrawn'> }

const MOST_NOTED = 500
const RETRY_MS = 2_000

export function createTeamworkMemory(
  door: Pick<StoreDoor, 'use' | 'generation'>,
  now: () => number,
): TeamworkMemory {
  let acknowledgements = new Map<SessionId, readonly Acknowledgement[]>()
  let finalisations = new Map<SessionId, Finalisation>()
  const notes = new LRUCache<SessionId, readonly RunNote[]>({ max: MOST_NOTED })
  /** Ended by what was seen, and still to be written. */
  const ended = new Map<number, Ended>()
  /** Runs that somebody spoke of while the record was being read: that read began before it. */
  const spoken = new Set<SessionId>()
  /** Reasons that came after the acknowledgement. In memory only: after a restart the first look learns them again. */
  const reasons = new Map<number, string>()
  let generation = 0
  let known = false
  let loading: Promise<void> | null = null
  let writing = false
  let triedAtMs = Number.NEGATIVE_INFINITY
  /** What was read before the newest change of notes must not be kept after it. */
  let noteChanges = 0
  let changes = 0

  const toTold = (all: readonly Acknowledgement[]): readonly Acknowledgement[] =>
    all.map((one) => (one.message === null ? { ...one, message: reasons.get(one.no) ?? null } : one))

  async function load(): Promise<void> {
    const opened = door.generation()
    spoken.clear()
    const [acks, finals] = await door.use(async (store) => [
      await store.listAcknowledgements(),
      await store.listFinalisations(),
    ])
    for (const id of spoken) {
      replace(acks, id, acknowledgements.get(id) ?? null)
      replace(finals, id, finalisations.get(id) ?? null)
    }
    acknowledgements = new Map(
      [...acks].map(([id, all]) => [id, toTold(all.filter(({ no }) => !ended.has(no)))]),
    )
    finalisations = finals
    if (opened !== generation) notes.clear()
    generation = opened
    known = true
  }

  function loadOnce(): Promise<void> {
    if (known && generation === door.generation()) return Promise.resolve()
    loading ??= load()
      .catch(() => undefined)
      .finally(() => {
        loading = null
      })
    return loading
  }

  async function loadNotes(id: SessionId): Promise<void> {
    if (notes.has(id)) return
    const asked = noteChanges
    const found = await door.use((store) => store.listRunNotes(id)).catch(() => null)
    if (found !== null && asked === noteChanges) notes.set(id, found)
  }

  async function writeEnded(): Promise<void> {
    if (writing || ended.size === 0 || now() - triedAtMs < RETRY_MS) return
    writing = true
    triedAtMs = now()
    const batch = [...ended.values()]
    try {
      await door.use((store) => store.clearAcknowledgements(batch))
      for (const { no } of batch) ended.delete(no)
      triedAtMs = Number.NEGATIVE_INFINITY
    } catch {
      // The next read of any session tries again; until then this process knows what has ended.
    } finally {
      writing = false
    }
  }

  function look(session: FailoverSession, observedAtMs: number): void {
    const all = acknowledgements.get(session.id)
    if (all === undefined || all.length === 0) return
    const outcome = toOutcome(session, toCounts(session.tasks))
    const left = all.filter((one) => {
      // A read that began before somebody spoke may tell of what was before the failure.
      if (observedAtMs <= one.atMs) return true
      const { kind } = standingOfAcknowledgement(one, session, outcome)
      if (kind === 'holds' || kind === 'unseen') return true
      ended.set(one.no, { no: one.no, atMs: observedAtMs, why: kind })
      reasons.delete(one.no)
      return false
    })
    for (const one of left) {
      const { no, message } = observedAtMs > one.atMs ? withReason(one, session, outcome) : one
      if (message !== null && message !== one.message) reasons.set(no, message)
    }
    acknowledgements.set(session.id, toTold(left))
  }

  return {
    async settle(id) {
      await loadOnce()
      if (id !== undefined) await loadNotes(id)
    },
    of: (id) => ({
      acknowledgements: acknowledgements.get(id) ?? [],
      finalisation: finalisations.get(id) ?? null,
      notes: notes.get(id) ?? null,
      known,
    }),
    changes: () => changes,
    saw(session, observedAtMs) {
      look(session, observedAtMs)
      void writeEnded()
    },
    sawAll(sessions, observedAtMs) {
      for (const id of acknowledgements.keys()) {
        const seen = sessions.get(id)
        if (seen) look(seen.session, observedAtMs)
      }
      void writeEnded()
    },
    acknowledged(id, all) {
      changes += 1
      spoken.add(id)
      acknowledgements.set(id, toTold(all))
    },
    finalised(id, finalisation) {
      changes += 1
      spoken.add(id)
      replace(finalisations, id, finalisation)
    },
    noted(id, all) {
      noteChanges += 1
      notes.set(id, all)
    },
    onUpdateRemoved() {
      noteChanges += 1
      notes.clear()
    },
  }
}

function replace<Key, Value>(map: Map<Key, Value>, key: Key, value: Value | null): void {
  if (value === null) map.delete(key)
  else map.set(key, value)
}
