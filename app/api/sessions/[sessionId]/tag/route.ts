import { z } from 'zod'
import { canTag } from '@/lib/auth/permissions'
import { RUN_KINDS } from '@/lib/failover/role'
import { sessionParams } from '@/lib/server/params'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

const body = z.strictObject({ kind: z.enum(RUN_KINDS).nullable() })

export const POST = route(
  { allow: canTag, params: sessionParams, body },
  async ({ runtime, params: { sessionId }, body: { kind }, principal, client }) =>
    json({ tag: await runtime.runTags.set(sessionId, kind, principal, client) }),
)
