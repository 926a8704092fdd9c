import 'server-only'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables'

const CONNECT_MS = 5_000
const STATEMENT_MS = 30_000
/** Another program's lock is waited for so long; it must be told from a slow server. */
const LOCK_MS = 5_000
/** A server that has gone silently answers nothing at all. */
const ANSWER_MS = STATEMENT_MS + 5_000
/** One writer and a few pages that read the record. */
const MOST_CONNECTIONS = 4

export type PostgresPool = { db: Kysely<Tables>; pool: pg.Pool }

/** Opens a pool; connections are made when they are needed. Nothing is thrown before the first query. */
export function openPostgres(url: string): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: LOCK_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    application_name: 'failover-monitor',
    types: {
      // Moments in ms fit a double exactly; the library would give them as text.
      getTypeParser: (oid, format) =>
        oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
    },
  })
  // A server that goes away tells idle connections; the next query says so to whoever asks.
  pool.on('error', () => undefined)
  // One that is in use tells by an event too, and an error event that nobody hears ends the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return { db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }), pool }
}
