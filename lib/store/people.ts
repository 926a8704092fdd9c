import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Kysely, Selectable } from 'kysely'
import type { PeopleTable } from './access-tables'
import { toText } from './rows'
import type { Tables } from './tables'
import type { PersonSource, Role } from '@/lib/failover/role'

export type Person = {
  no: number
  id: string
  source: PersonSource
  subject: string
  name: string
  foundRole: Role | null
  setRole: Role | 'none' | null
  setBy: string | null
  setAtMs: number | null
  createdAtMs: number
  signedInAtMs: number | null
}

/** The role that counts: an admin's word, else the source's; null shuts out. */
export function roleOf(person: Pick<Person, 'foundRole' | 'setRole'>): Role | null {
  if (person.setRole === 'none') return null
  return person.setRole ?? person.foundRole
}

export const toPerson = (row: Selectable<PeopleTable>): Person => ({
  no: row.no,
  id: row.id,
  source: row.source,
  subject: row.subject,
  name: row.name,
  foundRole: row.found_role,
  setRole: row.set_role,
  setBy: row.set_by,
  setAtMs: row.set_ms,
  createdAtMs: row.created_ms,
  signedInAtMs: row.signed_in_ms,
})

/** Notes that somebody has proved who they are, with the role that their source gives them. */
export async function notePerson(
  db: Kysely<Tables>,
  emId: number,
  found: { source: PersonSource; subject: string; name: string; role: Role | null; atMs: number },
): Promise<Person> {
  const { source, subject, role, atMs } = found
  const name = toText(found.name) ?? subject
  await db
    .insertInto('people')
    .values({
      em_id: emId,
      id: randomUUID(),
      source,
      subject,
      name,
      found_role: role,
      created_ms: atMs,
      signed_in_ms: atMs,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['em_id', 'source', 'subject'])
        .doUpdateSet({ name, found_role: role, signed_in_ms: atMs }),
    )
    .execute()
  const row = await db
    .selectFrom('people')
    .selectAll()
    .where('em_id', '=', emId)
    .where('source', '=', source)
    .where('subject', '=', subject)
    .executeTakeFirstOrThrow()
  return toPerson(row)
}

/** Who somebody is to us, without noting that they have come. */
export async function findPerson(
  db: Kysely<Tables>,
  emId: number,
  source: PersonSource,
  subject: string,
): Promise<Person | null> {
  const row = await db
    .selectFrom('people')
    .selectAll()
    .where('em_id', '=', emId)
    .where('source', '=', source)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row === undefined ? null : toPerson(row)
}

export async function listPeople(db: Kysely<Tables>, emId: number): Promise<Person[]> {
  const rows = await db
    .selectFrom('people')
    .selectAll()
    .where('em_id', '=', emId)
    // Each engine has its own idea of where nulls belong.
    .orderBy('signed_in_ms', (order) => order.desc().nullsLast())
    .orderBy('no')
    .execute()
  return rows.map(toPerson)
}

/** @returns null if there is no such person */
export async function setPersonRole(
  db: Kysely<Tables>,
  emId: number,
  id: string,
  set: { role: Role | 'none' | null; by: string; atMs: number },
): Promise<Person | null> {
  const row = await db
    .updateTable('people')
    .set({ set_role: set.role, set_by: set.by, set_ms: set.atMs })
    .where('em_id', '=', emId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? null : toPerson(row)
}
