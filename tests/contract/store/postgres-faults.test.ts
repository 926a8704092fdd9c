import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, it, vi } from 'vitest'
import { postgresUrl } from '../../postgres'
import { EM_URL } from './addresses'
import { createDoors, createEndings, faultOf, until } from './doors'
import { ENGINES, OPENED_MS } from './engines'
import { makeFullWrite, makeTasks, makeWrite, sessionId } from './samples'
import { createStore } from '@/lib/store/create-store'
import { openDatabase } from '@/lib/store/open-database'
import type { StoreError } from '@/lib/store/store-error'

const PASSWORD = 'f4ilover-secret'
/** So long a connection may take. */
const CONNECT_MS = 5_000

function expectWords(error: StoreError, code: StoreError['code'], url: string, step: RegExp): void {
  const { hostname, port, pathname } = new URL(url)
  expect(error.code).toBe(code)
  expect(error.message).toContain(`PostgreSQL at ${hostname}:${port}${pathname}`)
  expect(error.message).toMatch(step)
  expect(error.message).not.toContain('\n')
  expect(error.message).not.toContain(PASSWORD)
}

describe.skipIf(postgresUrl() === null)('PostgreSQL', () => {
  const after = createEndings()
  const createDoor = createDoors(after)

  async function createUrl(): Promise<string> {
    const place = await ENGINES.find(({ name }) => name === 'postgresql')?.createPlace()
    if (place?.address.engine !== 'postgresql') throw new Error('There is no PostgreSQL.')
    after(place.end)
    return place.address.url
  }
  const changed = (url: string, change: (address: URL) => void): string => {
    const address = new URL(url)
    change(address)
    return address.href
  }
  /** Another connection, as an administrator has one. */
  function look(url: string) {
    const open = openDatabase({ engine: 'postgresql', url })
    after(() => open.close())
    return open
  }
  const killLock = (url: string) =>
    sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like '%(lock)%'`.execute(look(url).db)

  describe('that cannot be reached', () => {
    const NEXT = /cannot be reached: check that the server runs, DATABASE_URL and the account in it/

    it.each([
      ['nobody listens', (url: string) => changed(url, (address) => (address.port = '1')), 'ECONNREFUSED'],
      [
        'no such host',
        (url: string) => changed(url, (address) => (address.hostname = 'no-such-host.invalid')),
        '',
      ],
      [
        'no such database',
        (url: string) => changed(url, (address) => (address.pathname = '/nowhere')),
        'nowhere',
      ],
      [
        'no such account',
        (url: string) => changed(url, (address) => (address.username = 'nobody')),
        'nobody',
      ],
    ])('is said with a next step: %s', async (_what, change, reason) => {
      const url = changed(change(await createUrl()), (address) => (address.password = PASSWORD))
      const door = createDoor({ engine: 'postgresql', url })
      await door.open()
      const error = door.problem()?.error
      if (error === undefined) throw new Error('There is no problem.')
      expectWords(error, 'unreachable', url, NEXT)
      expect(error.message).toContain(reason)
      expect([error.isFatal, door.isOpen(), door.location.includes(PASSWORD)]).toEqual([false, false, false])
    })

    it('is said of a password that is refused', async () => {
      const url = await createUrl()
      const { db } = look(url)
      const account = `failover_${process.pid}`
      await sql`create role ${sql.ref(account)} login password 'other'`.execute(db)
      after(() => sql`drop role ${sql.ref(account)}`.execute(look(postgresUrl() ?? '').db))
      const wrong = changed(url, (address) => {
        address.username = account
        address.password = PASSWORD
      })
      const error = await faultOf(createStore({ engine: 'postgresql', url: wrong }, EM_URL, OPENED_MS))
      // A server that trusts everybody lets this account in, which then may write nothing.
      expect(['unreachable', 'read_only']).toContain(error.code)
      expectWords(error, error.code, url, /account/)
    })

    it('is said of a server that takes connections and never answers', async () => {
      const proxy = await createProxy(await createUrl(), after)
      const swallowed = proxy.swallow(2)
      // What is waited for is no answer: only the test lets time pass.
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      after(() => vi.useRealTimers())
      const door = createDoor({ engine: 'postgresql', url: proxy.url })
      const both = Promise.all([
        faultOf(createStore({ engine: 'postgresql', url: proxy.url }, EM_URL, OPENED_MS)),
        door.open(),
      ])
      await swallowed
      expect(door.problem()).toBeNull()
      await vi.advanceTimersByTimeAsync(CONNECT_MS)
      const [error] = await both
      expectWords(error, 'unreachable', proxy.url, NEXT)
      expect(door.problem()?.error.code).toBe('unreachable')
    })
  })

  describe('whose lock gets lost', () => {
    it('is not written without it, says so, and is opened again by itself', async () => {
      const url = await createUrl()
      const door = createDoor({ engine: 'postgresql', url })
      await door.open()
      await door.use((store) => store.writeSessions([makeWrite(1)]))
      await killLock(url)
      await until(() => !door.isOpen())
      const error = await faultOf(door.use((store) => store.countSessions()))
      expectWords(error, 'unreachable', url, /the connection that holds the lock has ended/)
      await until(() => door.isOpen())
      expect([door.problem(), door.generation()]).toEqual([null, 2])
      expect(await door.use((store) => store.countSessions())).toBe(1)
    })

    it('gives way to another app that has taken it meanwhile', async () => {
      const url = await createUrl()
      const door = createDoor({ engine: 'postgresql', url })
      await door.open()
      await killLock(url)
      await until(() => !door.isOpen())
      const other = createDoor({ engine: 'postgresql', url })
      await other.open()
      expect(other.isOpen()).toBe(true)
      await until(() => door.problem()?.error.code === 'in_use')
      expect(door.isOpen()).toBe(false)
      expect(await faultOf(door.use((store) => store.countSessions()))).toMatchObject({ code: 'in_use' })
    })
  })

  describe('that fails in the middle', () => {
    it('ends the write, not the monitor, when a connection is cut', async () => {
      const url = await createUrl()
      const proxy = await createProxy(url, after)
      const store = await createStore({ engine: 'postgresql', url: proxy.url }, EM_URL, OPENED_MS)
      after(() => store.close())
      await store.writeSessions([makeWrite(1)])
      const writing = faultOf(
        store.writeSessions(Array.from({ length: 40 }, (_, n) => makeFullWrite(n + 2, makeTasks(300)))),
      )
      await until(() => proxy.bytes() > 200_000)
      proxy.cut()
      expectWords(await writing, 'unreachable', proxy.url, /cannot be reached/)
      // An error event that nobody hears would end the run here.
      expect(await store.countSessions()).toBe(1)
      await store.writeSessions([makeFullWrite(2)])
      expect(await store.countSessions()).toBe(2)
    })

    it('ends the write when the server ends the connection', async () => {
      const url = await createUrl()
      const store = await createStore({ engine: 'postgresql', url }, EM_URL, OPENED_MS)
      after(() => store.close())
      const holder = await createClient(url, after)
      await holder.query('begin; lock table sessions in access exclusive mode')
      const writing = faultOf(store.writeSessions([makeWrite(1)]))
      await until(async () => {
        const { rowCount } = await holder.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'
            and datname = current_database()`,
        )
        return rowCount === 1
      })
      expectWords(await writing, 'unreachable', url, /cannot be reached/)
      await holder.query('rollback')
      await store.writeSessions([makeWrite(1)])
      expect(await store.countSessions()).toBe(1)
    })

    it('says within seconds that another program holds a lock, and goes on after it', async () => {
      const url = await createUrl()
      const door = createDoor({
        engine: 'postgresql',
        url: changed(url, (address) => (address.search = '?lock_timeout=200')),
      })
      await door.open()
      const holder = await createClient(url, after)
      await holder.query('begin; lock table sessions in access exclusive mode')
      const error = await faultOf(door.use((store) => store.writeSessions([makeWrite(1)])))
      expectWords(error, 'locked', url, /Another program holds a lock/)
      await holder.query('rollback')
      await door.use((store) => store.writeSessions([makeWrite(1)]))
      expect(door.generation()).toBe(1)
    })

    it('waits for a lock for less than a page would', async () => {
      const { db } = look(await createUrl())
      const { rows } = await sql<{ lock_timeout: string }>`show lock_timeout`.execute(db)
      expect(rows).toEqual([{ lock_timeout: '5s' }])
    })
  })

  it('that may not be written says what to do about a database, not about a file', async () => {
    const url = await createUrl()
    const { db } = look(url)
    await (await createStore({ engine: 'postgresql', url }, EM_URL, OPENED_MS)).close()
    const name = sql.ref(new URL(url).pathname.slice(1))
    await sql`alter database ${name} set default_transaction_read_only = on`.execute(db)
    const door = createDoor({ engine: 'postgresql', url })
    await door.open()
    const error = door.problem()?.error
    if (error === undefined) throw new Error('There is no problem.')
    expectWords(error, 'read_only', url, /cannot be written: /)
    expect(error.message).not.toMatch(/file|folder/)
    await sql`alter database ${name} reset default_transaction_read_only`.execute(db)
    await until(() => door.isOpen())
    expect(await door.use((store) => store.readSession(sessionId(1)))).toBeNull()
  })
})

async function createClient(url: string, after: (end: () => unknown) => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  after(() => client.end())
  return client
}

/** A way to the server that can be cut. */
async function createProxy(url: string, after: (end: () => unknown) => void) {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let bytes = 0
  let swallows: (() => void) | null = null
  const server = createServer((near) => {
    sockets.add(near)
    near.on('error', () => undefined)
    near.on('data', (part) => {
      bytes += part.length
    })
    if (swallows) near.once('data', swallows)
    if (swallows) return
    const far = connect(Number(target.port), target.hostname)
    far.on('error', () => undefined)
    near.pipe(far).pipe(near)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const cut = (): void => {
    for (const socket of sockets) socket.resetAndDestroy()
    sockets.clear()
  }
  after(() => {
    cut()
    server.close()
  })
  const { port } = server.address() as AddressInfo // safe: it listens on TCP
  target.hostname = '127.0.0.1'
  const proxied = new URL(url)
  proxied.hostname = '127.0.0.1'
  proxied.port = String(port)
  return {
    url: proxied.href,
    cut,
    bytes: () => bytes,
    /** From now on nothing is passed on. Resolves when so many connections have said something. */
    swallow: (connections: number) =>
      new Promise<void>((resolve) => {
        let left = connections
        swallows = () => {
          left -= 1
          if (left === 0) resolve()
        }
      }),
  }
}
