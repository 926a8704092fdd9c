import 'server-only'
import type { Kysely } from 'kysely'
import type { Engine } from '../store-fault'

/** How each wall display behaves, what it says of itself, and what staff have asked of it. */
export const fleet0006 = (engine: Engine) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    const { schema } = db
    for (const column of ['settings', 'report'])
      await schema.alterTable('screens').addColumn(column, 'text').execute()
    const table = schema.createTable('screen_commands')
    const numbered =
      engine === 'sqlite'
        ? table.addColumn('no', 'integer', (column) => column.primaryKey().autoIncrement())
        : table.addColumn('no', 'integer', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    await numbered
      .addColumn('em_id', 'integer', (column) => column.notNull().references('enterprise_managers.id'))
      .addColumn('screen_no', 'integer', (column) => column.notNull().references('screens.no'))
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('text', 'text')
      .addColumn('asked_ms', 'bigint', (column) => column.notNull())
      .addColumn('asked_by', 'text', (column) => column.notNull())
      .addColumn('expires_ms', 'bigint', (column) => column.notNull())
      .addColumn('done_ms', 'bigint')
      .addColumn('withdrawn_ms', 'bigint')
      .execute()
    await schema
      .createIndex('screen_commands_by_screen')
      .on('screen_commands')
      .columns(['screen_no', 'expires_ms'])
      .execute()
  },
})
