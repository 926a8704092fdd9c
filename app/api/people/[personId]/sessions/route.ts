import { canManagePeople } from '@/lib/auth/permissions'
import { personParams } from '@/lib/server/params'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

/** Ends all sign-ins of one person; of oneself all others. */
export const DELETE = route(
  { allow: canManagePeople, params: personParams },
  async ({ params, runtime, principal, client }) =>
    json({ ended: await runtime.people.endAllOf(params.personId, { principal, client }) }),
)
