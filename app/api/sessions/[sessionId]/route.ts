import { allowedActions, canViewSessions } from '@/lib/auth/permissions'
import { sessionParams } from '@/lib/server/params'
import { polledJson } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const GET = route(
  { allow: canViewSessions, params: sessionParams },
  async ({ request, runtime, params, principal }) => {
    const reply = await runtime.sessions.read(params.sessionId)
    return polledJson(request, { ...reply, may: allowedActions(principal) }, Date.now())
  },
)
