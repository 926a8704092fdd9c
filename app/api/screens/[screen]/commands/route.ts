import { canManageScreens } from '@/lib/auth/permissions'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'
import { screenCommandBody, screenParams } from '@/lib/server/screen-bodies'

export const POST = route(
  { allow: canManageScreens, params: screenParams, body: screenCommandBody },
  async ({ runtime, params, body, principal, client }) => {
    const screen = await runtime.screenAccess.inUse(params.screen)
    const { id, expiresAtMs } = await runtime.screenFleet.ask(screen, body, { principal, client })
    return json({ id, untilUtc: new Date(expiresAtMs).toISOString() }, { status: 201 })
  },
)
