import 'server-only'
import { sql, type Kysely } from 'kysely'
import { LONGEST_RUN_MS } from './list-recorded'
import { toOutcomeOf } from './rows'
import type { Tables } from './tables'
import { toRunTotals, type RunTotals, type TotalsWindow } from '@/lib/failover/run-totals'

/** Totals over what EM no longer lists. EM lists by age, so that is little; an index finds it. */
export async function sumRecorded(
  db: Kysely<Tables>,
  emId: number,
  window: TotalsWindow,
): Promise<RunTotals> {
  const rows = await db
    .selectFrom('sessions')
    .selectAll()
    .where('em_id', '=', emId)
    .where('in_em', '=', 0)
    .where('sort_ms', '>=', window.sinceMs - LONGEST_RUN_MS)
    .where('end_ms', '>=', window.sinceMs)
    .execute()
  return toRunTotals(
    rows.map((row) => ({
      outcome: toOutcomeOf(row),
      counts: { failed: row.failed },
      kind: row.kind,
      endMs: row.end_ms,
      vmsToday: (row.end_ms ?? 0) >= window.todayMs ? row.succeeded + row.warning : 0,
    })),
    window,
  )
}

export const FACETS = ['tenant', 'plan', 'backupServer'] as const
export type Facet = (typeof FACETS)[number]
/** Names that occur, each with the number of its runs. */
export type FacetCounts = Record<Facet, Map<string, number>>

/** Names of tenants, plans and backup servers of what EM no longer lists. It goes through all of it: not for every request. */
export async function countFacets(db: Kysely<Tables>, emId: number): Promise<FacetCounts> {
  const named = {
    tenant: sql<string | null>`tenant_name`,
    // As a filter by plan finds it: a run without a joined plan has the name that the plan had.
    plan: sql<string | null>`case when plan_id is null then name else plan_name end`,
    backupServer: sql<string | null>`backup_server_name`,
  }
  const counts: FacetCounts = { tenant: new Map(), plan: new Map(), backupServer: new Map() }
  for (const facet of FACETS) {
    const rows = await db
      .selectFrom('sessions')
      .select((eb) => [named[facet].as('facet_name'), eb.fn.countAll<number>().as('n')])
      .where('em_id', '=', emId)
      .where('in_em', '=', 0)
      .groupBy(named[facet])
      .execute()
    for (const { facet_name: name, n } of rows) if (name !== null) counts[facet].set(name, n)
  }
  return counts
}
