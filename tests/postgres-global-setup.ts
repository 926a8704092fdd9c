import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { POSTGRES_SKIPPED, startThrowAwayPostgres } from '../scripts/throw-away-postgres.mjs'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A server on which the account may create databases; null where there is none. */
    postgresUrl: string | null
  }
}

/** The reason alone, never the address: a password may be in it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // A name with several addresses fails with an error that has a code but no message.
  return error.message || ('code' in error ? String(error.code) : error.name)
}

/** Tells early and once what would otherwise fail in every suite. */
async function checkServer(url: string): Promise<void> {
  let mayCreate: boolean | undefined
  try {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
    client.on('error', () => {}) // the pending call fails too, and says why
    await client.connect()
    try {
      const { rows } = await client.query<{ mayCreate: boolean }>(
        'select rolcreatedb or rolsuper as "mayCreate" from pg_roles where rolname = current_user',
      )
      mayCreate = rows[0]?.mayCreate
    } finally {
      await client.end()
    }
  } catch (error) {
    throw new Error(
      `TEST_DATABASE_URL names a PostgreSQL server that cannot be used (${reasonOf(error)}): correct it, or unset it to have a throw-away server started.`,
      { cause: error },
    )
  }
  if (mayCreate !== true)
    throw new Error('The account in TEST_DATABASE_URL may not create databases: `alter role … createdb`.')
}

/** Provides the PostgreSQL server of a test run: the named one, else one of our own, else none. */
export default async function setUp(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const named = process.env['TEST_DATABASE_URL']
  if (named) {
    await checkServer(named)
    project.provide('postgresUrl', named)
    return undefined
  }
  const server = await startThrowAwayPostgres()
  project.provide('postgresUrl', server.url)
  if (server.url !== null) return server.stop
  process.stderr.write(
    `\n${POSTGRES_SKIPPED}: ${server.reason}. Install them (\`apt-get install postgresql\`), or name a server with TEST_DATABASE_URL.\n\n`,
  )
  return undefined
}
