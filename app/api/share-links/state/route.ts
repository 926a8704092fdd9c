import { shareLinksStateBody } from '@/lib/api/share-replies'
import { canShare } from '@/lib/auth/permissions'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const POST = route(
  { allow: canShare, body: shareLinksStateBody },
  async ({ runtime, body: { tenantId, state }, principal, client }) =>
    json({ changed: await runtime.shareLinks.setStateOfTenant(tenantId, state, { principal, client }) }),
)
