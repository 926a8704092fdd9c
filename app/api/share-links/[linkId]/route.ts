import { changeShareLinkBody } from '@/lib/api/share-replies'
import { canShare } from '@/lib/auth/permissions'
import { publicOrigin } from '@/lib/server/public-origin'
import { done, json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'
import { shareLinkParams } from '@/lib/server/share-link-params'

export const GET = route({ allow: canShare, params: shareLinkParams }, async ({ runtime, params }) =>
  json(await runtime.shareLinks.read(params.linkId)),
)

export const PATCH = route(
  { allow: canShare, params: shareLinkParams, body: changeShareLinkBody },
  async ({ request, runtime, params, body, principal, client }) => {
    const origin = publicOrigin(request, runtime.config.publicUrl)
    return json(await runtime.shareLinks.change(params.linkId, body, origin, { principal, client }))
  },
)

export const DELETE = route(
  { allow: canShare, params: shareLinkParams },
  async ({ runtime, params, principal, client }) => {
    await runtime.shareLinks.revoke(params.linkId, { principal, client })
    return done()
  },
)
