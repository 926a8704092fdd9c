import 'server-only'
import { sql, type CreateTableBuilder, type Kysely } from 'kysely'
import type { Engine } from '../store-fault'

type Builder = CreateTableBuilder<string, string>

/** Counts of VMs by standing. */
function withCounts(table: Builder): Builder {
  return ['total', 'waiting', 'working', 'succeeded', 'warning', 'failed', 'unknown'].reduce<Builder>(
    (built, name) => built.addColumn(name, 'integer', (column) => column.notNull().defaultTo(0)),
    table,
  )
}

export const record0001 = (engine: Engine) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    const { schema } = db
    /** Ordered by their key on disk: half the size of a table with an index beside it. */
    const clustered = (table: Builder): Builder =>
      engine === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table
    const numbered = (table: Builder, name: string): Builder =>
      engine === 'sqlite'
        ? table.addColumn(name, 'integer', (column) => column.primaryKey().autoIncrement())
        : table.addColumn(name, 'integer', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    const owned = (table: Builder): Builder =>
      table.addColumn('em_id', 'integer', (column) => column.notNull().references('enterprise_managers.id'))
    /** Ordered by code on both engines; a PostgreSQL with a language has an order of its own. */
    const byCode = engine === 'sqlite' ? sql`` : sql`collate "C"`
    const ofSession = (table: Builder): Builder =>
      owned(table).addColumn('session_no', 'integer', (column) => column.notNull().references('sessions.no'))

    await numbered(schema.createTable('enterprise_managers'), 'id')
      .addColumn('url', 'text', (column) => column.notNull().unique())
      .addColumn('created_ms', 'bigint', (column) => column.notNull())
      .addColumn('list_observed_ms', 'bigint')
      .addColumn('unlisted_sessions', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()

    const sessions = owned(numbered(schema.createTable('sessions'), 'no'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('uid', 'text', (column) => column.notNull())
      .addColumn('name', 'text')
      .addColumn('job_type', 'text')
      .addColumn('creation_ms', 'bigint')
      .addColumn('end_ms', 'bigint')
      .addColumn('state', 'text')
      .addColumn('result', 'text')
      .addColumn('progress', 'integer')
      .addColumn('failure_message', 'text')
      .addColumn('backup_server_id', 'text')
      .addColumn('backup_server_name', 'text')
      .addColumn('plan_id', 'text')
      .addColumn('plan_name', 'text')
      .addColumn('tenant_id', 'text')
      .addColumn('tenant_name', 'text')
      .addColumn('kind', 'text')
      .addColumn('first_seen_ms', 'bigint', (column) => column.notNull())
      .addColumn('observed_ms', 'bigint', (column) => column.notNull())
      .addColumn('moved_ms', 'bigint')
      .addColumn('rows_changed_ms', 'bigint')
      .addColumn('rows_seen_ms', 'bigint')
      .addColumn('rows_from', 'text', (column) => column.notNull())
      .addColumn('ended', 'integer', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('in_em', 'integer', (column) => column.notNull())
      .addColumn('sort_ms', 'bigint', (column) => column.notNull())
      .addColumn('sort_name', 'text', (column) => column.notNull().modifyEnd(byCode))
      .addColumn('search_text', 'text', (column) => column.notNull())
      .addColumn('thinned', 'integer', (column) => column.notNull().defaultTo(0))
      .addUniqueConstraint('sessions_em_id_id', ['em_id', 'id'])
    await withCounts(sessions).execute()
    // The list: what EM no longer has, newest first.
    await schema
      .createIndex('sessions_by_age')
      .on('sessions')
      .columns(['em_id', 'in_em', 'sort_ms', 'id'])
      .execute()
    // Earlier runs of a plan.
    await schema
      .createIndex('sessions_by_plan')
      .on('sessions')
      .columns(['em_id', 'backup_server_id', 'sort_name', 'sort_ms'])
      .execute()
    // What is due for thinning.
    await schema
      .createIndex('sessions_by_thinning')
      .on('sessions')
      .columns(['em_id', 'thinned', 'observed_ms'])
      .execute()

    await clustered(
      ofSession(schema.createTable('task_sessions'))
        .addColumn('no', 'integer', (column) => column.notNull())
        .addColumn('place', 'integer', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('vm_name', 'text')
        .addColumn('point_id', 'text')
        .addColumn('point_name', 'text')
        .addColumn('creation_ms', 'bigint')
        .addColumn('end_ms', 'bigint')
        .addColumn('state', 'text')
        .addColumn('result', 'text')
        .addColumn('progress', 'integer')
        .addColumn('failure_message', 'text')
        .addColumn('first_seen_ms', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('task_sessions_key', ['session_no', 'no']),
    ).execute()
    await schema
      .createIndex('task_sessions_by_point')
      .on('task_sessions')
      .columns(['em_id', 'point_id'])
      .execute()

    await clustered(
      withCounts(
        ofSession(schema.createTable('session_samples'))
          .addColumn('at_ms', 'bigint', (column) => column.notNull())
          .addColumn('progress', 'integer'),
      ).addPrimaryKeyConstraint('session_samples_key', ['session_no', 'at_ms']),
    ).execute()

    await clustered(
      ofSession(schema.createTable('task_samples'))
        .addColumn('task_no', 'integer', (column) => column.notNull())
        .addColumn('at_ms', 'bigint', (column) => column.notNull())
        .addColumn('progress', 'integer')
        .addPrimaryKeyConstraint('task_samples_key', ['session_no', 'task_no', 'at_ms']),
    ).execute()

    await clustered(
      ofSession(schema.createTable('transitions'))
        .addColumn('task_no', 'integer', (column) => column.notNull())
        .addColumn('field', 'text', (column) => column.notNull())
        .addColumn('at_ms', 'bigint', (column) => column.notNull())
        .addColumn('not_before_ms', 'bigint')
        .addColumn('em_ms', 'bigint')
        .addColumn('from_word', 'text')
        .addColumn('to_word', 'text')
        .addPrimaryKeyConstraint('transitions_key', ['session_no', 'task_no', 'field', 'at_ms']),
    ).execute()

    await clustered(
      ofSession(schema.createTable('gaps'))
        .addColumn('from_ms', 'bigint', (column) => column.notNull())
        .addColumn('to_ms', 'bigint')
        .addColumn('code', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('gaps_key', ['session_no', 'from_ms', 'code']),
    ).execute()

    await clustered(
      ofSession(schema.createTable('replica_points'))
        .addColumn('point_id', 'text', (column) => column.notNull())
        .addColumn('name', 'text')
        .addColumn('vm_display_name', 'text')
        .addColumn('creation_ms', 'bigint')
        .addColumn('point_type', 'text')
        .addColumn('state', 'text')
        .addColumn('observed_ms', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('replica_points_key', ['session_no', 'point_id']),
    ).execute()

    await owned(schema.createTable('plan_targets'))
      .addColumn('plan_id', 'text', (column) => column.notNull())
      .addColumn('rto_ms', 'bigint')
      .addColumn('rpo_ms', 'bigint')
      .addColumn('set_ms', 'bigint', (column) => column.notNull())
      .addColumn('set_by', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('plan_targets_key', ['em_id', 'plan_id'])
      .execute()

    await ofSession(schema.createTable('reports'))
      .addColumn('sha256', 'text', (column) => column.notNull())
      .addColumn('json', 'text', (column) => column.notNull())
      .addColumn('final', 'integer', (column) => column.notNull())
      .addColumn('as_of_ms', 'bigint', (column) => column.notNull())
      .addColumn('kept_ms', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('reports_key', ['session_no', 'sha256'])
      .execute()
  },
})
