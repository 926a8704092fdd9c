import 'server-only'
import { sql, type ExpressionBuilder, type Kysely, type RawBuilder, type SqlBool } from 'kysely'
import { toSummary, toText } from './rows'
import type { Tables } from './tables'
import type { RecordedSummary } from '@/lib/failover/recorded-session'
import type { RunKind } from '@/lib/failover/role'
import { parseRunSort, RESULT_RANK, type RunColumn, type RunSort } from '@/lib/failover/run-order'

/** A run that took longer than this is not found by its start any more. */
export const LONGEST_RUN_MS = 60 * 86_400_000

/** Runs of these plans, of these tenants, with one of these names, and these themselves. */
export type CodedRuns = { planIds: string[]; tenantIds: string[]; names: string[]; ids: string[] }

/** What a list is asked for, beside EM's own list. Names are matched as ids or names, exactly. */
export type RecordedQuery = {
  result?: 'success' | 'warning' | 'failed' | 'unknown' | undefined
  /** What the run was tagged as; `none`: nothing. */
  kind?: RunKind | 'none' | undefined
  /** Part of a name, of a VM's too, or of the id, in any case. */
  text?: string | undefined
  /** Runs that are found beside those that hold the text. */
  coded?: CodedRuns | undefined
  plan?: string | undefined
  tenant?: string | undefined
  backupServer?: string | undefined
  /** Start of the run, ms since 1970: from inclusive, to exclusive. */
  fromMs?: number | undefined
  toMs?: number | undefined
  /** Ids of runs that are left out. */
  without?: readonly string[] | undefined
  /** Of these runs only. */
  ids?: readonly string[] | undefined
  /** Only what did not go well and was over (or last seen) since then: all that may need somebody. */
  troubleSinceMs?: number | undefined
  sort: RunSort
}

/** Sessions that EM no longer lists, in the order asked for: `limit` of them after the first `offset`. Unfiltered, newest first, an index gives them. */
export async function listRecorded(
  db: Kysely<Tables>,
  emId: number,
  query: RecordedQuery & { limit: number; offset?: number },
): Promise<RecordedSummary[]> {
  const { column, descending } = parseRunSort(query.sort)
  const direction = descending ? 'desc' : 'asc'
  const selected = db
    .selectFrom('sessions')
    .selectAll()
    .where((eb) => eb.and(toConditions(eb, emId, query)))
    .limit(query.limit)
    .offset(query.offset ?? 0)
  const ordered =
    column === 'started'
      ? selected.orderBy('sort_ms', direction).orderBy('id', descending ? 'asc' : 'desc')
      : selected
          // What is not known stands last in either direction.
          .orderBy(sql`(${COLUMNS[column]}) is null`)
          .orderBy(COLUMNS[column], direction)
          .orderBy('sort_ms', 'desc')
          .orderBy('id')
  const rows = await ordered.execute()
  return rows.map(toSummary)
}

/** As {@link compareRuns} of lib/failover reads them, so that pages of EM's list and of the record fit together. */
const COLUMNS: Record<Exclude<RunColumn, 'started'>, RawBuilder<unknown>> = {
  ended: sql`end_ms`,
  name: sql`sort_name`,
  result: sql`case outcome when 'failed' then ${sql.lit(RESULT_RANK.failed)} when 'warning' then ${sql.lit(RESULT_RANK.warning)}
    when 'success' then ${sql.lit(RESULT_RANK.success)} else ${sql.lit(RESULT_RANK.unknown)} end`,
  tenant: sql`sort_tenant`,
  kind: sql`kind`,
  vms: sql`nullif(total, 0)`,
  // What ended before it began took no time that anybody knows.
  took: sql`case when end_ms >= creation_ms then end_ms - creation_ms end`,
  rpo: sql`worst_rpo_ms`,
  server: sql`sort_server`,
}

/** How many such sessions there are. Without filters that is a number kept: it must not cost more as the record grows. */
export async function countRecorded(db: Kysely<Tables>, emId: number, query: RecordedQuery): Promise<number> {
  const { sort: _sort, without = [], ...filters } = query
  if (Object.values(filters).every((value) => value === undefined)) {
    const all = sql<number>`unlisted_sessions`
    // Of the same moment as the number kept: what is left out may be marked meanwhile.
    const leftOut = sql<number>`(select count(*) from sessions as run where run.em_id = ${emId} and run.in_em = 0
      and run.id in (${sql.join(without)}))`
    const { total } = await db
      .selectFrom('enterprise_managers')
      .select((without.length === 0 ? all : sql<number>`${all} - ${leftOut}`).as('total'))
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
    ...(query.text === undefined
      ? []
      : [query.coded === undefined ? holds(query.text) : eb.or([holds(query.text), isOne(eb, query.coded)])]),
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
    ...(query.without === undefined || query.without.length === 0 ? [] : [eb('id', 'not in', query.without)]),
    ...(query.ids === undefined ? [] : [eb('id', 'in', query.ids)]),
    ...(query.troubleSinceMs === undefined ? [] : toTrouble(eb, query.troubleSinceMs)),
    ...(query.fromMs === undefined ? [] : [eb('creation_ms', '>=', query.fromMs)]),
    ...(query.toMs === undefined ? [] : [eb('creation_ms', '<', query.toMs)]),
  ]
}

function toTrouble(eb: ExpressionBuilder<Tables, 'sessions'>, sinceMs: number) {
  return [
    // The index goes by the start; no run takes so long.
    eb('sort_ms', '>=', sinceMs - LONGEST_RUN_MS),
    eb('outcome', 'not in', ['success', 'warning']),
    eb.or([
      eb('end_ms', '>=', sinceMs),
      eb.and([eb('end_ms', 'is', null), eb('observed_ms', '>=', sinceMs)]),
    ]),
  ]
}

/** Neither engine's own lower() folds all letters alike, so both sides are folded by us. */
function holds(text: string) {
  const folded = toText(text.toLowerCase()) ?? ''
  const pattern = `%${folded.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql<SqlBool>`(search_text like ${pattern} escape '\\' or search_vms like ${pattern} escape '\\')`
}

function isOne(eb: ExpressionBuilder<Tables, 'sessions'>, { planIds, tenantIds, names, ids }: CodedRuns) {
  const among = (column: 'plan_id' | 'tenant_id' | 'name' | 'id', values: readonly string[]) =>
    values.length === 0 ? [] : [eb(column, 'in', values)]
  return eb.or([
    ...among('plan_id', planIds),
    ...among('tenant_id', tenantIds),
    ...among('name', names),
    ...among('id', ids),
  ])
}

const NAME_OF = {
  plan_id: 'plan_name',
  tenant_id: 'tenant_name',
  backup_server_id: 'backup_server_name',
} as const
