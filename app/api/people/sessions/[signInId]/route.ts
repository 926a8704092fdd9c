import { canManagePeople } from '@/lib/auth/permissions'
import { signInParams } from '@/lib/server/params'
import { done } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const DELETE = route(
  { allow: canManagePeople, params: signInParams },
  async ({ params, runtime, principal, client }) => {
    await runtime.people.endSignIn(params.signInId, { principal, client })
    return done()
  },
)
