import 'server-only'
import { sql, type ExpressionBuilder, type Kysely, type SqlBool } from 'kysely'
import { toSummary, toText } from './rows'
import type { Tables } from './tables'
import type { RunKind } from '@/lib/failover/role'
import type { RecordedSummary } from '@/lib/failover/recorded-session'

/** What a list is asked for, beside EM's own list. Names are matched as ids or names, exactly. */
export type RecordedQuery = {
  result?: 'success' | 'warning' | 'failed' | 'unknown' | undefined
  /** What the run was tagged as; `none`: nothing. */
  kind?: RunKind | 'none' | undefined
  /** Part of a name or id, in any case. */
  text?: string | undefined
  plan?: string | undefined
  tenant?: string | undefined
  backupServer?: string | undefined
  /** Start of the run, ms since 1970: from inclusive, to exclusive. */
  fromMs?: number | undefined
  toMs?: number | undefined
  sort: 'newest' | 'oldest' | 'name'
}

/** Sessions that EM no longer lists, in the order asked for: the first `limit`. Unfiltered, newest first, an index gives them. */
export async function listRecorded(
  db: Kysely<Tables>,
  emId: number,
  query: RecordedQuery & { limit: number },
): Promise<RecordedSummary[]> {
  const selected = db
    .selectFrom('sessions')
    .selectAll()
    .where((eb) => eb.and(toConditions(eb, emId, query)))
    .limit(query.limit)
  const ordered = {
    newest: () => selected.orderBy('sort_ms', 'desc').orderBy('id'),
    oldest: () => selected.orderBy('sort_ms').orderBy('id', 'desc'),
    name: () => selected.orderBy('sort_name').orderBy('sort_ms', 'desc').orderBy('id'),
  }
  const rows = await ordered[query.sort]().execute()
  return rows.map(toSummary)
}

/** How many such sessions there are. Without filters that is a number kept: it must not cost more as the record grows. */
export async function countRecorded(db: Kysely<Tables>, emId: number, query: RecordedQuery): Promise<number> {
  const { sort: _sort, ...filters } = query
  if (Object.values(filters).every((value) => value === undefined)) {
    const { unlisted_sessions: total } = await db
      .selectFrom('enterprise_managers')
      .select('unlisted_sessions')
      .where('id', '=', emId)
      .executeTakeFirstOrThrow()
    return total
  }
  const { total } = await db
    .selectFrom('sessions')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where((eb) => eb.and(toConditions(eb, emId, query)))
    .executeTakeFirstOrThrow()
  return total
}

function toConditions(eb: ExpressionBuilder<Tables, 'sessions'>, emId: number, query: RecordedQuery) {
  const named = (column: keyof typeof NAME_OF, sought: string) =>
    eb.or([eb(column, '=', toText(sought)), eb(NAME_OF[column], '=', toText(sought))])
  return [
    eb('em_id', '=', emId),
    eb('in_em', '=', 0),
    ...(query.result === undefined ? [] : [eb('outcome', '=', query.result)]),
    ...(query.kind === undefined
      ? []
      : [query.kind === 'none' ? eb('kind', 'is', null) : eb('kind', '=', query.kind)]),
    ...(query.text === undefined ? [] : [holds(query.text)]),
    // A run whose plan could not be joined still has the name that the plan had.
    ...(query.plan === undefined
      ? []
      : [
          eb.or([
            named('plan_id', query.plan),
            eb.and([eb('plan_id', 'is', null), eb('name', '=', toText(query.plan))]),
          ]),
        ]),
    ...(query.tenant === undefined ? [] : [named('tenant_id', query.tenant)]),
    ...(query.backupServer === undefined ? [] : [named('backup_server_id', query.backupServer)]),
    ...(query.fromMs === undefined ? [] : [eb('creation_ms', '>=', query.fromMs)]),
    ...(query.toMs === undefined ? [] : [eb('creation_ms', '<', query.toMs)]),
  ]
}

/** Neither engine's own lower() folds all letters alike, so both sides are folded by us. */
function holds(text: string) {
  const folded = toText(text.toLowerCase()) ?? ''
  const pattern = `%${folded.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql<SqlBool>`search_text like ${pattern} escape '\\'`
}

const NAME_OF = {
  plan_id: 'plan_name',
  tenant_id: 'tenant_name',
  backup_server_id: 'backup_server_name',
} as const
