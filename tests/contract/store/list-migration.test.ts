import { Migrator, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { EM_URL } from './addresses'
import { ENGINES, OPENED_MS } from './engines'
import { START_MS } from './samples'
import { createStore } from '@/lib/store/create-store'
import { access0002 } from '@/lib/store/migrations/0002-access'
import { record0001 } from '@/lib/store/migrations/0001-record'
import { openDatabase } from '@/lib/store/open-database'

describe.each(ENGINES)(
  'a record from before VMs could be searched ($name)',
  ({ name, missing, createPlace }) => {
    it.skipIf(missing)('is brought to what the list searches and orders by', async () => {
      const place = await createPlace()
      const past = openDatabase(place.address)
      try {
        const migrations = { '0001-record': record0001(name), '0002-access': access0002(name) }
        const migrator = new Migrator({
          db: past.db,
          provider: { getMigrations: () => Promise.resolve(migrations) },
        })
        expect((await migrator.migrateToLatest()).error).toBeUndefined()
        await sql`insert into enterprise_managers (url, created_ms, unlisted_sessions) values (${EM_URL}, 1, 2)`.execute(
          past.db,
        )
        for (const [n, tenant] of [
          [1, 'Ähre'],
          [2, null],
        ] as const) {
          await sql`insert into sessions (em_id, id, uid, creation_ms, first_seen_ms, observed_ms, rows_from, ended, outcome, in_em,
          sort_ms, sort_name, search_text, tenant_id, tenant_name, backup_server_id, backup_server_name)
          values (1, ${`id-${n}`}, 'u', ${START_MS}, 1, 1, 'em', 1, 'success', 0, ${START_MS}, 'n', 'n',
          ${tenant}, ${tenant}, 's', ${`VBR-${3 - n}`})`.execute(past.db)
        }
        await sql`insert into task_sessions (em_id, session_no, no, place, key, vm_name, point_id, first_seen_ms)
        values (1, 1, 1, 0, 'k', 'SQL-Größe', 'p', 1)`.execute(past.db)
        await sql`insert into replica_points (em_id, session_no, point_id, creation_ms, observed_ms)
        values (1, 1, 'p', ${START_MS - 60_000}, 1)`.execute(past.db)

        const store = await createStore(place.address, EM_URL, OPENED_MS)
        try {
          const ids = async (asked: Parameters<typeof store.count>[0]) =>
            (await store.list({ ...asked, limit: 9 })).map((one) => [one.session.id, one.worstRpoMs])
          expect(await ids({ sort: 'newest', text: 'sql-GRÖßE' })).toEqual([['id-1', 60_000]])
          expect(await ids({ sort: 'server' })).toEqual([
            ['id-2', null],
            ['id-1', 60_000],
          ])
          expect(await ids({ sort: 'tenant-desc' })).toEqual([
            ['id-1', 60_000],
            ['id-2', null],
          ])
        } finally {
          await store.close()
        }
      } finally {
        await past.close()
        await place.end()
      }
    })
  },
)
