import 'server-only'
import type { SessionId } from '@/lib/failover/ids'
import type { AttemptGroup } from '@/lib/store/attempts'
import type { StoreDoor } from '@/lib/store/store-door'

/** What people have said of attempts, in memory: pages ask with every poll, and people say something once a month. */
export type AttemptBook = {
  /** Reads it where that has not been done; waits for the database. Never throws: what cannot be read is not known. */
  settle: () => Promise<void>
  /** Somebody has said something, which stands in the record. @throws {StoreError} */
  reread: () => Promise<void>
  isKnown: () => boolean
  groupOf: (id: string) => AttemptGroup | null
  isDeclined: (oneId: string, otherId: string) => boolean
}

type Pages = { groups: ReadonlyMap<string, AttemptGroup>; declined: ReadonlySet<string>; generation: number }

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
      declined: new Set(declined.map(({ one, other }) => toPair(one, other))),
      generation,
    }
  }

  // A record that was opened anew may be another file.
  const isCurrent = (): boolean => pages !== null && pages.generation === door.generation()

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
    groupOf: (id) => pages?.groups.get(id) ?? null,
    isDeclined: (oneId, otherId) => pages?.declined.has(toPair(oneId, otherId)) ?? false,
  }
}

const toPair = (one: string, other: string): string => (one < other ? `${one} ${other}` : `${other} ${one}`)

/** A run's number in its group, from 1. */
export const numberIn = (group: AttemptGroup, id: SessionId | string): number =>
  group.runs.findIndex(({ sessionId }) => sessionId === id) + 1
