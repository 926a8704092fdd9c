import { canViewSessions } from '@/lib/auth/permissions'
import { polledJson } from '@/lib/server/reply'
import { route } from '@/lib/server/route'
import { sessionListQuerySchema } from '@/lib/server/session-list'

export const GET = route(
  { allow: canViewSessions, query: sessionListQuerySchema },
  async ({ request, runtime, query }) => polledJson(request, await runtime.sessions.list(query), Date.now()),
)
