import { joinAttemptsBody } from '@/lib/api/attempt-replies'
import { canJoinAttempts } from '@/lib/auth/permissions'
import { sessionParams } from '@/lib/server/params'
import { done, json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

/** Whoever may join attempts may share as well, so the links need no right of their own. */
export const POST = route(
  { allow: canJoinAttempts, params: sessionParams, body: joinAttemptsBody },
  async ({ runtime, params: { sessionId }, body, principal, client }) =>
    json(await runtime.attempts.join(sessionId, body, { principal, client })),
)

export const DELETE = route(
  { allow: canJoinAttempts, params: sessionParams },
  async ({ runtime, params: { sessionId }, principal, client }) => {
    await runtime.attempts.separate(sessionId, { principal, client })
    return done()
  },
)
