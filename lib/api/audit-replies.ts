import { z } from 'zod'
import { utcSchema } from './schemas'
import { AUDIT_ACTIONS, AUDIT_ACTOR_KINDS } from '@/lib/failover/audit'

/** The book of who did what. Nothing in it is ever changed or taken away. */

export const auditEventSchema = z.strictObject({
  /** Grows from event to event. */
  no: z.int().positive(),
  atUtc: utcSchema,
  actor: z.strictObject({
    kind: z.enum(AUDIT_ACTOR_KINDS),
    id: z.string().nullable(),
    name: z.string().nullable(),
  }),
  /** As much of the address as the settings keep. */
  address: z.string().nullable(),
  /** Null: noted by a newer version; `word` has its word. */
  action: z.enum(AUDIT_ACTIONS).nullable(),
  word: z.string(),
  object: z.strictObject({ kind: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

export const auditReplySchema = z.strictObject({
  /** Newest first. */
  events: z.array(auditEventSchema),
  /** `before` of the next page of older events; null if there are none. */
  olderBefore: z.int().positive().nullable(),
  /** Staff that ever did something, for the filter. */
  people: z.array(z.strictObject({ id: z.string(), name: z.string().nullable() })),
})

export type AuditEventView = z.infer<typeof auditEventSchema>
export type AuditReply = z.infer<typeof auditReplySchema>
