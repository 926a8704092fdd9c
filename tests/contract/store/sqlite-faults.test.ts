import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import Database from 'libsql'
import { describe, expect, it, vi } from 'vitest'
import { EM_URL } from './addresses'
import { createDoors, createEndings, faultOf, until } from './doors'
import { createFolder, dumpOf, OPENED_MS } from './engines'
import { makeFullWrite, makeTasks, makeWrite, sessionId } from './samples'
import { createStore } from '@/lib/store/create-store'
import { openDatabase, type StoreAddress } from '@/lib/store/open-database'
import type { StoreError } from '@/lib/store/store-error'

const after = createEndings()
const createDoor = createDoors(after)

/** The next try after the first fault. */
const RETRY_FIRST_MS = 2_000

type File = Extract<StoreAddress, { engine: 'sqlite' }>

function createFile(name = 'record.db'): File {
  const folder = createFolder()
  after(folder.end)
  return { engine: 'sqlite', path: join(folder.path, name) }
}

/** One clear sentence: the place, what to do, and no second line. */
function expectWords(error: StoreError, code: StoreError['code'], place: string, step: RegExp): void {
  expect(error.code).toBe(code)
  expect(error.message).toContain(place)
  expect(error.message).toMatch(step)
  expect(error.message).not.toContain('\n')
}

async function createFullDoor() {
  const file = createFile()
  // Room that another program has taken and will give back.
  const past = openDatabase(file)
  after(() => past.close())
  await (await createStore(file, EM_URL, OPENED_MS)).close()
  await sql`create table taken (room blob)`.execute(past.db)
  for (let n = 0; n < 10; n += 1) await sql`insert into taken values (zeroblob(40000))`.execute(past.db)
  const [{ page_count: pages } = { page_count: 0 }] = (
    await sql<{ page_count: number }>`pragma page_count`.execute(past.db)
  ).rows
  const door = createDoor({ ...file, options: { maxPages: pages + 8 } })
  await door.open()
  return { door, past, makeRoom: () => sql`delete from taken`.execute(past.db) }
}

describe('a full disk', () => {
  it('is said, leaves nothing half written, and the same door goes on once there is room', async () => {
    const { door, past, makeRoom } = await createFullDoor()
    await door.use((store) => store.writeSessions([makeWrite(1)]))
    const before = await dumpOf(past)
    const big = [makeFullWrite(2), makeFullWrite(3, makeTasks(600))]
    const error = await faultOf(door.use((store) => store.writeSessions(big)))
    expectWords(error, 'disk_full', door.location, /free some on its disk; recording goes on by itself/)
    expect(error.isFatal).toBe(false)
    expect(await dumpOf(past)).toEqual(before)
    // It is a fault of that write: what is there can be read, and a door that is open stays open.
    expect(await door.use((store) => store.countSessions())).toBe(1)
    expect([door.isOpen(), door.generation()]).toEqual([true, 1])
    expect(await faultOf(door.use((store) => store.writeSessions(big)))).toMatchObject({ code: 'disk_full' })

    await makeRoom()
    await door.use((store) => store.writeSessions(big))
    expect(await door.use((store) => store.countSessions())).toBe(3)
    expect((await door.use((store) => store.readSession(sessionId(3))))?.session.tasks).toHaveLength(600)
    expect(await door.use((store) => store.check())).toEqual([])
    expect(door.generation()).toBe(1)
  })

  it('may make SQLite take back a transaction by itself, which does not hide why', async () => {
    const { db, close } = openDatabase(createFile())
    after(close)
    const work = db.transaction().execute(async (transaction) => {
      await sql`rollback`.execute(transaction)
      throw new Error('the disk is full')
    })
    await expect(work).rejects.toThrow('the disk is full')
  })

  it('is said at the start, and does not end it', async () => {
    const file = createFile()
    const door = createDoor({ ...file, options: { maxPages: 3 } }, EM_URL, () => OPENED_MS)
    await door.open()
    expect(door.isOpen()).toBe(false)
    const error = door.problem()?.error
    if (error === undefined) throw new Error('There is no problem.')
    expectWords(error, 'disk_full', file.path, /free some/)
    expect(await faultOf(door.use((store) => store.countSessions()))).toBe(error)
    expect(door.problem()?.nextTryAtMs).toBe(OPENED_MS + RETRY_FIRST_MS)
    // Whoever gets room first may have the record: a door that is shut holds no lock.
    const other = createDoor(file)
    await other.open()
    expect(other.isOpen()).toBe(true)
  })
})

describe('a place that cannot be written', () => {
  it.each([
    [
      'a folder that is a file',
      () => {
        const file = createFile('blocked')
        writeFileSync(file.path, '')
        return join(file.path, 'deeper', 'record.db')
      },
    ],
    ['a folder that nobody can make', () => '/proc/failover-monitor/record.db'],
    [
      'a folder where the file should be',
      () => {
        const file = createFile()
        mkdirSync(file.path)
        return file.path
      },
    ],
    [
      'a folder where the lock should be',
      () => {
        const file = createFile()
        mkdirSync(`${file.path}.lock`)
        return file.path
      },
    ],
  ])('is named: %s', async (_what, toPath) => {
    const path = toPath()
    const door = createDoor({ engine: 'sqlite', path })
    await door.open()
    const error = door.problem()?.error
    if (error === undefined) throw new Error('There is no problem.')
    expectWords(error, 'read_only', path, /give the account of the monitor the right to write/)
    expect(error.isFatal).toBe(false)
  })

  it.skipIf(process.getuid?.() === 0)('is named: a folder without the right to write', async () => {
    const file = createFile()
    const folder = join(file.path, '..')
    chmodSync(folder, 0o500)
    after(() => chmodSync(folder, 0o700))
    const door = createDoor(file)
    await door.open()
    expect(door.problem()?.error).toMatchObject({ code: 'read_only' })
  })

  it('is used as soon as it can be', async () => {
    const file = createFile('blocked')
    writeFileSync(file.path, '')
    const path = join(file.path, 'record.db')
    const door = createDoor({ engine: 'sqlite', path })
    await door.open()
    rmSync(file.path)
    await until(() => door.isOpen())
    expect([door.problem(), door.generation()]).toEqual([null, 1])
    await door.use((store) => store.writeSessions([makeWrite(1)]))
  })
})

describe('a record on SQLite', () => {
  it('is for its owner alone, the folder too', async () => {
    const file = createFile(join('made', 'for', 'it', 'record.db'))
    await createDoor(file).open()
    expect(statSync(file.path).mode & 0o777).toBe(0o600)
    expect(statSync(join(file.path, '..')).mode & 0o777).toBe(0o700)
  })

  it('survives the machine: write-ahead log, every commit on disk', async () => {
    const file = createFile()
    const { db, close } = openDatabase(file)
    after(close)
    expect((await sql`pragma journal_mode`.execute(db)).rows).toEqual([{ journal_mode: 'wal' }])
    expect((await sql`pragma synchronous`.execute(db)).rows).toEqual([{ synchronous: 2 }])
    expect((await sql`pragma foreign_keys`.execute(db)).rows).toEqual([{ foreign_keys: 1 }])
  })

  it('stands whole in its one file once it is closed', async () => {
    const file = createFile()
    const door = createDoor(file)
    await door.open()
    await door.use((store) => store.writeSessions([makeFullWrite(1)]))
    await door.dispose()
    const copy = createFile()
    renameSync(file.path, copy.path)
    const store = await createStore(copy, EM_URL, OPENED_MS)
    after(() => store.close())
    expect(await store.countSessions()).toBe(1)
  })

  it('that is damaged is said to be, and is not touched', async () => {
    const file = createFile()
    writeFileSync(file.path, 'This is no database. '.repeat(1_000))
    const door = createDoor(file)
    await door.open()
    const error = door.problem()?.error
    if (error === undefined) throw new Error('There is no problem.')
    expectWords(error, 'corrupt', file.path, /stop the monitor and put a backup in its place/)
    expect(statSync(file.path).size).toBe(21_000)
    expect(readdirSync(join(file.path, '..')).sort()).toEqual(['record.db', 'record.db.lock'])
  })
})

function lock(file: File, how: 'immediate' | 'exclusive') {
  const other = new Database(file.path)
  other.exec(`begin ${how}`)
  const release = (): void => {
    if (other.inTransaction) other.exec('rollback')
  }
  after(release)
  return release
}

describe('a record that another program has locked', () => {
  it('cannot be written for so long, which is said within a moment, and goes on after it', async () => {
    const file = createFile()
    const door = createDoor(file)
    const settings = vi.spyOn(Database.prototype, 'pragma')
    const statements = vi.spyOn(Database.prototype, 'exec')
    after(() => [settings, statements].forEach((spy) => spy.mockRestore()))
    await door.open()
    // The moment: so long SQLite waits for a lock, and the whole server with it.
    expect(settings).toHaveBeenCalledWith('busy_timeout=150')
    await door.use((store) => store.writeSessions([makeWrite(1)]))
    const release = lock(file, 'immediate')
    statements.mockClear()
    const error = await faultOf(door.use((store) => store.writeSessions([makeWrite(2)])))
    expect(statements.mock.calls).toEqual([['begin immediate']])
    expectWords(
      error,
      'locked',
      file.path,
      /Another program holds a lock on .*: end it; recording goes on by itself/,
    )
    // Reading goes on, for a backup or an admin command as for pages.
    expect(await door.use((store) => store.countSessions())).toBe(1)
    release()
    await door.use((store) => store.writeSessions([makeWrite(2)]))
    expect([await door.use((store) => store.countSessions()), door.generation()]).toEqual([2, 1])
  })

  it('is waited for at the start', async () => {
    const file = createFile()
    writeFileSync(file.path, '')
    const release = lock(file, 'exclusive')
    const door = createDoor(file)
    await door.open()
    expect([door.isOpen(), door.problem()?.error.code]).toEqual([false, 'locked'])
    release()
    await until(() => door.isOpen())
    expect(door.problem()).toBeNull()
  })
})

async function createOpenDoor() {
  let nowMs = OPENED_MS
  const file = createFile()
  const door = createDoor(file, EM_URL, () => nowMs)
  await door.open()
  await door.use((store) => store.writeSessions([makeFullWrite(1)]))
  return {
    file,
    door,
    later: () => {
      nowMs += 60_000
    },
  }
}

describe('a record that goes away under the open door', () => {
  it.each(['record.db', 'record.db, -wal and -shm'])('is begun anew: %s removed', async (what) => {
    const { file, door, later } = await createOpenDoor()
    rmSync(file.path)
    if (what.includes('wal')) for (const end of ['-wal', '-shm']) rmSync(`${file.path}${end}`)
    later()
    expect(await door.use((store) => store.countSessions())).toBe(0)
    expect([door.isOpen(), door.problem(), door.generation()]).toEqual([true, null, 2])
    await door.use((store) => store.writeSessions([makeFullWrite(1)]))
    expect(await door.use((store) => store.check())).toEqual([])
    expect(existsSync(file.path)).toBe(true)
    // It is still locked against others.
    expect(await faultOf(createDoor(file).open())).toMatchObject({ code: 'in_use' })
  })

  it('is begun anew and what was moved away is whole', async () => {
    const { file, door, later } = await createOpenDoor()
    const moved = createFile()
    renameSync(file.path, moved.path)
    later()
    await door.use((store) => store.writeSessions([makeWrite(2)]))
    expect([await door.use((store) => store.countSessions()), door.generation()]).toEqual([1, 2])
    await door.dispose()
    const old = await createStore(moved, EM_URL, OPENED_MS)
    after(() => old.close())
    expect(await old.countSessions()).toBe(1)
    expect((await old.readSession(sessionId(1)))?.session.tasks).toHaveLength(3)
    expect(await old.check()).toEqual([])
    const now = await createStore(file, EM_URL, OPENED_MS)
    after(() => now.close())
    expect(await now.readSession(sessionId(2))).not.toBeNull()
  })

  it('may be replaced by a backup', async () => {
    const { file, door, later } = await createOpenDoor()
    const backup = createFile()
    const past = openDatabase(file)
    await sql`vacuum into ${backup.path}`.execute(past.db)
    await past.close()
    await door.use((store) => store.writeSessions([makeFullWrite(2), makeFullWrite(3)]))
    renameSync(backup.path, file.path)
    later()
    expect(await door.use((store) => store.countSessions())).toBe(1)
    await door.use((store) => store.writeSessions([makeFullWrite(4)]))
    expect(await door.use((store) => store.check())).toEqual([])
    expect(door.generation()).toBe(2)
  })

  it('is opened once and not again by a try that was planned meanwhile', async () => {
    const { file, door, later } = await createOpenDoor()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    after(() => vi.useRealTimers())
    rmSync(file.path)
    later()
    await door.use((store) => store.countSessions())
    expect(vi.getTimerCount()).toBe(0)
    await vi.advanceTimersByTimeAsync(2 * RETRY_FIRST_MS)
    expect([door.problem(), door.generation()]).toEqual([null, 2])
  })

  it('cannot be begun anew where nobody may write, and says so', async () => {
    const { file, door, later } = await createOpenDoor()
    const folder = join(file.path, '..')
    renameSync(folder, `${folder}-away`)
    after(() => rmSync(`${folder}-away`, { recursive: true }))
    writeFileSync(folder, '')
    later()
    const error = await faultOf(door.use((store) => store.countSessions()))
    expectWords(error, 'read_only', file.path, /right to write/)
    expect(door.isOpen()).toBe(false)
  })
})
