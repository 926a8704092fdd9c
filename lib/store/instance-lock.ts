import 'server-only'
import { dirname } from 'node:path'
import Database from 'libsql'
import pg from 'pg'
import { makeFolder } from '@/lib/files/make-folder'
import { storeError, toStoreError } from './store-fault'

/** Held by the one app that records; gone with its process, however that ends. */
export type InstanceLock = { release: () => Promise<void> }

/** A predecessor that is just ending needs so long to write its last and to let go. */
const PATIENCE_MS = 8_000
const STEP_MS = 250

/**
 * Takes the lock of a SQLite record: an exclusive transaction on a file beside it, which the operating system ends with
 * the process. The record itself stays open to admin commands.
 * @throws {StoreError} `in_use` if another app holds it for longer than a stopping one would
 */
export async function lockSqlite(
  path: string,
  where: string,
  patienceMs = PATIENCE_MS,
): Promise<InstanceLock> {
  try {
    makeFolder(dirname(path))
  } catch (cause) {
    throw toStoreError(cause, where)
  }
  const untilMs = performance.now() + patienceMs
  for (;;) {
    const database = new Database(`${path}.lock`)
    try {
      database.pragma('busy_timeout=0')
      database.exec('begin exclusive')
      return {
        release: () => {
          // libsql closes the file only when its objects are collected; the lock must go now.
          database.exec('rollback')
          database.close()
          return Promise.resolve()
        },
      }
    } catch (cause) {
      database.close()
      const fault = toStoreError(cause, where)
      if (fault.code !== 'locked') throw fault
      if (performance.now() >= untilMs) throw storeError('in_use', where, cause)
    }
    await pause(STEP_MS)
  }
}

/** Any two numbers that are ours; the lock counts within one database. */
const LOCK_CLASS = 0x46_4d
const LOCK_RECORDER = 1
/** Without it a connection that is silently dead is noticed after hours. */
const KEEP_ALIVE_MS = 30_000

/**
 * Takes PostgreSQL's advisory lock on a connection of its own. The server lets go of it when that connection ends.
 * @param onLost called when the connection ends by itself: another app may then hold the lock
 * @throws {StoreError} as {@link lockSqlite}, and `unreachable`
 */
export async function lockPostgres(
  url: string,
  where: string,
  onLost: () => void,
  patienceMs = PATIENCE_MS,
): Promise<InstanceLock> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    // A server that does not answer any more must be noticed: it may give the lock to another app.
    query_timeout: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    application_name: 'failover-monitor (lock)',
  })
  let released = false
  const lost = (): void => {
    if (!released) onLost()
    released = true
  }
  client.on('error', lost)
  try {
    await client.connect()
    const untilMs = performance.now() + patienceMs
    for (;;) {
      const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1, $2) as held', [
        LOCK_CLASS,
        LOCK_RECORDER,
      ])
      if (rows[0]?.held === true) break
      if (performance.now() >= untilMs) throw storeError('in_use', where)
      await pause(STEP_MS)
    }
  } catch (cause) {
    released = true
    await client.end().catch(() => undefined)
    throw toStoreError(cause, where)
  }
  client.on('end', lost)
  return {
    async release() {
      released = true
      await client.end()
    },
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
