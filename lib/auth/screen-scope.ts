import 'server-only'
import { z } from 'zod'
import { parseSessionId, type SessionId } from '@/lib/failover/ids'

const sessionIdSchema = z.string().transform((raw, context): SessionId => {
  const id = parseSessionId(raw)
  if (id !== null) return id
  context.addIssue({ code: 'custom', message: 'must be the GUID of a failover session' })
  return z.NEVER
})

/** What a screen shows. A tenant's runs are those whose join to the tenant was certain. */
export const screenScopeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({
    kind: z.literal('tenant'),
    tenantId: z.string().min(1).max(200),
    tenantName: z.string().max(300).nullable(),
  }),
  z.strictObject({ kind: z.literal('sessions'), sessionIds: z.array(sessionIdSchema).min(1).max(100) }),
])

export type ScreenScope = z.infer<typeof screenScopeSchema>
