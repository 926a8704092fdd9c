import { EM_URL } from './addresses'
import type { StoreAddress } from '@/lib/store/open-database'
import { createStoreDoor } from '@/lib/store/store-door'
import { StoreError } from '@/lib/store/store-error'

/**
 * A program of its own that opens a record as the app does: says `open` and holds it until it is killed, or why it may
 * not and ends.
 */
const address = JSON.parse(process.argv[2] ?? '') as StoreAddress // safe: the test that starts it wrote it
const door = createStoreDoor(address, EM_URL, { now: Date.now, patienceMs: 300 })
try {
  await door.open()
  process.stdout.write(`${door.isOpen() ? 'open' : (door.problem()?.error.message ?? '')}\n`)
  setInterval(() => undefined, 60_000)
} catch (error) {
  process.stdout.write(`${error instanceof StoreError ? `${error.code}: ${error.message}` : String(error)}\n`)
  process.exit(3)
}
