import { writeShareUpdateBody } from '@/lib/api/share-replies'
import { canShare } from '@/lib/auth/permissions'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'
import { shareLinkParams } from '@/lib/server/share-link-params'

export const POST = route(
  { allow: canShare, params: shareLinkParams, body: writeShareUpdateBody },
  async ({ runtime, params, body: { text, author }, principal, client }) => {
    const update = { text, author: author === undefined || author === '' ? null : author }
    return json(await runtime.shareLinks.writeUpdate(params.linkId, update, { principal, client }), {
      status: 201,
    })
  },
)
