import { sessionParams } from '@/lib/server/params'
import { polledJson } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const GET = route({ params: sessionParams }, async ({ request, runtime, params }) =>
  polledJson(request, await runtime.sessions.read(params.sessionId), Date.now()),
)
