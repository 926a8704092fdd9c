import { canCollect } from '@/lib/auth/permissions'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const POST = route({ allow: canCollect }, async ({ runtime, principal, client }) =>
  json({ collection: await runtime.collect.ask({ by: principal, client }) }, { status: 202 }),
)
