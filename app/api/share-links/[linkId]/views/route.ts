import type { ShareViewsReply } from '@/lib/api/share-replies'
import { canShare } from '@/lib/auth/permissions'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'
import { shareLinkParams } from '@/lib/server/share-link-params'

export const GET = route({ allow: canShare, params: shareLinkParams }, async ({ runtime, params }) => {
  const reply: ShareViewsReply = { views: await runtime.shareLinks.views(params.linkId) }
  return json(reply)
})
