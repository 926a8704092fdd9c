import 'server-only'
import { StoreError } from './store-error'
import type { StoreProblem } from '@/lib/failover/store-problem'

export type Engine = 'sqlite' | 'postgresql'

/** SQLite's primary result codes, by the beginning of the name: SQLITE_READONLY_DBMOVED is read-only too. */
const SQLITE: readonly [string, StoreProblem][] = [
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_FULL', 'disk_full'],
  ['SQLITE_IOERR_SHMSIZE', 'disk_full'],
  ['SQLITE_READONLY', 'read_only'],
  ['SQLITE_PERM', 'read_only'],
  ['SQLITE_CANTOPEN', 'read_only'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_NOTADB', 'corrupt'],
]

/** PostgreSQL's SQLSTATE classes and Node's network codes. */
const POSTGRES: readonly [string, StoreProblem][] = [
  ['53100', 'disk_full'],
  ['25006', 'read_only'],
  ['42501', 'read_only'],
  ['55P03', 'locked'],
  ['40P01', 'locked'],
  ['XX001', 'corrupt'],
  ['XX002', 'corrupt'],
  ['08', 'unreachable'],
  ['57P', 'unreachable'],
  ['53300', 'unreachable'],
  ['28', 'unreachable'],
  ['3D000', 'unreachable'],
  ['ECONN', 'unreachable'],
  ['ENOTFOUND', 'unreachable'],
  ['EAI_', 'unreachable'],
  ['ETIMEDOUT', 'unreachable'],
  ['EHOST', 'unreachable'],
  ['ENET', 'unreachable'],
  ['EPIPE', 'unreachable'],
]

/** What pg says without a code when a connection does not come about, has ended or answers no more. */
const GONE =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|is not queryable/

/** How the place of a record on a server begins, see toLocation. */
export const SERVER_AT = 'PostgreSQL at '

const WORDS: Record<StoreProblem, (where: string) => string> = {
  in_use: (where) =>
    `Another Failover Monitor is using ${where}: stop it, or give this one another DATA_DIR or DATABASE_URL`,
  newer_schema: (where) => `${where} was written by a newer version of the monitor: start that version`,
  migration_failed: (where) =>
    `${where} could not be brought to this version's form and was left as it was: start the earlier version, and keep a backup before the next try`,
  disk_full: (where) =>
    `There is no room left for ${where}: free some on its disk; recording goes on by itself`,
  read_only: (where) =>
    where.startsWith(SERVER_AT)
      ? `${where} cannot be written: let the account in DATABASE_URL make and write tables there, and check that the server is no standby`
      : `${where} cannot be written: give the account of the monitor the right to write the file and its folder`,
  locked: (where) => `Another program holds a lock on ${where}: end it; recording goes on by itself`,
  corrupt: (where) => `${where} is damaged: stop the monitor and put a backup in its place`,
  unreachable: (where) =>
    `${where} cannot be reached: check that the server runs, DATABASE_URL and the account in it`,
  failed: (where) =>
    `${where} could not be read or written: the monitor tries again by itself; restart it if that goes on`,
}

/** What a database library threw, as one of our faults with words for staff. */
export function toStoreError(cause: unknown, where: string): StoreError {
  if (cause instanceof StoreError) return cause
  const problem = problemOf(cause)
  return storeError(problem, where, cause)
}

export function storeError(problem: StoreProblem, where: string, cause?: unknown): StoreError {
  const detail = problem === 'in_use' || cause === undefined ? '' : ` (${textOf(cause)})`
  return new StoreError(problem, `${WORDS[problem](where)}${detail}`, cause)
}

function problemOf(cause: unknown): StoreProblem {
  for (let error = cause; error instanceof Error; error = error.cause) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
    const known = (code.startsWith('SQLITE_') ? SQLITE : POSTGRES).find(([start]) => code.startsWith(start))
    if (known) return known[1]
    // libsql gives no code where the file cannot be opened, only SQLite's number 14 at the end of a sentence.
    if (/Unable to open connection to local database/.test(error.message)) return 'read_only'
    if (GONE.test(error.message)) return 'unreachable'
    if (['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EEXIST'].includes(code)) return 'read_only'
    if (code === 'ENOSPC') return 'disk_full'
  }
  return 'failed'
}

/** An AggregateError (one attempt per address) has no message of its own. */
function textOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : undefined
  return cause.message || (first instanceof Error ? first.message : cause.name)
}
