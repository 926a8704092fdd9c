import { canViewSessions } from '@/lib/auth/permissions'
import { sessionParams } from '@/lib/server/params'
import { taggedJson } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const GET = route(
  { allow: canViewSessions, params: sessionParams },
  async ({ request, runtime, params }) =>
    taggedJson(request, await runtime.sessions.compare(params.sessionId)),
)
