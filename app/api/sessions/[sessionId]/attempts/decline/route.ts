import { declineAttemptsBody } from '@/lib/api/attempt-replies'
import { canJoinAttempts } from '@/lib/auth/permissions'
import { sessionParams } from '@/lib/server/params'
import { done } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const POST = route(
  { allow: canJoinAttempts, params: sessionParams, body: declineAttemptsBody },
  async ({ runtime, params: { sessionId }, body, principal, client }) => {
    await runtime.attempts.decline(sessionId, body.with, { principal, client })
    return done()
  },
)

export const DELETE = route(
  { allow: canJoinAttempts, params: sessionParams },
  async ({ runtime, params: { sessionId }, principal, client }) => {
    await runtime.attempts.takeBackDecline(sessionId, { principal, client })
    return done()
  },
)
