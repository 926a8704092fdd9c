/**
 * Opens the record beside, checks it and gives all that stands in it, read without the store's own queries. A process
 * of its own: one that keeps the file open would spare the next recorder the recovery after a crash.
 */
import Database from 'libsql'
import pg from 'pg'
import { RECORD_TABLES, say, type RawRecord } from './child-lines'
import { loadConfig } from '@/lib/server/config'
import { createStore } from '@/lib/store/create-store'
import type { StoreAddress } from '@/lib/store/open-database'

type ReadAll = (text: string) => Promise<unknown[]>

async function readRecord(address: StoreAddress): Promise<RawRecord> {
  const read = async (all: ReadAll): Promise<RawRecord> => {
    const tables = []
    for (const name of RECORD_TABLES) tables.push([name, await all(`select * from ${name}`)])
    // safe: each table under its own name, with all its columns
    return Object.fromEntries(tables) as RawRecord
  }
  if (address.engine === 'sqlite') {
    const database = new Database(address.path)
    return read((text) => Promise.resolve(database.prepare(text).all()))
  }
  pg.types.setTypeParser(pg.types.builtins.INT8, Number)
  const client = new pg.Client({ connectionString: address.url })
  await client.connect()
  const record = await read(async (text) => (await client.query<object>(text)).rows)
  await client.end()
  return record
}

async function main(): Promise<void> {
  const { store: address, em } = loadConfig(process.env)
  const store = await createStore(address, em.url, Date.now())
  const faults = await store.check()
  const sizeBytes = await store.sizeBytes()
  await store.close()
  say({ kind: 'checked', faults, sizeBytes, record: await readRecord(address) })
}

void main()
