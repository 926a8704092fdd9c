import 'server-only'
import type { ColumnDefinitionBuilder, CreateTableBuilder, Kysely } from 'kysely'
import type { Engine } from '../store-fault'

type Builder = CreateTableBuilder<string, string>
const required = (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder => column.notNull()

/** What staff say of a run while they work on it: acknowledgements, notes, and what became of the failover. */
export const teamwork0003 = (engine: Engine) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    const { schema } = db
    const owned = (table: Builder): Builder =>
      table.addColumn('em_id', 'integer', (column) => column.notNull().references('enterprise_managers.id'))
    const ofSession = (name: string): Builder => {
      const table = schema.createTable(name)
      const numbered =
        engine === 'sqlite'
          ? table.addColumn('no', 'integer', (column) => column.primaryKey().autoIncrement())
          : table.addColumn('no', 'integer', (column) => column.primaryKey().generatedAlwaysAsIdentity())
      return owned(numbered).addColumn('session_no', 'integer', (column) =>
        column.notNull().references('sessions.no'),
      )
    }

    await ofSession('acknowledgements')
      .addColumn('key', 'text')
      .addColumn('vm_name', 'text')
      .addColumn('failed_start_ms', 'bigint')
      .addColumn('failed_message', 'text')
      .addColumn('at_ms', 'bigint', required)
      .addColumn('said_by', 'text', required)
      .addColumn('reason', 'text', required)
      .addColumn('cleared_ms', 'bigint')
      .addColumn('cleared_why', 'text')
      .addColumn('cleared_by', 'text')
      .execute()
    await ofSession('run_notes')
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('at_ms', 'bigint', required)
      .addColumn('written_by', 'text', required)
      .addColumn('text', 'text', required)
      .addColumn('withdrawn_ms', 'bigint')
      .addColumn('withdrawn_by', 'text')
      .execute()
    await owned(schema.createTable('run_note_updates'))
      .addColumn('note_no', 'integer', (column) => column.notNull().references('run_notes.no'))
      .addColumn('update_no', 'integer', (column) => column.notNull().references('share_updates.no'))
      .addPrimaryKeyConstraint('run_note_updates_key', ['note_no', 'update_no'])
      .execute()
    await ofSession('finalisations')
      .addColumn('outcome', 'text')
      .addColumn('at_ms', 'bigint', required)
      .addColumn('recorded_by', 'text', required)
      .addColumn('note', 'text')
      .execute()
    for (const table of ['acknowledgements', 'run_notes', 'finalisations'] as const)
      await schema.createIndex(`${table}_by_session`).on(table).column('session_no').execute()
  },
})
