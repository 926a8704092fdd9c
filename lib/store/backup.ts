import 'server-only'
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs'
import { checkRecord } from './check-record'
import { openSqlite } from './open-sqlite'
import type { OpenDatabase, StoreAddress } from './open-database'
import { sql } from 'kysely'

/** A backup that could not be made, in words. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

/**
 * Writes a copy of the record as it is at this moment, while the server goes on. The file appears whole or not at all,
 * and what is in it has been checked.
 * @throws {BackupError} if the file exists, or cannot be made
 */
export async function backUp(address: StoreAddress, open: OpenDatabase, file: string): Promise<void> {
  if (existsSync(file)) throw new BackupError(`${file} exists already: name a new file`)
  const unfinished = `${file}.unfinished`
  rmSync(unfinished, { force: true })
  try {
    if (address.engine === 'sqlite') await copySqlite(open, unfinished)
    else await dumpPostgres(address.url, unfinished)
    chmodSync(unfinished, 0o600)
    renameSync(unfinished, file)
  } catch (cause) {
    rmSync(unfinished, { force: true })
    if (cause instanceof BackupError) throw cause
    throw new BackupError(
      `The backup could not be written to ${file}: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
  }
}

async function copySqlite({ db }: OpenDatabase, file: string): Promise<void> {
  // One statement, one snapshot; readers and the recorder are not held up.
  await sql`vacuum into ${file}`.execute(db)
  const copy = openSqlite(file)
  try {
    // A single file that can be put in the record's place: no journal beside it.
    await sql`pragma journal_mode=delete`.execute(copy)
    const faults = await checkRecord(copy, 'sqlite')
    if (faults.length > 0) throw new BackupError(`The copy is not sound: ${faults.join('; ')}`)
  } finally {
    await copy.destroy()
  }
}

/** PostgreSQL's own program knows best; its custom format is compressed and read by pg_restore. */
function dumpPostgres(url: string, file: string): Promise<void> {
  const { connection, password } = withoutPassword(url)
  return new Promise((resolve, reject) => {
    const said: Buffer[] = []
    const child = spawn('pg_dump', ['--format=custom', '--no-owner', `--file=${file}`, connection], {
      stdio: ['ignore', 'ignore', 'pipe'],
      // Not on the command line, where every program of the machine sees it.
      env: { ...process.env, ...(password === '' ? {} : { PGPASSWORD: password }) },
    })
    child.stderr.on('data', (part: Buffer) => said.push(part))
    child.on('error', (cause) => {
      reject(
        new BackupError(
          'pg_dump was not found: install PostgreSQL’s client programs (postgresql-client), or run pg_dump --format=custom where they are',
          { cause },
        ),
      )
    })
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new BackupError(`pg_dump failed: ${Buffer.concat(said).toString().trim()}`))
    })
  })
}

function withoutPassword(url: string): { connection: string; password: string } {
  const address = new URL(url)
  const password = decodeURIComponent(address.password)
  address.password = ''
  return { connection: address.href, password }
}
