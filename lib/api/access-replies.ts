import { z } from 'zod'
import { PERSON_SOURCES, ROLES } from '@/lib/failover/role'

/** Replies about people and what they may do. */

export const roleSchema = z.enum(ROLES)

export const meReplySchema = z.strictObject({
  person: z.strictObject({ id: z.string(), name: z.string(), source: z.enum(PERSON_SOURCES) }),
  role: roleSchema,
  may: z.strictObject({
    share: z.boolean(),
    tag: z.boolean(),
    setTargets: z.boolean(),
    manageScreens: z.boolean(),
    changeProvider: z.boolean(),
    viewHealth: z.boolean(),
    managePeople: z.boolean(),
    viewAudit: z.boolean(),
  }),
})

export type MeReply = z.infer<typeof meReplySchema>
