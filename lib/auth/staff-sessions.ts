import 'server-only'
import { randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { NOBODY, type Nobody, type StaffPrincipal } from './principal'
import { mintToken, parseToken } from './token'
import type { FoundPerson } from './sign-in'
import type { Role } from '@/lib/failover/role'
import { roleOf, type Person } from '@/lib/store/people'
import type { SignedIn } from '@/lib/store/staff-sessions'
import type { StoreDoor } from '@/lib/store/store-door'
import { StoreError } from '@/lib/store/store-error'

/** A sign-in ends after so long without use, and after so long at all. */
export const IDLE_MS = 12 * 60 * 60_000
export const LONGEST_MS = 7 * 24 * 60 * 60_000

/** How exactly the last use is written down. */
const SEEN_STEP_MS = 60_000
const MOST_REMEMBERED = 2_000
const MOST_MEANWHILE = 500
const TRY_STEP_MS = 2_000

type From = { address: string | null; client: string | null }
/** A sign-in that waits to be written down. */
type Meanwhile = { found: FoundPerson; signedIn: SignedIn; from: From }

export type StaffSessions = {
  /** Opens a sign-in. @returns the cookie's token, which is told once. @throws {StoreError} */
  begin: (
    person: Person,
    from: From,
  ) => Promise<{ token: string; expiresAtMs: number; staffSessionId: string }>
  /** The same while the record takes nothing: it is written down as soon as that is possible. */
  beginMeanwhile: (
    found: FoundPerson,
    role: Role,
    from: From,
  ) => { token: string; expiresAtMs: number; staffSessionId: string; personId: string }
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
  const meanwhile = new LRUCache<string, Meanwhile>({ max: MOST_MEANWHILE })
  let triedAtMs = Number.NEGATIVE_INFINITY

  async function look(hash: string): Promise<SignedIn | null> {
    const waiting = meanwhile.get(hash)
    if (waiting) return writeDown(hash, waiting)
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

  /** Writes a sign-in down that was begun while that was not possible. Null: an admin has shut the person out. */
  async function writeDown(hash: string, { found, signedIn, from }: Meanwhile): Promise<SignedIn | null> {
    const nowMs = now()
    // A database that is away is not asked by every request of everybody.
    if (Math.abs(nowMs - triedAtMs) < TRY_STEP_MS) return signedIn
    triedAtMs = nowMs
    try {
      const written = await door.use(async (store) => {
        const person = await store.notePerson({ ...found, atMs: nowMs })
        if (roleOf(person) === null) return null
        const { createdAtMs: atMs, expiresAtMs } = signedIn.session
        await store.createStaffSession({ personNo: person.no, tokenHash: hash, atMs, expiresAtMs, ...from })
        return store.findStaffSession(hash)
      })
      meanwhile.delete(hash)
      if (written) remembered.set(hash, written)
      return written
    } catch (error) {
      if (error instanceof StoreError) return signedIn
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
    beginMeanwhile(found, role, from) {
      const { token, hash } = mintToken()
      const atMs = now()
      const expiresAtMs = atMs + LONGEST_MS
      const session = { id: randomUUID(), createdAtMs: atMs, seenAtMs: atMs, expiresAtMs, ...from }
      const personId = `${found.source}:${found.subject}`
      const person: Person = {
        no: 0,
        id: personId,
        source: found.source,
        subject: found.subject,
        name: found.name,
        foundRole: found.role,
        setRole: null,
        setBy: null,
        setAtMs: null,
        createdAtMs: atMs,
        signedInAtMs: atMs,
      }
      meanwhile.set(hash, { found, from, signedIn: { person, role, session } })
      return { token, expiresAtMs, staffSessionId: session.id, personId }
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
      for (const [hash, { signedIn }] of meanwhile) {
        if (signedIn.session.id !== staffSessionId) continue
        meanwhile.delete(hash)
        return { personId: signedIn.person.id, personName: signedIn.person.name }
      }
      return door.use((store) => store.endStaffSession(staffSessionId))
    },
    async endAllOf(personId, exceptId) {
      forgetIf(({ person, session }) => person.id === personId && session.id !== exceptId)
      return door.use((store) => store.endSessionsOfPerson(personId, exceptId ?? null))
    },
    forget: (personId) => forgetIf(({ person }) => person.id === personId),
  }
}
