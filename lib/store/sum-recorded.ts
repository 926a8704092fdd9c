import 'server-only'
import { sql, type Kysely } from 'kysely'
import { chunks } from './chunks'
import { LONGEST_RUN_MS } from './list-recorded'
import { toOutcomeOf, toUtc } from './rows'
import type { Tables } from './tables'
import { isStartedOn, toRunTotals, type RunTotals, type TotalsWindow } from '@/lib/failover/run-totals'

/**
 * Totals over what EM no longer lists. EM lists by age, so that is little; an index finds it.
 * @param without ids of runs that are counted elsewhere
 */
export async function sumRecorded(
  db: Kysely<Tables>,
  emId: number,
  { window, without = [] }: { window: TotalsWindow; without?: readonly string[] },
): Promise<RunTotals> {
  const found = await db
    .selectFrom('sessions')
    .selectAll()
    .where('em_id', '=', emId)
    .where('in_em', '=', 0)
    .where('sort_ms', '>=', window.sinceMs - LONGEST_RUN_MS)
    // One that was dropped before its end was seen has VMs that had been started.
    .where((eb) => eb.or([eb('end_ms', '>=', window.sinceMs), eb('observed_ms', '>=', seenSinceMs(window))]))
    .execute()
  const rows = found.filter(({ id }) => !without.includes(id))
  const vms = await countVmsToday(
    db,
    rows.filter((row) => row.succeeded + row.warning > 0 && row.observed_ms >= seenSinceMs(window)),
    window,
  )
  return toRunTotals(
    rows.map((row) => ({
      outcome: toOutcomeOf(row),
      counts: { failed: row.failed },
      kind: row.kind,
      endMs: row.end_ms,
      vmsToday: vms.get(row.no) ?? 0,
    })),
    window,
  )
}

/** When a run was last seen goes by our clock, the day by EM's: a day is more than they may differ by. */
const seenSinceMs = ({ todayMs }: TotalsWindow): number => todayMs - 86_400_000

/** VMs that were started today, by the numbers of their runs; those without are left out. */
async function countVmsToday(
  db: Kysely<Tables>,
  runs: readonly { no: number }[],
  { todayUtc, todayMs }: TotalsWindow,
): Promise<Map<number, number>> {
  const vms = new Map<number, number>()
  for (const part of chunks(runs)) {
    const tasks = await db
      .selectFrom('task_sessions')
      .select(['session_no', 'state', 'result', 'end_ms'])
      .where(
        'session_no',
        'in',
        part.map(({ no }) => no),
      )
      .where('end_ms', '>=', todayMs)
      .execute()
    for (const { session_no: no, end_ms: endMs, ...words } of tasks)
      if (isStartedOn({ ...words, endTimeUtc: toUtc(endMs) }, todayUtc)) vms.set(no, (vms.get(no) ?? 0) + 1)
  }
  return vms
}

export const FACETS = ['tenant', 'plan', 'backupServer'] as const
export type Facet = (typeof FACETS)[number]
/** Names that occur, each with the number of its runs. */
export type FacetCounts = Record<Facet, Map<string, number>>

/** Names of tenants, plans and backup servers of what EM no longer lists. It goes through all of it: not for every request. */
export async function countFacets(
  db: Kysely<Tables>,
  emId: number,
  { without = [] }: { without?: readonly string[] } = {},
): Promise<FacetCounts> {
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
      .$if(without.length > 0, (counted) => counted.where('id', 'not in', without))
      .groupBy(named[facet])
      .execute()
    for (const { facet_name: name, n } of rows) if (name !== null) counts[facet].set(name, n)
  }
  return counts
}
