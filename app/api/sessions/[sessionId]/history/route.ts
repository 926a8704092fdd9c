import { canViewSessions } from '@/lib/auth/permissions'
import { historyQuery, sessionParams } from '@/lib/server/params'
import { taggedJson } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const GET = route(
  { allow: canViewSessions, params: sessionParams, query: historyQuery },
  async ({ request, runtime, params, query }) =>
    taggedJson(
      request,
      await runtime.history.read(params.sessionId, { tasks: query.tasks === 'all', task: query.task }),
    ),
)
