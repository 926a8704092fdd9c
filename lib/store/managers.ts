import 'server-only'
import type { Kysely } from 'kysely'
import type { Tables } from './tables'

export type KnownManager = { id: number; url: string }

/** Every Enterprise Manager of the record. */
export const listManagers = (db: Kysely<Tables>): Promise<KnownManager[]> =>
  db.selectFrom('enterprise_managers').select(['id', 'url']).orderBy('url').execute()
