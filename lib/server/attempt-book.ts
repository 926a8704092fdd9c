import 'server-only'
import type { SessionId } from '@/lib/failover/ids'
import type { AttemptGroup, DeclinedPair } from '@/lib/store/attempts'
import type { StoreDoor } from '@/lib/store/store-door'

/** What people have said of attempts, in memory: pages ask with every poll, and people say something once a month. */
export type AttemptBook = {
  /** Reads it where that has not been done; waits for the database. Never throws: what cannot be read is not known. */
  settle: () => Promise<void>
  /** Somebody has said something, which stands in the record. @throws {StoreError} */
  reread: () => Promise<void>
  isKnown: () => boolean
  groupOf: (id: string) => AttemptGroup | null
  /** A person has said so of the two, or of two that they are joined with: a run that stays out stays out of the whole. */
  isDeclined: (oneId: string, otherId: string) => boolean
  /** What a person has said not to belong to the run, or to those it is joined with: each other run once. */
  apartFrom: (id: string) => KeptApart[]
}

/** Who said of a run that it is no attempt of a failover, and when; ms since 1970. */
export type KeptApart = { id: SessionId; atMs: number; by: string }

type Pages = {
  groups: ReadonlyMap<string, AttemptGroup>
  /** Of each run those that it was kept apart from. */
  apart: ReadonlyMap<string, readonly KeptApart[]>
  generation: number
}

export function createAttemptBook(door: Pick<StoreDoor, 'use' | 'generation'>): AttemptBook {
  let pages: Pages | null = null
  let reading: Promise<void> | null = null
  /** What was read before the newest change must not be kept after it. */
  let changes = 0

  async function read(): Promise<void> {
    const asked = changes
    const generation = door.generation()
    const { groups, declined } = await door.use((store) => store.readAttempts())
    if (asked !== changes) return
    pages = {
      groups: new Map(groups.flatMap((group) => group.runs.map(({ sessionId }) => [sessionId, group]))),
      apart: toApart(declined),
      generation,
    }
  }

  // A record that was opened anew may be another file.
  const isCurrent = (): boolean => pages !== null && pages.generation === door.generation()

  const groupOf = (id: string): AttemptGroup | null => pages?.groups.get(id) ?? null
  const withItsGroup = (id: string): readonly string[] =>
    groupOf(id)?.runs.map(({ sessionId }) => sessionId) ?? [id]

  function apartFrom(id: string): KeptApart[] {
    const own = withItsGroup(id)
    const found = new Map<string, KeptApart>()
    for (const one of own.flatMap((member) => pages?.apart.get(member) ?? [])) {
      // What was joined after it had been kept apart belongs together: that is the newer word.
      if (own.includes(one.id)) continue
      const known = found.get(one.id)
      if (known === undefined || one.atMs < known.atMs) found.set(one.id, one)
    }
    return [...found.values()]
  }

  return {
    async settle() {
      if (isCurrent()) return
      reading ??= read().finally(() => {
        reading = null
      })
      await reading.catch(() => undefined)
    },
    async reread() {
      changes += 1
      try {
        await read()
      } catch (error) {
        // What was known is wrong by now: it is read again before anything is told.
        pages = null
        throw error
      }
    },
    isKnown: () => pages !== null,
    groupOf,
    isDeclined(oneId, otherId) {
      const apart = apartFrom(oneId)
      return apart.length > 0 && withItsGroup(otherId).some((other) => apart.some(({ id }) => id === other))
    },
    apartFrom,
  }
}

function toApart(declined: readonly DeclinedPair[]): ReadonlyMap<string, KeptApart[]> {
  const sides = declined.flatMap(({ one, other, declinedMs: atMs, declinedBy: by }) => [
    { of: one, apart: { id: other, atMs, by } },
    { of: other, apart: { id: one, atMs, by } },
  ])
  const apart = new Map<string, KeptApart[]>()
  for (const side of sides) apart.set(side.of, [...(apart.get(side.of) ?? []), side.apart])
  return apart
}

/** A run's number in its group, from 1. */
export const numberIn = (group: AttemptGroup, id: SessionId | string): number =>
  group.runs.findIndex(({ sessionId }) => sessionId === id) + 1
