import { addShareRunBody } from '@/lib/api/share-replies'
import { canShare } from '@/lib/auth/permissions'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'
import { shareLinkParams } from '@/lib/server/share-link-params'

export const POST = route(
  { allow: canShare, params: shareLinkParams, body: addShareRunBody },
  async ({ runtime, params, body, principal, client }) =>
    json(await runtime.shareLinks.addRun(params.linkId, body.sessionId, { principal, client }), {
      status: 201,
    }),
)
