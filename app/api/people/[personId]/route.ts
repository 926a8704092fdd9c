import { setRoleBodySchema } from '@/lib/api/access-replies'
import { canManagePeople } from '@/lib/auth/permissions'
import { personParams } from '@/lib/server/params'
import { done } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

/** Sets a person's role, or leaves it to the source again. */
export const PATCH = route(
  { allow: canManagePeople, params: personParams, body: setRoleBodySchema },
  async ({ params, body, runtime, principal, client }) => {
    await runtime.people.setRole(params.personId, body.setRole, { principal, client })
    return done()
  },
)
