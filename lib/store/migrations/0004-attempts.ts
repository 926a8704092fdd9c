import 'server-only'
import type { ColumnDefinitionBuilder, Kysely } from 'kysely'

const required = (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder => column.notNull()

/** Which runs a person has said to be attempts of one failover, and which not. */
export const attempts0004 = () => ({
  async up(db: Kysely<unknown>): Promise<void> {
    const owner = (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder =>
      column.notNull().references('enterprise_managers.id')
    await db.schema
      .createTable('attempt_runs')
      .addColumn('em_id', 'integer', owner)
      .addColumn('session_id', 'text', required)
      .addColumn('group_id', 'text', required)
      .addColumn('start_ms', 'bigint', required)
      .addColumn('joined_ms', 'bigint', required)
      .addColumn('joined_by', 'text', required)
      // A run is an attempt of one failover at most.
      .addPrimaryKeyConstraint('attempt_runs_key', ['em_id', 'session_id'])
      .execute()
    await db.schema
      .createTable('attempt_declines')
      .addColumn('em_id', 'integer', owner)
      .addColumn('session_id', 'text', required)
      .addColumn('other_id', 'text', required)
      .addColumn('declined_ms', 'bigint', required)
      .addColumn('declined_by', 'text', required)
      .addPrimaryKeyConstraint('attempt_declines_key', ['em_id', 'session_id', 'other_id'])
      .execute()
  },
})
