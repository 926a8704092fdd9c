import { canKeepFilters } from '@/lib/auth/permissions'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'
import { newFilterBody } from '@/lib/server/saved-filters'

export const GET = route({ allow: canKeepFilters }, async ({ runtime, principal }) =>
  json({ filters: await runtime.savedFilters.of(principal) }),
)

export const POST = route(
  { allow: canKeepFilters, body: newFilterBody },
  async ({ runtime, body, principal, client }) =>
    json(await runtime.savedFilters.add(body, principal, client), { status: 201 }),
)
