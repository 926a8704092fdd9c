import { canShare } from '@/lib/auth/permissions'
import { publicOrigin } from '@/lib/server/public-origin'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'
import { shareLinkParams } from '@/lib/server/share-link-params'

export const POST = route(
  { allow: canShare, params: shareLinkParams },
  async ({ request, runtime, params, principal, client }) => {
    const origin = publicOrigin(request, runtime.config.publicUrl)
    return json(await runtime.shareLinks.rotate(params.linkId, origin, { principal, client }))
  },
)
