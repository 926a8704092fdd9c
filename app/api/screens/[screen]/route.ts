import { canManageScreens } from '@/lib/auth/permissions'
import { done, json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'
import { screenChangeBody, screenParams } from '@/lib/server/screen-bodies'
import { toScreenView } from '@/lib/server/screen-list'

export const PATCH = route(
  { allow: canManageScreens, params: screenParams, body: screenChangeBody },
  async ({ runtime, params, body, principal, client }) =>
    json(toScreenView(await runtime.screenAccess.change(params.screen, body, { principal, client }))),
)

export const DELETE = route(
  { allow: canManageScreens, params: screenParams },
  async ({ runtime, params, principal, client }) => {
    await runtime.screenAccess.revoke(params.screen, { principal, client })
    return done()
  },
)
