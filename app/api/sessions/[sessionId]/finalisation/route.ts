import { finalisationBody } from '@/lib/api/teamwork-schemas'
import { canFinalise } from '@/lib/auth/permissions'
import { sessionParams } from '@/lib/server/params'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const POST = route(
  { allow: canFinalise, params: sessionParams, body: finalisationBody },
  async ({ runtime, params: { sessionId }, body, principal, client }) =>
    json({ finalisation: await runtime.finalisations.record(sessionId, body, principal, client) }),
)
