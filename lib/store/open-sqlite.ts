import 'server-only'
import { chmodSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely'
import Database from 'libsql'
import { makeFolder } from '@/lib/files/make-folder'
import type { Tables } from './tables'

/**
 * libsql is synchronous: whoever waits for a lock holds up the whole server. So it waits only shortly, and the caller
 * tries again later.
 */
const BUSY_MS = 150

/** Kysely's dialect, with two habits of SQLite that it leaves out. */
class LibsqlDialect extends SqliteDialect {
  readonly #database: Database.Database

  constructor(database: Database.Database) {
    super({ database })
    this.#database = database
  }

  override createDriver(): SqliteDriver {
    return new LibsqlDriver(this.#database)
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter()
  }
}

/**
 * Takes and ends the write lock by `exec`: a prepared statement that met another program's lock stays under way until
 * it is collected, and no later transaction could be committed until then.
 */
class LibsqlDriver extends SqliteDriver {
  readonly #database: Database.Database

  constructor(database: Database.Database) {
    super({ database })
    this.#database = database
  }

  /** At once: a lock taken only at the first write can fail in the middle. */
  override async beginTransaction(): Promise<void> {
    this.#database.exec('begin immediate')
  }

  override async commitTransaction(): Promise<void> {
    this.#database.exec('commit')
  }

  override rollbackTransaction(): Promise<void> {
    // After a full disk SQLite has rolled back by itself; that must not hide why.
    if (this.#database.inTransaction) this.#database.exec('rollback')
    return Promise.resolve()
  }
}

/** SQLite changes its schema in transactions like any data; Kysely assumes the opposite. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

export type SqliteOptions = {
  /** How long to wait for another program's lock, ms. */
  busyMs?: number
  /** Most pages of 4 KiB that the file may have; for the tests of a full disk. */
  maxPages?: number
}

/**
 * Opens (and makes) the file. WAL, so that readers such as a backup do not stop the recorder; `synchronous=FULL`, so
 * that what was acknowledged survives a power failure.
 * @throws the library's or the file system's error
 */
export function openSqlite(path: string, options: SqliteOptions = {}): Kysely<Tables> {
  makeFolder(dirname(path))
  const database = new Database(path)
  try {
    database.pragma(`busy_timeout=${options.busyMs ?? BUSY_MS}`)
    database.pragma('journal_mode=WAL')
    database.pragma('synchronous=FULL')
    database.pragma('foreign_keys=ON')
    if (options.maxPages !== undefined) database.pragma(`max_page_count=${options.maxPages}`)
    // Names of tenants and machines stand in it.
    chmodSync(path, 0o600)
  } catch (error) {
    database.close()
    throw error
  }
  return new Kysely<Tables>({ dialect: new LibsqlDialect(database) })
}
