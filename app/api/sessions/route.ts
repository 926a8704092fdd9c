import { allowedActions, canViewSessions } from '@/lib/auth/permissions'
import { polledJson } from '@/lib/server/reply'
import { route } from '@/lib/server/route'
import { sessionListQuerySchema } from '@/lib/server/session-list'

export const GET = route(
  { allow: canViewSessions, query: sessionListQuerySchema },
  async ({ request, runtime, query, principal }) => {
    const reply = await runtime.sessions.list(query)
    const { collect } = allowedActions(principal)
    return polledJson(request, { ...reply, may: { collect } }, Date.now(), 'ages_apart')
  },
)
