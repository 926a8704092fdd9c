import { canShare } from '@/lib/auth/permissions'
import { done } from '@/lib/server/reply'
import { route } from '@/lib/server/route'
import { shareRunParams } from '@/lib/server/share-link-params'

export const DELETE = route(
  { allow: canShare, params: shareRunParams },
  async ({ runtime, params, principal, client }) => {
    await runtime.shareLinks.removeRun(params.linkId, params.sessionId, { principal, client })
    return done()
  },
)
