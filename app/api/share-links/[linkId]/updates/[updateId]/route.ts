import { canShare } from '@/lib/auth/permissions'
import { done } from '@/lib/server/reply'
import { route } from '@/lib/server/route'
import { shareUpdateParams } from '@/lib/server/share-link-params'

export const DELETE = route(
  { allow: canShare, params: shareUpdateParams },
  async ({ runtime, params, principal, client }) => {
    await runtime.shareLinks.removeUpdate(params.linkId, params.updateId, { principal, client })
    return done()
  },
)
