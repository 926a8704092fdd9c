import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql, type RawBuilder } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import { createPostgresDatabase, postgresUrl } from '../../postgres'
import { EM_URL } from './addresses'
import { createStore, type Store } from '@/lib/store/create-store'
import { openDatabase, type OpenDatabase, type StoreAddress } from '@/lib/store/open-database'
import type { Engine } from '@/lib/store/store-fault'
import type { Tables } from '@/lib/store/tables'

/** A place for one record, and the way past the store into it. */
export type Place = { address: StoreAddress; end: () => Promise<void> }

export type EngineUnderTest = {
  name: Engine
  /** There is no such server here. */
  missing: boolean
  createPlace: () => Promise<Place>
}

export const ENGINES: readonly EngineUnderTest[] = [
  {
    name: 'sqlite',
    missing: false,
    createPlace() {
      const folder = createFolder()
      const address = { engine: 'sqlite', path: join(folder.path, 'record.db') } as const
      return Promise.resolve({ address, end: folder.end })
    },
  },
  {
    name: 'postgresql',
    missing: postgresUrl() === null,
    async createPlace() {
      const { url, drop } = await createPostgresDatabase()
      return { address: { engine: 'postgresql', url }, end: drop }
    },
  },
]

export function createFolder(): { path: string; end: () => Promise<void> } {
  const path = mkdtempSync(join(tmpdir(), 'failover-store-'))
  return {
    path,
    end() {
      rmSync(path, { recursive: true, force: true })
      return Promise.resolve()
    },
  }
}

export const OPENED_MS = Date.parse('2026-11-23T11:00:00.000Z')

/** Children first: they refer to what stands below them. */
const TABLES = [
  'screen_pairings',
  'screen_commands',
  'screens',
  'staff_sessions',
  'sign_in_attempts',
  'saved_filters',
  'people',
  'run_note_updates',
  'run_notes',
  'acknowledgements',
  'finalisations',
  'share_views',
  'share_updates',
  'share_aliases',
  'share_runs',
  'share_tokens',
  'share_links',
  'provider_profiles',
  'attempt_declines',
  'attempt_runs',
  'reports',
  'plan_targets',
  'replica_points',
  'gaps',
  'transitions',
  'task_samples',
  'session_samples',
  'task_sessions',
  'sessions',
  'enterprise_managers',
] as const satisfies readonly (keyof Tables)[]

export type Row = Record<string, unknown>

/** The record of one test: empty at its begin, on whichever engine. */
export type Bench = {
  engine: Engine
  address: () => StoreAddress
  store: () => Store
  /** One more store on the same record, closed at the end of the test. */
  open: (emUrl?: string) => Promise<Store>
  /** Statements past the store. */
  sql: <Result = Row>(statement: RawBuilder<Result>) => Promise<Result[]>
  /** Every row of every table, in the order of its key. */
  dump: () => Promise<Record<string, Row[]>>
  /** How many rows each table has. */
  counts: () => Promise<Record<string, number>>
}

/** Runs the same tests on every engine; those of an engine that is not there are shown as skipped. */
export function describeOnEngines(what: string, body: (bench: Bench) => void): void {
  describe.each(ENGINES)(`${what} ($name)`, ({ name, missing, createPlace }) => {
    describe.skipIf(missing)('record', () => {
      let place: Place
      let past: OpenDatabase
      let store: Store
      let others: Store[] = []

      beforeAll(async () => {
        place = await createPlace()
        store = await createStore(place.address, EM_URL, OPENED_MS)
        past = openDatabase(place.address)
      })
      beforeEach(() => emptyRecord(past))
      afterEach(async () => {
        for (const one of others) await one.close()
        others = []
      })
      afterAll(async () => {
        await store.close()
        await past.close()
        await place.end()
      })

      body({
        engine: name,
        address: () => place.address,
        store: () => store,
        async open(emUrl = EM_URL) {
          const opened = await createStore(place.address, emUrl, OPENED_MS)
          others.push(opened)
          return opened
        },
        sql: async (statement) => (await statement.execute(past.db)).rows,
        dump: () => dumpOf(past),
        async counts() {
          const rows = await dumpOf(past)
          return Object.fromEntries(Object.entries(rows).map(([table, all]) => [table, all.length]))
        },
      })
    })
  })
}

/** As it was when it was made: the store that is open keeps its Enterprise Manager. */
async function emptyRecord({ db }: OpenDatabase): Promise<void> {
  for (const table of TABLES) {
    if (table === 'enterprise_managers') await db.deleteFrom(table).where('url', '!=', EM_URL).execute()
    else await db.deleteFrom(table).execute()
  }
  await db.updateTable('enterprise_managers').set({ list_observed_ms: null, unlisted_sessions: 0 }).execute()
}

/** All rows of all our tables, for comparing. */
export async function dumpOf({ db }: Pick<OpenDatabase, 'db'>): Promise<Record<string, Row[]>> {
  const dump: Record<string, Row[]> = {}
  for (const table of TABLES) {
    const { rows } = await sql<Row>`select * from ${sql.table(table)}`.execute(db)
    dump[table] = rows.map((row) => ({ ...row })).sort(byText)
  }
  return dump
}

const byText = (a: Row, b: Row): number => {
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)]
  return one < other ? -1 : one > other ? 1 : 0
}
