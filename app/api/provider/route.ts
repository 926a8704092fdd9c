import { providerBody } from '@/lib/api/share-replies'
import { canChangeProvider, canShare } from '@/lib/auth/permissions'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const GET = route({ allow: canShare }, async ({ runtime }) => json(await runtime.provider.read()))

export const PUT = route(
  { allow: canChangeProvider, body: providerBody },
  async ({ runtime, body, principal, client }) =>
    json(await runtime.provider.set(body, { principal, client })),
)
