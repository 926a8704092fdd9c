import { Client } from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { createPostgresDatabase, postgresUrl } from '../postgres'

describe.skipIf(postgresUrl() === null)('PostgreSQL for the tests', () => {
  const endings: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const end of endings.splice(0).toReversed()) await end()
  })

  async function createDatabase() {
    const database = await createPostgresDatabase()
    endings.push(database.drop)
    return database
  }

  async function connect(url: string): Promise<Client> {
    const client = new Client({ connectionString: url })
    await client.connect()
    endings.push(() => client.end())
    return client
  }

  it('gives every suite a database that no other one sees', async () => {
    const [one, other] = await Promise.all([createDatabase(), createDatabase()])
    expect(one.url).not.toBe(other.url)
    const writer = await connect(one.url)
    await writer.query('create table note (text text)')
    await writer.query("insert into note values ('Größe 5 ✓')")
    expect((await writer.query('select text from note')).rows).toEqual([{ text: 'Größe 5 ✓' }])

    const reader = await connect(other.url)
    expect((await reader.query("select to_regclass('note') as note")).rows).toEqual([{ note: null }])
  })

  it('drops a database although somebody is still connected', async () => {
    const { url, drop } = await createDatabase()
    const client = new Client({ connectionString: url })
    const cut = new Promise<Error>((resolve) => client.on('error', resolve)) // it comes twice
    await client.connect()
    await drop()
    expect((await cut).message).toContain('administrator command')
    await expect(connect(url)).rejects.toThrow('does not exist')
    await drop() // again is no error
  })
})
