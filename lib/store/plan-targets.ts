import 'server-only'
import type { Kysely } from 'kysely'
import { toText } from './rows'
import type { Tables } from './tables'
import type { RecoveryTarget } from '@/lib/failover/recovery'

/** The goals of a plan, who set them and when (ms since 1970). */
export type PlanTarget = RecoveryTarget & { setBy: string; setAtMs: number }

/** The goals of one plan; null if none were set. */
export async function readPlanTarget(
  db: Kysely<Tables>,
  emId: number,
  planId: string,
): Promise<PlanTarget | null> {
  const row = await db
    .selectFrom('plan_targets')
    .select(['rto_ms', 'rpo_ms', 'set_by', 'set_ms'])
    .where('em_id', '=', emId)
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  if (row === undefined) return null
  return { rtoMs: row.rto_ms, rpoMs: row.rpo_ms, setBy: row.set_by, setAtMs: row.set_ms }
}

/** The goals of all plans that have some, by the plan's id: for lists. */
export async function readPlanTargets(
  db: Kysely<Tables>,
  emId: number,
): Promise<Map<string, RecoveryTarget>> {
  const rows = await db
    .selectFrom('plan_targets')
    .select(['plan_id', 'rto_ms', 'rpo_ms'])
    .where('em_id', '=', emId)
    .execute()
  return new Map(rows.map((row) => [row.plan_id, { rtoMs: row.rto_ms, rpoMs: row.rpo_ms }]))
}

/**
 * Sets the goals of one plan, with who and when. Both null takes them back; the same once more leaves who set them first.
 * @returns what was set before
 */
export async function setPlanTarget(
  db: Kysely<Tables>,
  emId: number,
  target: PlanTarget & { planId: string },
): Promise<PlanTarget | null> {
  const { planId, rtoMs, rpoMs, setBy, setAtMs } = target
  return db.transaction().execute(async (transaction) => {
    const before = await readPlanTarget(transaction, emId, planId)
    if (before?.rtoMs === rtoMs && before.rpoMs === rpoMs) return before
    if (rtoMs === null && rpoMs === null) {
      await transaction
        .deleteFrom('plan_targets')
        .where('em_id', '=', emId)
        .where('plan_id', '=', planId)
        .execute()
      return before
    }
    const columns = { rto_ms: rtoMs, rpo_ms: rpoMs, set_ms: setAtMs, set_by: toText(setBy) ?? '' }
    await transaction
      .insertInto('plan_targets')
      .values({ em_id: emId, plan_id: planId, ...columns })
      .onConflict((conflict) => conflict.columns(['em_id', 'plan_id']).doUpdateSet(columns))
      .execute()
    return before
  })
}

/** The newest name of a plan that any run was joined to, or `name: null`; null if no run ever was. */
export async function findRecordedPlan(
  db: Kysely<Tables>,
  emId: number,
  planId: string,
): Promise<{ name: string | null } | null> {
  const row = await db
    .selectFrom('sessions')
    .select('plan_name')
    .where('em_id', '=', emId)
    .where('plan_id', '=', planId)
    .orderBy('sort_ms', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : { name: row.plan_name }
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
