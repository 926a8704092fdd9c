import 'server-only'
import { LRUCache } from 'lru-cache'
import { NOBODY, type Nobody, type StaffPrincipal } from './principal'
import { mintToken, parseToken } from './token'
import type { Person } from '@/lib/store/people'
import type { SignedIn } from '@/lib/store/staff-sessions'
import type { StoreDoor } from '@/lib/store/store-door'
import { StoreError } from '@/lib/store/store-error'

/** A sign-in ends after so long without use, and after so long at all. */
export const IDLE_MS = 12 * 60 * 60_000
export const LONGEST_MS = 7 * 24 * 60 * 60_000

/** How exactly the last use is written down. */
const SEEN_STEP_MS = 60_000
const MOST_REMEMBERED = 2_000

export type StaffSessions = {
  /** Opens a sign-in. @returns the cookie's token, which is told once. @throws {StoreError} */
  begin: (
    person: Person,
    from: { address: string | null; client: string | null },
  ) => Promise<{ token: string; expiresAtMs: number; staffSessionId: string }>
  /** Whose token it is. @throws {StoreError} only if the record cannot be read and the token was never seen */
  find: (token: string) => Promise<StaffPrincipal | Nobody>
  end: (staffSessionId: string) => Promise<{ personId: string; personName: string } | null>
  /** @param exceptId one that may stay @returns how many ended */
  endAllOf: (personId: string, exceptId?: string) => Promise<number>
  /** A role has changed: what is remembered of the person must not outlive it. */
  forget: (personId: string) => void
}

export function createStaffSessions(door: Pick<StoreDoor, 'use'>, now: () => number): StaffSessions {
  /** For when the record is away: whoever was seen stays signed in. It is asked first whenever it is there. */
  const remembered = new LRUCache<string, SignedIn>({ max: MOST_REMEMBERED })

  async function look(hash: string): Promise<SignedIn | null> {
    try {
      const found = await door.use((store) => store.findStaffSession(hash))
      if (found) remembered.set(hash, found)
      else remembered.delete(hash)
      return found
    } catch (error) {
      const known = remembered.get(hash)
      if (error instanceof StoreError && known) return known
      throw error
    }
  }

  function forgetIf(isMeant: (known: SignedIn) => boolean): void {
    for (const [hash, known] of remembered) if (isMeant(known)) remembered.delete(hash)
  }

  return {
    async begin(person, from) {
      const { token, hash } = mintToken()
      const atMs = now()
      const expiresAtMs = atMs + LONGEST_MS
      const staffSessionId = await door.use(async (store) => {
        await store.pruneStaffSessions({ nowMs: atMs, seenBeforeMs: atMs - IDLE_MS })
        return store.createStaffSession({ personNo: person.no, tokenHash: hash, atMs, expiresAtMs, ...from })
      })
      return { token, expiresAtMs, staffSessionId }
    },
    async find(token) {
      const hash = parseToken(token)
      const found = hash === null ? null : await look(hash)
      if (found === null || found.role === null) return NOBODY
      const { session, person, role } = found
      const nowMs = now()
      if (nowMs >= session.expiresAtMs || nowMs - session.seenAtMs >= IDLE_MS) return NOBODY
      if (Math.abs(nowMs - session.seenAtMs) >= SEEN_STEP_MS) {
        session.seenAtMs = nowMs
        // Nobody waits for it; a record that is full still lets people in.
        void door.use((store) => store.touchStaffSession(session.id, nowMs)).catch(() => undefined)
      }
      return {
        kind: 'staff',
        role,
        personId: person.id,
        name: person.name,
        source: person.source,
        staffSessionId: session.id,
      }
    },
    async end(staffSessionId) {
      forgetIf(({ session }) => session.id === staffSessionId)
      return door.use((store) => store.endStaffSession(staffSessionId))
    },
    async endAllOf(personId, exceptId) {
      forgetIf(({ person, session }) => person.id === personId && session.id !== exceptId)
      return door.use((store) => store.endSessionsOfPerson(personId, exceptId ?? null))
    },
    forget: (personId) => forgetIf(({ person }) => person.id === personId),
  }
}
