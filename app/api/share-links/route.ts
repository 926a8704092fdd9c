import { createShareLinkBody, type ShareLinkListReply } from '@/lib/api/share-replies'
import { canShare } from '@/lib/auth/permissions'
import { publicOrigin } from '@/lib/server/public-origin'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const GET = route({ allow: canShare }, async ({ runtime }) => {
  const reply: ShareLinkListReply = { links: await runtime.shareLinks.list() }
  return json(reply)
})

export const POST = route(
  { allow: canShare, body: createShareLinkBody },
  async ({ request, runtime, body, principal, client }) => {
    const origin = publicOrigin(request, runtime.config.publicUrl)
    return json(await runtime.shareLinks.create(body, origin, { principal, client }), { status: 201 })
  },
)
