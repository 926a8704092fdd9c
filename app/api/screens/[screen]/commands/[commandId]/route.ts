import { canManageScreens } from '@/lib/auth/permissions'
import { done } from '@/lib/server/reply'
import { route } from '@/lib/server/route'
import { screenCommandParams } from '@/lib/server/screen-bodies'

export const DELETE = route(
  { allow: canManageScreens, params: screenCommandParams },
  async ({ runtime, params, principal, client }) => {
    const screen = await runtime.screenAccess.inUse(params.screen)
    await runtime.screenFleet.withdraw(screen, params.commandId, { principal, client })
    return done()
  },
)
