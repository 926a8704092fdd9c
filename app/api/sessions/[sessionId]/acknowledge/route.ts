import { acknowledgeBody, withdrawBody } from '@/lib/api/teamwork-schemas'
import { canAcknowledge } from '@/lib/auth/permissions'
import { sessionParams } from '@/lib/server/params'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const POST = route(
  { allow: canAcknowledge, params: sessionParams, body: acknowledgeBody },
  async ({ runtime, params: { sessionId }, body, principal, client }) =>
    json({ acknowledgements: await runtime.acknowledgements.say(sessionId, body, principal, client) }),
)

export const DELETE = route(
  { allow: canAcknowledge, params: sessionParams, body: withdrawBody },
  async ({ runtime, params: { sessionId }, body: { keys }, principal, client }) =>
    json({ acknowledgements: await runtime.acknowledgements.withdraw(sessionId, keys, principal, client) }),
)
