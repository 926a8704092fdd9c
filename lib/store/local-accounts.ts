import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { roleOf, toPerson, type Person } from './people'
import type { Tables } from './tables'
import type { Role } from '@/lib/failover/role'

/** Accounts that need no Enterprise Manager, made on the command line for the day it is down. */
export async function findLocalAccount(
  db: Kysely<Tables>,
  emId: number,
  subject: string,
): Promise<{ person: Person; passwordHash: string } | null> {
  const row = await db
    .selectFrom('people')
    .selectAll()
    .where('em_id', '=', emId)
    .where('source', '=', 'local')
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.password_hash ? { person: toPerson(row), passwordHash: row.password_hash } : null
}

/** Makes the account or changes its password and role; sign-ins by the old password end. */
export async function setLocalAccount(
  db: Kysely<Tables>,
  emId: number,
  account: { subject: string; role: Role; passwordHash: string; atMs: number },
): Promise<void> {
  const { subject, role, passwordHash, atMs } = account
  await db.transaction().execute(async (transaction) => {
    const { no } = await transaction
      .insertInto('people')
      .values({
        em_id: emId,
        id: randomUUID(),
        source: 'local',
        subject,
        name: subject,
        found_role: role,
        password_hash: passwordHash,
        created_ms: atMs,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['em_id', 'source', 'subject'])
          .doUpdateSet({ found_role: role, set_role: null, password_hash: passwordHash }),
      )
      .returning('no')
      .executeTakeFirstOrThrow()
    await transaction.deleteFrom('staff_sessions').where('person_no', '=', no).execute()
  })
}

/** Takes password and role away and ends the sign-ins; the person stays for the audit. @returns false if there is none */
export async function removeLocalAccount(
  db: Kysely<Tables>,
  emId: number,
  subject: string,
): Promise<boolean> {
  const row = await db
    .updateTable('people')
    .set({ password_hash: null, found_role: null, set_role: null })
    .where('em_id', '=', emId)
    .where('source', '=', 'local')
    .where('subject', '=', subject)
    .where('password_hash', 'is not', null)
    .returning('no')
    .executeTakeFirst()
  if (row === undefined) return false
  await db.deleteFrom('staff_sessions').where('person_no', '=', row.no).execute()
  return true
}

/** Accounts that have a password, by name. `role` is what holds; null for one that was shut out. */
export async function listLocalAccounts(
  db: Kysely<Tables>,
  emId: number,
): Promise<{ person: Person; role: Role | null }[]> {
  const rows = await db
    .selectFrom('people')
    .selectAll()
    .where('em_id', '=', emId)
    .where('source', '=', 'local')
    .where('password_hash', 'is not', null)
    .orderBy('subject')
    .execute()
  return rows.map((row) => {
    const person = toPerson(row)
    return { person, role: roleOf(person) }
  })
}
