import 'server-only'
import { existsSync } from 'node:fs'
import { inspectSchema } from './migrate'
import { openDatabase, toLocation, type OpenDatabase, type StoreAddress } from './open-database'
import { StoreError } from './store-error'
import { storeError, toStoreError } from './store-fault'

/** Another program may be about to write; an admin command can wait for it. */
const BUSY_MS = 10_000

/**
 * Opens a record that is there, for an admin command beside the server: nothing is made and nothing is migrated.
 * @throws {StoreError} also if there is no record, or it has another form than this version's
 */
export async function openRecord(address: StoreAddress): Promise<OpenDatabase> {
  const where = toLocation(address)
  if (address.engine === 'sqlite' && !existsSync(address.path)) {
    throw new StoreError(
      'failed',
      `There is no record at ${where}: set DATA_DIR or DATABASE_URL as for the server, which makes it at its first start`,
    )
  }
  let open: OpenDatabase | null = null
  try {
    open = openDatabase(
      address.engine === 'sqlite'
        ? { ...address, options: { ...address.options, busyMs: BUSY_MS } }
        : address,
    )
    const { foreign, pending } = await inspectSchema(open.db, open.engine)
    if (foreign.length > 0) throw storeError('newer_schema', where)
    if (pending.length > 0) {
      throw new StoreError(
        'failed',
        `${where} is empty or was written by an earlier version: start the server once, which brings it to this version's form`,
      )
    }
    return open
  } catch (cause) {
    await open?.close()
    throw toStoreError(cause, where)
  }
}
