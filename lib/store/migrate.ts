import 'server-only'
import { Migrator, type Kysely, type Migration } from 'kysely'
import { record0001 } from './migrations/0001-record'
import { access0002 } from './migrations/0002-access'
import { teamwork0003 } from './migrations/0003-teamwork'
import { attempts0004 } from './migrations/0004-attempts'
import { savedFilters0005 } from './migrations/0005-saved-filters'
import { fleet0006 } from './migrations/0006-fleet'
import { storeError, toStoreError, type Engine } from './store-fault'
import type { Tables } from './tables'

/** All steps in order. A step that has once been released is never changed; a new form is a new step. */
const toMigrations = (engine: Engine): Record<string, Migration> => ({
  '0001-record': record0001(engine),
  '0002-access': access0002(engine),
  '0003-teamwork': teamwork0003(engine),
  '0004-attempts': attempts0004(),
  '0005-saved-filters': savedFilters0005(engine),
  '0006-fleet': fleet0006(engine),
})

/**
 * Brings a database to this version's form, in one transaction: a step that fails leaves everything as it was.
 * @param more steps to add, for the tests of failing and of newer ones
 * @throws {StoreError} `newer_schema`, `migration_failed`, or what the database itself fails with (disk full, locked, …)
 */
export async function migrate(
  db: Kysely<Tables>,
  engine: Engine,
  where: string,
  more: Record<string, Migration> = {},
): Promise<void> {
  const migrations = { ...toMigrations(engine), ...more }
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } })
  const applied = await appliedSteps(db)
  const foreign = applied.filter((name) => !(name in migrations))
  if (foreign.length > 0) throw storeError('newer_schema', `${where} (step ${foreign.join(', ')})`)
  if (applied.length === Object.keys(migrations).length) return
  const { error } = await migrator.migrateToLatest()
  if (error === undefined) return
  // A full disk or a lock is no fault of the step: a later try may well succeed.
  const fault = toStoreError(error, where)
  throw fault.code === 'failed' ? storeError('migration_failed', where, error) : fault
}

/** How a database's form differs from this version's: steps that are still to be taken, and steps that are not ours. */
export async function inspectSchema(
  db: Kysely<Tables>,
  engine: Engine,
): Promise<{ pending: string[]; foreign: string[] }> {
  const ours = Object.keys(toMigrations(engine))
  const applied = await appliedSteps(db)
  return {
    pending: ours.filter((name) => !applied.includes(name)),
    foreign: applied.filter((name) => !ours.includes(name)),
  }
}

async function appliedSteps(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return []
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute()
  return rows.map((row) => row.name)
}
