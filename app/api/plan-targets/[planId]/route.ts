import { canSetTargets } from '@/lib/auth/permissions'
import { planParams } from '@/lib/server/params'
import { planTargetBody } from '@/lib/server/plan-targets'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const PUT = route(
  { allow: canSetTargets, params: planParams, body: planTargetBody },
  async ({ runtime, params: { planId }, body, principal, client }) =>
    json({ planId, target: await runtime.planTargets.set(planId, body, principal, client) }),
)
