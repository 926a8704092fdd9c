import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'

/** The PostgreSQL server of this test run; null where there is none: `describe.skipIf(postgresUrl() === null)`. */
export const postgresUrl = (): string | null => inject('postgresUrl')

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/**
 * Makes an empty database of its own. `drop` cuts every connection that is still open: a client without a listener for
 * `error` (`on`, not `once`: it comes twice) then fails the run.
 */
export async function createPostgresDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = postgresUrl()
  if (server === null) throw new Error('There is no PostgreSQL server: the suite should have been skipped.')
  const name = `failover_test_${randomBytes(8).toString('hex')}`
  // template0 is never in use and has nothing of the server's owner in it, but it has the server's encoding.
  await execute(server, `create database ${name} template template0 encoding 'UTF8'`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => execute(server, `drop database if exists ${name} with (force)`) }
}
