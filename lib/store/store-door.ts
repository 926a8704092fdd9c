import 'server-only'
import { rmSync, statSync } from 'node:fs'
import { createStore, type Store } from './create-store'
import { lockPostgres, lockSqlite, type InstanceLock } from './instance-lock'
import { toLocation, type StoreAddress } from './open-database'
import { StoreError } from './store-error'
import { storeError, toStoreError } from './store-fault'

export type StoreProblemState = { error: StoreError; sinceMs: number; nextTryAtMs: number | null }

export type StoreDoor = {
  engine: StoreAddress['engine']
  location: string
  /**
   * Opens the record for the one app that writes it. A fault that passes (disk full, locked, unreachable …) is no
   * failure of this call: the door tries again by itself and says so in `problem`.
   * @throws {StoreError} `in_use`, `newer_schema` or `migration_failed`: the app must not start
   */
  open: () => Promise<void>
  /** @throws {StoreError} what the query fails with, or why the record is not open */
  use: <Result>(query: (store: Store) => Promise<Result>) => Promise<Result>
  /** Why the record is not open; null while it is, and before the first try has ended. */
  problem: () => StoreProblemState | null
  isOpen: () => boolean
  /** Grows with every opening: what was written before may stand in another file. */
  generation: () => number
  dispose: () => Promise<void>
}

type Open = { store: Store; lock: InstanceLock; inode: number | null }

const RETRY_FIRST_MS = 2_000
const RETRY_MOST_MS = 30_000
/** How often the file is looked for; somebody may have moved it away. */
const LOOK_MS = 5_000

/** The record with its lock, opened as soon as that is possible and again when it got lost. */
export function createStoreDoor(
  address: StoreAddress,
  emUrl: string,
  hooks: {
    now: () => number
    onOpen?: () => void
    onProblem?: (error: StoreError) => void
    /** How long a predecessor may take to let go, ms. */
    patienceMs?: number
  },
): StoreDoor {
  const { now } = hooks
  const location = toLocation(address)
  let open: Open | null = null
  let opening: Promise<void> | null = null
  let problem: StoreProblemState | null = null
  let tries = 0
  let generation = 0
  let lookedAtMs = 0
  let timer: NodeJS.Timeout | null = null
  let disposed = false
  let lockLost = false

  async function tryToOpen(): Promise<void> {
    let lock: InstanceLock | null = null
    let store: Store | null = null
    // A try that was planned must not follow one that has succeeded: it would find its own lock.
    if (timer) clearTimeout(timer)
    try {
      // The lock first: a second app, perhaps of a newer version, must not even change the record's form.
      lockLost = false
      lock = await takeLock()
      store = await createStore(address, emUrl, now())
      if (disposed) return await close({ store, lock })
      if (lockLost) throw lockLostError()
      open = { store, lock, inode: inodeOf() }
      problem = null
      tries = 0
      generation += 1
      hooks.onOpen?.()
    } catch (cause) {
      await store?.close().catch(() => undefined)
      await lock?.release().catch(() => undefined)
      if (!disposed) fail(toStoreError(cause, location))
    }
  }

  const takeLock = (): Promise<InstanceLock> =>
    address.engine === 'sqlite'
      ? lockSqlite(address.path, location, hooks.patienceMs)
      : lockPostgres(address.url, location, onLockLost, hooks.patienceMs)

  /** Null where there is no such file, or no folder of it. */
  function inodeOf(): number | null {
    if (address.engine !== 'sqlite') return null
    try {
      return statSync(address.path).ino
    } catch {
      return null
    }
  }

  function fail(error: StoreError): void {
    const delayMs = Math.min(RETRY_MOST_MS, RETRY_FIRST_MS * 2 ** tries)
    tries += 1
    problem = { error, sinceMs: problem?.sinceMs ?? now(), nextTryAtMs: now() + delayMs }
    hooks.onProblem?.(error)
    if (timer) clearTimeout(timer)
    timer = setTimeout(() => void begin(), delayMs)
    timer.unref()
  }

  function begin(): Promise<void> {
    opening ??= tryToOpen().finally(() => {
      opening = null
    })
    return opening
  }

  async function lose(error: StoreError): Promise<void> {
    const lost = open
    open = null
    if (disposed || lost === null) return
    fail(error)
    await close(lost)
  }

  // Without the lock another app may write the same record: rather none than two.
  function onLockLost(): void {
    lockLost = true
    void lose(lockLostError())
  }

  const lockLostError = (): StoreError =>
    storeError('unreachable', location, new Error('the connection that holds the lock has ended'))

  async function lookForFile(current: Open): Promise<void> {
    if (address.engine !== 'sqlite' || Math.abs(now() - lookedAtMs) < LOOK_MS) return
    lookedAtMs = now()
    if (inodeOf() === current.inode) return
    await lose(storeError('failed', location, new Error('the file was moved or removed while it was open')))
    removeLog(address.path)
    await begin()
  }

  return {
    engine: address.engine,
    location,
    async open() {
      await begin()
      const error = problem?.error
      if (error?.isFatal !== true) return
      if (timer) clearTimeout(timer)
      throw error
    },
    async use(query) {
      if (open) await lookForFile(open)
      else if (opening) await opening
      if (open === null) throw problem?.error ?? storeError('failed', location, new Error('it is not open'))
      return query(open.store)
    },
    problem: () => problem,
    isOpen: () => open !== null,
    generation: () => generation,
    async dispose() {
      disposed = true
      if (timer) clearTimeout(timer)
      await opening
      const last = open
      open = null
      if (last) await close(last)
    },
  }
}

/**
 * What a file that was moved away has left beside it. The log stands in the file by now and is empty: read as that of a
 * new file, it and its index would spoil it.
 */
function removeLog(path: string): void {
  try {
    if (statSync(`${path}-wal`).size > 0) return
    for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
  } catch {
    // There is none, or the folder has gone too.
  }
}

async function close({ store, lock }: Pick<Open, 'store' | 'lock'>): Promise<void> {
  await store.close().catch(() => undefined)
  await lock.release().catch(() => undefined)
}
