import 'server-only'
import { statSync } from 'node:fs'
import { sql, type Kysely } from 'kysely'
import { openPostgres } from './open-postgres'
import { openSqlite, type SqliteOptions } from './open-sqlite'
import { SERVER_AT, type Engine } from './store-fault'
import type { Tables } from './tables'

/** Where the record is kept. */
export type StoreAddress =
  | { engine: 'sqlite'; path: string; options?: SqliteOptions }
  | { engine: 'postgresql'; url: string }

export type OpenDatabase = {
  engine: Engine
  db: Kysely<Tables>
  /** Bytes on disk. */
  sizeBytes: () => Promise<number>
  close: () => Promise<void>
}

/** The place for people: a file's path, or server and database without the password. */
export function toLocation(address: StoreAddress): string {
  if (address.engine === 'sqlite') return address.path
  const { hostname, port, pathname } = new URL(address.url)
  return `${SERVER_AT}${hostname}${port === '' ? '' : `:${port}`}${pathname}`
}

/** @throws the library's or the file system's error */
export function openDatabase(address: StoreAddress): OpenDatabase {
  if (address.engine === 'sqlite') {
    const { path } = address
    const db = openSqlite(path, address.options)
    const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0
    return {
      engine: 'sqlite',
      db,
      sizeBytes: () => Promise.resolve(sizeOf(path) + sizeOf(`${path}-wal`)),
      async close() {
        // libsql leaves the file open until its objects are collected: all must stand in the main file before that.
        await sql`pragma wal_checkpoint(truncate)`.execute(db).catch(() => undefined)
        await db.destroy()
      },
    }
  }
  const { db } = openPostgres(address.url)
  return {
    engine: 'postgresql',
    db,
    async sizeBytes() {
      const { rows } = await sql<{
        bytes: number
      }>`select pg_database_size(current_database()) as bytes`.execute(db)
      return rows[0]?.bytes ?? 0
    },
    close: () => db.destroy(),
  }
}
