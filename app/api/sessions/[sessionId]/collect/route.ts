import { canCollect } from '@/lib/auth/permissions'
import { sessionParams } from '@/lib/server/params'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const POST = route(
  { allow: canCollect, params: sessionParams },
  async ({ runtime, params: { sessionId }, principal, client }) => {
    const { id, name } = (await runtime.sessions.read(sessionId)).session
    const collection = await runtime.collect.ask({ by: principal, client, session: { id, name } })
    return json({ collection }, { status: 202 })
  },
)
