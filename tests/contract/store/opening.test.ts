import { sql, type Migration } from 'kysely'
import { describe, expect, it } from 'vitest'
import { EM_URL } from './addresses'
import { createDoors, createEndings, faultOf, startHolder, until } from './doors'
import { dumpOf, ENGINES, OPENED_MS, type Row } from './engines'
import { makeFullWrite, makeWrite } from './samples'
import { createStore } from '@/lib/store/create-store'
import { migrate } from '@/lib/store/migrate'
import { openDatabase, toLocation, type OpenDatabase } from '@/lib/store/open-database'
import { createStoreDoor } from '@/lib/store/store-door'

async function schemaOf({ db, engine }: OpenDatabase): Promise<Row[]> {
  const { rows } =
    engine === 'sqlite'
      ? await sql<Row>`select type, name, sql from sqlite_master order by name`.execute(db)
      : await sql<Row>`select table_name, column_name, data_type, is_nullable from information_schema.columns
          where table_schema = 'public' order by 1, 2`.execute(db)
  return rows.map((row) => ({ ...row }))
}

describe.each(ENGINES)('opening a record ($name)', ({ name, missing, createPlace }) => {
  describe.skipIf(missing)('by an app', () => {
    const after = createEndings()
    const createDoor = createDoors(after)

    async function createAddress() {
      const { address, end } = await createPlace()
      after(end)
      return address
    }
    /** The way past the store. */
    function look(address: Parameters<typeof openDatabase>[0]): OpenDatabase {
      const open = openDatabase(address)
      after(() => open.close())
      return open
    }

    it('makes it, and a second opening finds what was written', async () => {
      const address = await createAddress()
      const door = createDoor(address)
      expect(door.isOpen()).toBe(false)
      await door.open()
      expect([door.isOpen(), door.problem(), door.generation()]).toEqual([true, null, 1])
      expect(door.location).toBe(toLocation(address))
      await door.use((store) => store.writeSessions([makeWrite(1)]))
      await door.dispose()
      expect(door.isOpen()).toBe(false)
      await expect(door.use((store) => store.countSessions())).rejects.toMatchObject({ name: 'StoreError' })

      const again = createDoor(address)
      await again.open()
      expect(await again.use((store) => store.countSessions())).toBe(1)
    })

    it('refuses a second app, says where, and leaves no trace of it', async () => {
      const address = await createAddress()
      const first = createDoor(address)
      await first.open()
      const before = await dumpOf(look(address))
      const second = createDoor(address, 'https://other.example')
      const error = await faultOf(second.open())
      expect(error).toMatchObject({ code: 'in_use', isFatal: true })
      expect(error.message).toContain(toLocation(address))
      expect(error.message).toMatch(/^Another Failover Monitor is using .*: stop it, or /)
      expect(await dumpOf(look(address))).toEqual(before)

      await first.use((store) => store.writeSessions([makeWrite(1)]))
      await first.dispose()
      const third = createDoor(address)
      await third.open()
      expect(third.isOpen()).toBe(true)
    })

    it('waits for a predecessor that is just ending', async () => {
      const address = await createAddress()
      const first = createDoor(address)
      await first.open()
      // Longer than any machine needs: how long it waits is no matter here.
      const second = createStoreDoor(address, EM_URL, { now: Date.now, patienceMs: 10_000 })
      after(() => second.dispose())
      const opened = second.open()
      setTimeout(() => void first.dispose(), 10)
      await opened
      expect(second.isOpen()).toBe(true)
    })

    it('refuses an app beside one of another process, until that is killed', async () => {
      const address = await createAddress()
      const holder = await startHolder(address)
      after(() => holder.kill('SIGKILL'))
      expect(holder.said).toBe('open')
      expect(await faultOf(createDoor(address).open())).toMatchObject({ code: 'in_use' })

      await holder.kill('SIGKILL')
      const door = createDoor(address)
      // PostgreSQL needs a moment to notice that the connection is gone.
      await until(async () => {
        await door.open().catch(() => undefined)
        return door.isOpen()
      })
      const beside = await startHolder(address)
      after(() => beside.kill('SIGKILL'))
      expect(beside.said).toMatch(/^in_use: Another Failover Monitor is using /)
    })

    it('lets an admin command read and write beside it', async () => {
      const address = await createAddress()
      const door = createDoor(address)
      await door.open()
      await door.use((store) => store.writeSessions([makeWrite(1)]))
      const admin = await createStore(address, EM_URL, OPENED_MS)
      after(() => admin.close())
      expect(await admin.countSessions()).toBe(1)
      await admin.setPlanTarget({ planId: 'p', rtoMs: 5, rpoMs: null, setBy: 'root', setAtMs: 1 })
      expect(await door.use((store) => store.readPlanTarget('p'))).toMatchObject({
        rtoMs: 5,
        rpoMs: null,
      })
      await door.use((store) => store.writeSessions([makeFullWrite(2)]))
      expect(await admin.countSessions()).toBe(2)
      expect(await admin.check()).toEqual([])
    })

    it('opens it for several at once, however often', async () => {
      const address = await createAddress()
      const opened = await Promise.allSettled([1, 2, 3].map(() => createStore(address, EM_URL, OPENED_MS)))
      for (const one of opened) if (one.status === 'fulfilled') after(() => one.value.close())
      // Whoever comes too early says that it is locked, which passes, and never that the step has failed.
      const faults = opened.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
      for (const fault of faults) expect(fault).toMatchObject({ code: 'locked' })
      const store = await createStore(address, EM_URL, OPENED_MS)
      after(() => store.close())
      expect(await store.check()).toEqual([])
    })

    describe('of another form', () => {
      const stepsOf = async ({ db }: OpenDatabase) =>
        (await sql<Row>`select name from kysely_migration order by name`.execute(db)).rows

      it('refuses one that a newer version wrote, and leaves it as it is', async () => {
        const address = await createAddress()
        const store = await createStore(address, EM_URL, OPENED_MS)
        await store.writeSessions([makeFullWrite(1)])
        await store.close()
        const past = look(address)
        await sql`insert into kysely_migration (name, timestamp) values ('0002-later', '2027-01-01')`.execute(
          past.db,
        )
        await sql`alter table sessions add column later text`.execute(past.db)
        const [schema, rows] = [await schemaOf(past), await dumpOf(past)]

        const door = createDoor(address, 'https://other.example')
        const error = await faultOf(door.open())
        expect(error).toMatchObject({ code: 'newer_schema', isFatal: true })
        expect(error.message).toContain(toLocation(address))
        expect(error.message).toContain('0002-later')
        expect(error.message).toMatch(/newer version of the monitor: start that version$/)
        expect([await schemaOf(past), await dumpOf(past)]).toEqual([schema, rows])
        // The lock is not held by an app that did not start.
        await sql`delete from kysely_migration where name = '0002-later'`.execute(past.db)
        const other = createDoor(address)
        await other.open()
        expect(other.isOpen()).toBe(true)
      })

      const failing: Migration = {
        async up(db) {
          await db.schema.createTable('half').addColumn('a', 'integer').execute()
          await db.schema.alterTable('sessions').addColumn('half', 'text').execute()
          await sql`update sessions set name = 'harmed'`.execute(db)
          await sql`delete from transitions`.execute(db)
          throw new Error('the step has a flaw')
        },
      }

      it.each([
        ['fails by itself', failing, 'the step has a flaw'],
        [
          'is refused by the database',
          {
            up: async (db: Parameters<Migration['up']>[0]) => {
              await sql`drop table gaps`.execute(db)
              await sql`insert into nowhere values (1)`.execute(db)
            },
          },
          'nowhere',
        ],
      ])('leaves everything as it was when a step %s', async (_what, step, text) => {
        const address = await createAddress()
        const store = await createStore(address, EM_URL, OPENED_MS)
        await store.writeSessions([makeFullWrite(1), makeFullWrite(2)])
        const past = look(address)
        const [schema, rows, steps] = [await schemaOf(past), await dumpOf(past), await stepsOf(past)]

        const fine: Migration = {
          up: (db) => db.schema.createTable('fine').addColumn('a', 'integer').execute(),
        }
        const where = toLocation(address)
        const error = await faultOf(migrate(past.db, name, where, { '9003-fine': fine, '9004-fails': step }))
        expect(error).toMatchObject({ code: 'migration_failed', isFatal: true })
        expect(error.message).toContain(where)
        expect(error.message).toContain(text)
        expect(error.message).toMatch(/was left as it was: start the earlier version/)
        expect([await schemaOf(past), await dumpOf(past), await stepsOf(past)]).toEqual([schema, rows, steps])

        // The record goes on as it is, and the step can be taken once it is mended.
        await store.writeSessions([makeWrite(3)])
        await migrate(past.db, name, where, { '9003-fine': fine })
        expect(await stepsOf(past)).toEqual([
          { name: '0001-record' },
          { name: '0002-access' },
          { name: '0003-teamwork' },
          { name: '0004-attempts' },
          { name: '0005-saved-filters' },
          { name: '0006-fleet' },
          { name: '9003-fine' },
        ])
        expect(await store.countSessions()).toBe(3)
        await store.close()
        expect(await faultOf(createDoor(address).open())).toMatchObject({ code: 'newer_schema' })
      })
    })
  })
})
