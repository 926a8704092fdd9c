import { z } from 'zod'
import { canKeepFilters } from '@/lib/auth/permissions'
import { done, json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'
import { filterChangeBody } from '@/lib/server/saved-filters'

const params = z.object({ filterId: z.guid() })

export const PATCH = route(
  { allow: canKeepFilters, params, body: filterChangeBody },
  async ({ runtime, params: { filterId }, body, principal, client }) =>
    json(await runtime.savedFilters.change(filterId, body, principal, client)),
)

export const DELETE = route(
  { allow: canKeepFilters, params },
  async ({ runtime, params: { filterId }, principal, client }) => {
    await runtime.savedFilters.remove(filterId, principal, client)
    return done()
  },
)
