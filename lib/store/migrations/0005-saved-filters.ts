import 'server-only'
import { sql, type Kysely } from 'kysely'
import { toRowFacts } from '../row-facts'
import { toSortName } from '../rows'
import type { Engine } from '../store-fault'
import type { Tables } from '../tables'

const STEP = 500

/** Filters that people keep, and what the list of all runs is searched and ordered by beside names and age. */
export const savedFilters0005 = (engine: Engine) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    const { schema } = db
    const byCode = engine === 'sqlite' ? sql`` : sql`collate "C"`
    const table = schema.createTable('saved_filters')
    await (
      engine === 'sqlite'
        ? table.addColumn('no', 'integer', (column) => column.primaryKey().autoIncrement())
        : table.addColumn('no', 'integer', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    )
      .addColumn('em_id', 'integer', (column) => column.notNull().references('enterprise_managers.id'))
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('name_key', 'text', (column) => column.notNull())
      .addColumn('query', 'text', (column) => column.notNull())
      .addColumn('pinned', 'integer', (column) => column.notNull())
      .addColumn('place', 'integer', (column) => column.notNull())
      .addColumn('changed_ms', 'bigint', (column) => column.notNull())
      .addUniqueConstraint('saved_filters_name', ['em_id', 'person_id', 'name_key'])
      .execute()

    await schema
      .alterTable('sessions')
      .addColumn('sort_tenant', 'text', (column) => column.modifyEnd(byCode))
      .execute()
    await schema
      .alterTable('sessions')
      .addColumn('sort_server', 'text', (column) => column.modifyEnd(byCode))
      .execute()
    await schema
      .alterTable('sessions')
      .addColumn('search_vms', 'text', (column) => column.notNull().defaultTo(''))
      .execute()
    await schema.alterTable('sessions').addColumn('worst_rpo_ms', 'bigint').execute()
    await fill(db.withTables<Tables>())
  },
})

/** Neither engine folds letters as we do, so what is there already is gone through once. */
async function fill(db: Kysely<Tables>): Promise<void> {
  let after = 0
  for (;;) {
    const rows = await db
      .selectFrom('sessions')
      .select(['no', 'tenant_name', 'backup_server_name'])
      .where('no', '>', after)
      .orderBy('no')
      .limit(STEP)
      .execute()
    for (const row of rows) {
      await db
        .updateTable('sessions')
        .set({
          sort_tenant: row.tenant_name === null ? null : toSortName(row.tenant_name),
          sort_server: row.backup_server_name === null ? null : toSortName(row.backup_server_name),
          ...(await toRowFacts(db, row.no)),
        })
        .where('no', '=', row.no)
        .execute()
    }
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.no
  }
}
