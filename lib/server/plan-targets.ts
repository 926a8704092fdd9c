import 'server-only'
import { z } from 'zod'
import type { Audit } from './audit'
import type { Client } from './client'
import { inRecord } from './record-errors'
import { toTargetView } from './recovery-source'
import { RequestError } from './reply'
import type { Sessions } from './sessions'
import type { SurroundingsSource } from './surroundings'
import type { TargetView } from '@/lib/api/replies'
import type { StaffPrincipal } from '@/lib/auth/principal'
import { LEAST_TARGET_MS, MOST_TARGET_MS, type RecoveryTarget } from '@/lib/failover/recovery'
import type { StoreDoor } from '@/lib/store/store-door'

const goal = z.int().min(LEAST_TARGET_MS).max(MOST_TARGET_MS).nullable()

/** Both goals, each null for none; both null take the targets back. */
export const planTargetBody = z.strictObject({ rtoMs: goal, rpoMs: goal })

export type PlanTargets = {
  /** @throws {RequestError} `not_there` if nobody knows the plan, `record_unavailable` */
  set: (
    planId: string,
    target: RecoveryTarget,
    by: StaffPrincipal,
    client: Client,
  ) => Promise<TargetView | null>
}

export function createPlanTargets(parts: {
  door: Pick<StoreDoor, 'use'>
  sessions: Pick<Sessions, 'onTarget'>
  surroundings: Pick<SurroundingsSource, 'planName' | 'settle'>
  audit: Audit
  now: () => number
}): PlanTargets {
  const { door, sessions, surroundings, audit, now } = parts

  /** By a run that was joined to it, or by EM's own list of plans. @throws {RequestError} `not_there` */
  async function findPlan(planId: string): Promise<{ name: string | null }> {
    const recorded = await inRecord(door.use((store) => store.findRecordedPlan(planId)))
    if (recorded) return recorded
    await surroundings.settle()
    const listed = surroundings.planName(planId)
    if (listed) return listed
    throw new RequestError(
      'not_there',
      'No failover plan with this id is known, neither by a run nor in Enterprise Manager.',
      'Open a failover of the plan and set the targets there.',
    )
  }

  return {
    async set(planId, { rtoMs, rpoMs }, by, client) {
      const plan = await findPlan(planId)
      const wanted = { rtoMs, rpoMs, setBy: by.name, setAtMs: now() }
      const before = await inRecord(door.use((store) => store.setPlanTarget({ planId, ...wanted })))
      // Saying the same once more leaves who said it first.
      if (before?.rtoMs === rtoMs && before.rpoMs === rpoMs) return toTargetView(before)
      const target = rtoMs === null && rpoMs === null ? null : wanted
      if (target === null && before === null) return null
      sessions.onTarget(planId, target)
      await audit.note({
        action: 'target_set',
        by,
        client,
        object: { kind: 'plan', id: planId, name: plan.name },
        detail: {
          rtoMs,
          rpoMs,
          beforeRtoMs: before?.rtoMs ?? null,
          beforeRpoMs: before?.rpoMs ?? null,
        },
      })
      return toTargetView(target)
    },
  }
}
