import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { roleOf, toPerson, type Person } from './people'
import type { Tables } from './tables'
import type { Role } from '@/lib/failover/role'

export type StaffSession = {
  id: string
  createdAtMs: number
  seenAtMs: number
  expiresAtMs: number
  address: string | null
  client: string | null
}

/** A signed-in person; `role` is null for one who was shut out since. */
export type SignedIn = { person: Person; role: Role | null; session: StaffSession }

export async function createStaffSession(
  db: Kysely<Tables>,
  emId: number,
  session: {
    personNo: number
    tokenHash: string
    atMs: number
    expiresAtMs: number
    address: string | null
    client: string | null
  },
): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('staff_sessions')
    .values({
      em_id: emId,
      id,
      person_no: session.personNo,
      token_hash: session.tokenHash,
      created_ms: session.atMs,
      seen_ms: session.atMs,
      expires_ms: session.expiresAtMs,
      address: session.address,
      client: session.client,
    })
    .execute()
  return id
}

export async function findStaffSession(
  db: Kysely<Tables>,
  emId: number,
  tokenHash: string,
): Promise<SignedIn | null> {
  const session = await db
    .selectFrom('staff_sessions')
    .selectAll()
    .where('em_id', '=', emId)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  if (session === undefined) return null
  const row = await db
    .selectFrom('people')
    .selectAll()
    .where('no', '=', session.person_no)
    .executeTakeFirstOrThrow()
  const person = toPerson(row)
  return {
    person,
    role: roleOf(person),
    session: {
      id: session.id,
      createdAtMs: session.created_ms,
      seenAtMs: session.seen_ms,
      expiresAtMs: session.expires_ms,
      address: session.address,
      client: session.client,
    },
  }
}

export async function touchStaffSession(
  db: Kysely<Tables>,
  emId: number,
  id: string,
  atMs: number,
): Promise<void> {
  await db
    .updateTable('staff_sessions')
    .set({ seen_ms: atMs })
    .where('em_id', '=', emId)
    .where('id', '=', id)
    .execute()
}

/** Sign-ins that are in force, newest use first. */
export async function listStaffSessions(
  db: Kysely<Tables>,
  emId: number,
  since: { nowMs: number; seenAfterMs: number },
): Promise<(StaffSession & { personId: string })[]> {
  const rows = await db
    .selectFrom('staff_sessions')
    .innerJoin('people', 'people.no', 'staff_sessions.person_no')
    .select([
      'staff_sessions.id',
      'staff_sessions.created_ms',
      'staff_sessions.seen_ms',
      'staff_sessions.expires_ms',
      'staff_sessions.address',
      'staff_sessions.client',
      'people.id as person_id',
    ])
    .where('staff_sessions.em_id', '=', emId)
    .where('staff_sessions.expires_ms', '>', since.nowMs)
    .where('staff_sessions.seen_ms', '>', since.seenAfterMs)
    .orderBy('staff_sessions.seen_ms', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    createdAtMs: row.created_ms,
    seenAtMs: row.seen_ms,
    expiresAtMs: row.expires_ms,
    address: row.address,
    client: row.client,
  }))
}

/** @returns whose it was; null if there is no such sign-in */
export async function endStaffSession(
  db: Kysely<Tables>,
  emId: number,
  id: string,
): Promise<{ personId: string; personName: string } | null> {
  const row = await db
    .deleteFrom('staff_sessions')
    .where('em_id', '=', emId)
    .where('id', '=', id)
    .returning('person_no')
    .executeTakeFirst()
  if (row === undefined) return null
  const person = await db
    .selectFrom('people')
    .select(['id', 'name'])
    .where('no', '=', row.person_no)
    .executeTakeFirstOrThrow()
  return { personId: person.id, personName: person.name }
}

/** Ends every sign-in of one person, but for one that may stay. @returns how many there were */
export async function endSessionsOfPerson(
  db: Kysely<Tables>,
  emId: number,
  personId: string,
  exceptId: string | null = null,
): Promise<number> {
  let query = db
    .deleteFrom('staff_sessions')
    .where('em_id', '=', emId)
    .where('person_no', 'in', (eb) => eb.selectFrom('people').select('no').where('id', '=', personId))
  if (exceptId !== null) query = query.where('id', '!=', exceptId)
  const result = await query.executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** Removes sign-ins that have run out. */
export async function pruneStaffSessions(
  db: Kysely<Tables>,
  emId: number,
  before: { nowMs: number; seenBeforeMs: number },
): Promise<void> {
  await db
    .deleteFrom('staff_sessions')
    .where('em_id', '=', emId)
    .where((eb) => eb.or([eb('expires_ms', '<=', before.nowMs), eb('seen_ms', '<=', before.seenBeforeMs)]))
    .execute()
}
