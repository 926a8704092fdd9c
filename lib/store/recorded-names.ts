import 'server-only'
import { sql, type Kysely } from 'kysely'
import type { Tables } from './tables'

/** What runs of the record go by, each combination once. `unnamedId`: of a run without a name. */
export type RecordedName = {
  planId: string | null
  tenantId: string | null
  name: string | null
  unnamedId: string | null
}

/** Of the newest `most` runs that EM no longer lists, which an index finds: it must not cost more as the record grows. */
export async function listNames(
  db: Kysely<Tables>,
  emId: number,
  { most }: { most: number },
): Promise<RecordedName[]> {
  const newest = db
    .selectFrom('sessions')
    .select(['id', 'plan_id', 'tenant_id', 'name'])
    .where('em_id', '=', emId)
    .where('in_em', '=', 0)
    .orderBy('sort_ms', 'desc')
    .orderBy('id')
    .limit(most)
  return db
    .selectFrom(newest.as('newest'))
    .select([
      'plan_id as planId',
      'tenant_id as tenantId',
      'name',
      sql<string | null>`case when name is null then id end`.as('unnamedId'),
    ])
    .distinct()
    .execute()
}
