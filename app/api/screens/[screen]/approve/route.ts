import { canManageScreens } from '@/lib/auth/permissions'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'
import { approvalBody, screenParams } from '@/lib/server/screen-bodies'
import { toScreenView } from '@/lib/server/screen-list'

/** What stands in the address is the code that the screen shows: it has no id yet. */
export const POST = route(
  { allow: canManageScreens, params: screenParams, body: approvalBody },
  async ({ runtime, params, body, principal, client }) =>
    json(toScreenView(await runtime.screenAccess.approve(params.screen, body, { principal, client })), {
      status: 201,
    }),
)
