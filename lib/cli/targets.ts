import 'server-only'
import type { Kysely } from 'kysely'
import { CommandLineError, type TargetChange } from './command-line'
import { appendAudit } from '@/lib/store/audit-events'
import { listPlanTargets, setPlanTarget, type KnownPlan } from '@/lib/store/plan-targets'
import type { Tables } from '@/lib/store/tables'

/** Every failover plan that the record knows, with what is set. */
export async function listTargets(db: Kysely<Tables>): Promise<string> {
  const plans = await listPlanTargets(db)
  if (plans.length === 0)
    return 'The record knows no failover plan yet: it learns of one by a run that it can join to its plan.'
  return plans
    .map((plan) => `${plan.planId}  RTO ${toText(plan.rtoMs)}  RPO ${toText(plan.rpoMs)}  ${plan.name ?? ''}`)
    .join('\n')
}

/** @throws {CommandLineError} if the record knows no such plan: a typing error would otherwise never show */
export async function setTarget(
  db: Kysely<Tables>,
  { planId, change }: { planId: string; change: TargetChange },
  nowMs: number,
): Promise<string> {
  const plan = (await listPlanTargets(db)).find((one) => one.planId === planId.toLowerCase())
  if (plan === undefined) {
    throw new CommandLineError(
      `The record knows no failover plan ${planId}: "npm run admin -- target" lists those that it knows`,
    )
  }
  const target = { rtoMs: plan.rtoMs, rpoMs: plan.rpoMs, ...change }
  const { planId: id, emId, name } = plan
  await setPlanTarget(db, emId, { planId: id, ...target, setBy: 'admin program', setAtMs: nowMs })
  await appendAudit(db, emId, {
    atMs: nowMs,
    actor: { kind: 'command_line', id: null, name: null },
    address: null,
    action: 'target_set',
    object: { kind: 'plan', id, name },
    detail: { ...target, beforeRtoMs: plan.rtoMs, beforeRpoMs: plan.rpoMs },
  })
  return toSentence(plan, target)
}

const toSentence = (plan: KnownPlan, target: { rtoMs: number | null; rpoMs: number | null }): string =>
  `${plan.name ?? plan.planId}: RTO ${toText(target.rtoMs)}, RPO ${toText(target.rpoMs)}. Pages show it within seconds.`

function toText(ms: number | null): string {
  if (ms === null) return 'none'
  return ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1_000} s`
}
