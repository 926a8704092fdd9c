import 'server-only'
import type { Kysely } from 'kysely'
import type { Tables } from './tables'
import type { RecoveryTarget } from '@/lib/failover/recovery'

/** The goals of one plan; null if none were set. */
export async function readPlanTarget(
  db: Kysely<Tables>,
  emId: number,
  planId: string,
): Promise<RecoveryTarget | null> {
  const row = await db
    .selectFrom('plan_targets')
    .select(['rto_ms', 'rpo_ms'])
    .where('em_id', '=', emId)
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  return row === undefined ? null : { rtoMs: row.rto_ms, rpoMs: row.rpo_ms }
}

/** Sets the goals of one plan, with who and when. Both null takes them back. */
export async function setPlanTarget(
  db: Kysely<Tables>,
  emId: number,
  target: RecoveryTarget & { planId: string; setBy: string; setAtMs: number },
): Promise<void> {
  const { planId, rtoMs, rpoMs, setBy, setAtMs } = target
  if (rtoMs === null && rpoMs === null) {
    await db.deleteFrom('plan_targets').where('em_id', '=', emId).where('plan_id', '=', planId).execute()
    return
  }
  const columns = { rto_ms: rtoMs, rpo_ms: rpoMs, set_ms: setAtMs, set_by: setBy }
  await db
    .insertInto('plan_targets')
    .values({ em_id: emId, plan_id: planId, ...columns })
    .onConflict((conflict) => conflict.columns(['em_id', 'plan_id']).doUpdateSet(columns))
    .execute()
}

export type KnownPlan = RecoveryTarget & { emId: number; planId: string; name: string | null }

/** All plans that any run was joined to, or that have a target, of every Enterprise Manager. */
export async function listPlanTargets(db: Kysely<Tables>): Promise<KnownPlan[]> {
  const named = await db
    .selectFrom('sessions')
    .select(['em_id', 'plan_id', (eb) => eb.fn.max('plan_name').as('name')])
    .where('plan_id', 'is not', null)
    .groupBy(['em_id', 'plan_id'])
    .execute()
  const targets = await db.selectFrom('plan_targets').selectAll().execute()
  const idOf = (row: { em_id: number; plan_id: string | null }): string => `${row.em_id} ${row.plan_id ?? ''}`
  const known = new Map<string, KnownPlan>()
  for (const row of named) {
    const planId = row.plan_id ?? ''
    known.set(idOf(row), { emId: row.em_id, planId, name: row.name, rtoMs: null, rpoMs: null })
  }
  for (const row of targets) {
    const name = known.get(idOf(row))?.name ?? null
    known.set(idOf(row), { emId: row.em_id, planId: row.plan_id, name, rtoMs: row.rto_ms, rpoMs: row.rpo_ms })
  }
  return [...known.values()].sort((a, b) => (a.name ?? '').localeCompare(b.name ?? ''))
}
