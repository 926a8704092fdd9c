import 'server-only'
import { sql, type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely } from 'kysely'
import type { Engine } from '../store-fault'

type Builder = CreateTableBuilder<string, string>
const required = (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder => column.notNull()

/** People, links, screens, tags, and the audit, which no statement can change. */
export const access0002 = (engine: Engine) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    const { schema } = db
    const numbered = (name: string): Builder => {
      const table = schema.createTable(name)
      return engine === 'sqlite'
        ? table.addColumn('no', 'integer', (column) => column.primaryKey().autoIncrement())
        : table.addColumn('no', 'integer', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    }
    const owned = (table: Builder): Builder =>
      table.addColumn('em_id', 'integer', (column) => column.notNull().references('enterprise_managers.id'))
    const ofLink = (table: Builder): Builder =>
      owned(table).addColumn('link_no', 'integer', (column) => column.notNull().references('share_links.no'))

    await owned(numbered('people'))
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('source', 'text', required)
      .addColumn('subject', 'text', required)
      .addColumn('name', 'text', required)
      .addColumn('found_role', 'text')
      .addColumn('set_role', 'text')
      .addColumn('set_by', 'text')
      .addColumn('set_ms', 'bigint')
      .addColumn('password_hash', 'text')
      .addColumn('created_ms', 'bigint', required)
      .addColumn('signed_in_ms', 'bigint')
      .addUniqueConstraint('people_subject', ['em_id', 'source', 'subject'])
      .execute()

    await owned(numbered('staff_sessions'))
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('person_no', 'integer', (column) => column.notNull().references('people.no'))
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('created_ms', 'bigint', required)
      .addColumn('seen_ms', 'bigint', required)
      .addColumn('expires_ms', 'bigint', required)
      .addColumn('address', 'text')
      .addColumn('client', 'text')
      .execute()
    await schema.createIndex('staff_sessions_by_person').on('staff_sessions').column('person_no').execute()

    await owned(numbered('sign_in_attempts'))
      .addColumn('account_hash', 'text', required)
      .addColumn('address_hash', 'text', required)
      .addColumn('at_ms', 'bigint', required)
      .execute()
    for (const name of ['account', 'address'] as const) {
      await schema
        .createIndex(`sign_in_attempts_by_${name}`)
        .on('sign_in_attempts')
        .columns(['em_id', `${name}_hash`, 'at_ms'])
        .execute()
    }

    await owned(numbered('share_links'))
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('label', 'text', required)
      .addColumn('language', 'text', required)
      .addColumn('time_zone', 'text', required)
      .addColumn('expires_ms', 'bigint')
      .addColumn('after_end_hours', 'integer', required)
      .addColumn('passcode_hash', 'text')
      .addColumn('passcode_version', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('show_vms', 'text', required)
      .addColumn('show_failures', 'text', required)
      .addColumn('failure_note', 'text')
      .addColumn('failure_note_ms', 'bigint')
      .addColumn('message', 'text')
      .addColumn('message_ms', 'bigint')
      .addColumn('next_text', 'text')
      .addColumn('provider_name', 'text')
      .addColumn('contact', 'text')
      .addColumn('accent', 'text')
      .addColumn('tenant_id', 'text')
      .addColumn('tenant_name', 'text')
      .addColumn('state', 'text', required)
      .addColumn('state_ms', 'bigint', required)
      .addColumn('state_by', 'text', required)
      .addColumn('created_ms', 'bigint', required)
      .addColumn('created_by', 'text', required)
      .execute()
    await schema
      .createIndex('share_links_by_age')
      .on('share_links')
      .columns(['em_id', 'created_ms'])
      .execute()

    await ofLink(schema.createTable('share_tokens'))
      .addColumn('token_hash', 'text', (column) => column.primaryKey())
      .addColumn('made_ms', 'bigint', required)
      .addColumn('ended_ms', 'bigint')
      .execute()
    await schema.createIndex('share_tokens_by_link').on('share_tokens').column('link_no').execute()

    await ofLink(schema.createTable('share_runs'))
      .addColumn('session_id', 'text', required)
      .addColumn('added_ms', 'bigint', required)
      .addColumn('added_by', 'text', required)
      .addPrimaryKeyConstraint('share_runs_key', ['link_no', 'session_id'])
      .execute()
    await schema
      .createIndex('share_runs_by_session')
      .on('share_runs')
      .columns(['em_id', 'session_id'])
      .execute()

    await ofLink(schema.createTable('share_aliases'))
      .addColumn('vm_name', 'text', required)
      .addColumn('alias', 'text', required)
      .addPrimaryKeyConstraint('share_aliases_key', ['link_no', 'vm_name'])
      .execute()

    await ofLink(numbered('share_updates'))
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('at_ms', 'bigint', required)
      .addColumn('author', 'text', required)
      .addColumn('written_by', 'text', required)
      .addColumn('text', 'text', required)
      .addColumn('removed_ms', 'bigint')
      .execute()
    await schema.createIndex('share_updates_by_link').on('share_updates').column('link_no').execute()

    await ofLink(schema.createTable('share_views'))
      .addColumn('viewer', 'text', required)
      .addColumn('client', 'text', required)
      .addColumn('first_ms', 'bigint', required)
      .addColumn('last_ms', 'bigint', required)
      .addColumn('opened', 'integer', required)
      .addPrimaryKeyConstraint('share_views_key', ['link_no', 'viewer'])
      .execute()

    await owned(schema.createTable('provider_profiles'))
      .addColumn('name', 'text', required)
      .addColumn('tagline', 'text')
      .addColumn('contact', 'text')
      .addColumn('accent', 'text')
      .addColumn('logo_type', 'text')
      .addColumn('logo_base64', 'text')
      .addColumn('set_ms', 'bigint', required)
      .addColumn('set_by', 'text', required)
      .addPrimaryKeyConstraint('provider_profiles_key', ['em_id'])
      .execute()

    await owned(numbered('screens'))
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('name', 'text', required)
      .addColumn('scope', 'text', required)
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('created_ms', 'bigint', required)
      .addColumn('created_by', 'text', required)
      .addColumn('contact_ms', 'bigint')
      .addColumn('client', 'text')
      .addColumn('revoked_ms', 'bigint')
      .addColumn('revoked_by', 'text')
      .execute()

    await owned(schema.createTable('screen_pairings'))
      .addColumn('code_hash', 'text', (column) => column.primaryKey())
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('created_ms', 'bigint', required)
      .addColumn('expires_ms', 'bigint', required)
      .addColumn('address_hash', 'text', required)
      .addColumn('client', 'text')
      .execute()

    await owned(numbered('audit_events'))
      .addColumn('at_ms', 'bigint', required)
      .addColumn('actor_kind', 'text', required)
      .addColumn('actor_id', 'text')
      .addColumn('actor_name', 'text')
      .addColumn('address', 'text')
      .addColumn('action', 'text', required)
      .addColumn('object_kind', 'text')
      .addColumn('object_id', 'text')
      .addColumn('object_name', 'text')
      .addColumn('detail', 'text', required)
      .execute()
    await schema.createIndex('audit_events_by_age').on('audit_events').columns(['em_id', 'at_ms']).execute()
    await makeAppendOnly(db, engine)

    // The tag (0001) gets who set it and when.
    await schema.alterTable('sessions').addColumn('kind_ms', 'bigint').execute()
    await schema.alterTable('sessions').addColumn('kind_by', 'text').execute()
  },
})

/** What was written down stays as it was written, whatever a later version of this program tries. */
async function makeAppendOnly(db: Kysely<unknown>, engine: Engine): Promise<void> {
  if (engine === 'sqlite') {
    for (const change of ['update', 'delete']) {
      await sql`create trigger ${sql.raw(`audit_events_no_${change}`)} before ${sql.raw(change)} on audit_events
        begin select raise(abort, 'the audit is append-only'); end`.execute(db)
    }
    // "insert or replace" deletes without any trigger for deleting.
    await sql`create trigger audit_events_no_replace before insert on audit_events
      when exists (select 1 from audit_events where no = new.no)
      begin select raise(abort, 'the audit is append-only'); end`.execute(db)
    return
  }
  await sql`create function audit_events_refuse() returns trigger language plpgsql as
    $$ begin raise exception 'the audit is append-only'; end $$`.execute(db)
  await sql`create trigger audit_events_append_only before update or delete or truncate on audit_events
    for each statement execute function audit_events_refuse()`.execute(db)
}
