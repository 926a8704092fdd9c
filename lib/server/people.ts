import 'server-only'
import pLimit from 'p-limit'
import type { Audit } from './audit'
import type { Client } from './client'
import { inRecord } from './record-errors'
import { RequestError } from './reply'
import type { PeopleReply, SetRole } from '@/lib/api/access-replies'
import type { StaffPrincipal } from '@/lib/auth/principal'
import { IDLE_MS, type StaffSessions } from '@/lib/auth/staff-sessions'
import { roleOf, type Person } from '@/lib/store/people'
import type { StaffSession } from '@/lib/store/staff-sessions'
import type { StoreDoor } from '@/lib/store/store-door'

type By = { principal: StaffPrincipal; client: Client }

/** What an administrator sees of people and does to them. All throw {@link RequestError}. */
export type People = {
  list: (principal: StaffPrincipal) => Promise<PeopleReply>
  setRole: (personId: string, setRole: SetRole | null, by: By) => Promise<void>
  endSignIn: (signInId: string, by: By) => Promise<void>
  /** One's own present sign-in stays: sign-out is for that. @returns how many ended */
  endAllOf: (personId: string, by: By) => Promise<number>
}

export function createPeople(parts: {
  door: Pick<StoreDoor, 'use'>
  staffSessions: StaffSessions
  audit: Audit
  now: () => number
}): People {
  const { door, staffSessions, audit, now } = parts
  // Two administrators who lower each other at the same moment must not both succeed.
  const oneByOne = pLimit(1)

  const listPeople = (): Promise<Person[]> => inRecord(door.use((store) => store.listPeople()))

  async function changeRole(personId: string, setRole: SetRole | null, { principal, client }: By) {
    const people = await listPeople()
    const person = people.find(({ id }) => id === personId)
    if (person === undefined) throw noSuchPerson()
    const becomes = roleOf({ ...person, setRole })
    checkOneself(person, becomes, principal)
    checkAdminsLeft(people, person, becomes)
    if (person.setRole === setRole) return
    const set = { role: setRole, by: principal.name, atMs: now() }
    if ((await inRecord(door.use((store) => store.setPersonRole(personId, set)))) === null)
      throw noSuchPerson()
    staffSessions.forget(personId)
    // Who is let in again begins anew, and does not find old doors open.
    if (becomes === null) await inRecord(staffSessions.endAllOf(personId))
    await audit.note({
      action: 'role_set',
      by: principal,
      client,
      object: { kind: 'person', id: personId, name: person.name },
      detail: { before: roleOf(person) ?? 'none', after: becomes ?? 'none', setRole },
    })
  }

  return {
    async list(principal) {
      const nowMs = now()
      const [people, sessions] = await inRecord(
        door.use(async (store) => [
          await store.listPeople(),
          await store.listStaffSessions({ nowMs, seenAfterMs: nowMs - IDLE_MS }),
        ]),
      )
      return {
        // By name: rows must not change places while somebody reaches for one.
        people: people.toSorted(byName).map((person) => ({
          ...toReply(person),
          isYou: person.id === principal.personId,
          signIns: sessions
            .filter(({ personId }) => personId === person.id)
            .map((session) => toSignIn(session, principal)),
        })),
        readAtUtc: toUtc(nowMs),
      }
    },
    setRole: (personId, setRole, by) => oneByOne(() => changeRole(personId, setRole, by)),
    async endSignIn(signInId, { principal, client }) {
      const ended = await inRecord(staffSessions.end(signInId))
      if (ended === null) {
        throw new RequestError(
          'not_there',
          'There is no such sign-in: it has ended already.',
          'Look at the list again.',
        )
      }
      await audit.note({
        action: 'session_ended',
        by: principal,
        client,
        object: { kind: 'person', id: ended.personId, name: ended.personName },
        detail: { ended: 1 },
      })
    },
    async endAllOf(personId, { principal, client }) {
      const person = (await listPeople()).find(({ id }) => id === personId)
      if (person === undefined) throw noSuchPerson()
      const own = personId === principal.personId ? principal.staffSessionId : undefined
      const ended = await inRecord(staffSessions.endAllOf(personId, own))
      if (ended === 0) return 0
      await audit.note({
        action: 'session_ended',
        by: principal,
        client,
        object: { kind: 'person', id: personId, name: person.name },
        detail: { ended },
      })
      return ended
    },
  }
}

const noSuchPerson = (): RequestError =>
  new RequestError('not_there', 'There is no such person in this monitor.', 'Look at the list again.')

/** Nobody saws off the branch they sit on by a slip of the hand. @throws {RequestError} */
function checkOneself(person: Person, becomes: Person['foundRole'], principal: StaffPrincipal): void {
  if (person.id !== principal.personId || becomes === 'admin') return
  throw new RequestError(
    'conflict',
    'You cannot lower your own role or shut yourself out.',
    'Another administrator can do it.',
  )
}

/** Also where the asker is no administrator any more by now: somebody must be able to mend it. @throws {RequestError} */
function checkAdminsLeft(people: readonly Person[], person: Person, becomes: Person['foundRole']): void {
  const isAdmin = (one: Person): boolean => roleOf(one) === 'admin'
  if (becomes === 'admin' || !isAdmin(person)) return
  if (people.some((one) => one.id !== person.id && isAdmin(one))) return
  throw new RequestError(
    'conflict',
    `${person.name} is the last administrator and stays one.`,
    'Make somebody else an administrator first.',
  )
}

const byName = (a: Person, b: Person): number => a.name.localeCompare(b.name, 'en') || a.no - b.no

const toUtc = (ms: number): string => new Date(ms).toISOString()
const toUtcOrNull = (ms: number | null): string | null => (ms === null ? null : toUtc(ms))

const toReply = (person: Person) => ({
  id: person.id,
  name: person.name,
  source: person.source,
  foundRole: person.foundRole,
  setRole: person.setRole,
  setBy: person.setBy,
  setAtUtc: toUtcOrNull(person.setAtMs),
  role: roleOf(person),
  signedInAtUtc: toUtcOrNull(person.signedInAtMs),
})

const toSignIn = (session: StaffSession, principal: StaffPrincipal) => ({
  id: session.id,
  client: session.client,
  address: session.address,
  sinceUtc: toUtc(session.createdAtMs),
  seenAtUtc: toUtc(session.seenAtMs),
  idleEndsAtUtc: toUtc(Math.min(session.seenAtMs + IDLE_MS, session.expiresAtMs)),
  endsAtUtc: toUtc(session.expiresAtMs),
  isThis: session.id === principal.staffSessionId,
})
