import { canViewSessions } from '@/lib/auth/permissions'
import { taggedJson } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const GET = route({ allow: canViewSessions }, async ({ request, runtime }) =>
  taggedJson(request, await runtime.sessions.facets()),
)
