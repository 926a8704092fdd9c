import { z } from 'zod'
import { freshnessSchema, sessionSummarySchema } from './replies'
import { countSchema, linkSchema, utcSchema } from './schemas'

/** Replies to wall screens, and to staff about them. Browser code imports the types only. */

const scopeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('tenant'), tenantId: z.string(), tenantName: z.string().nullable() }),
  z.strictObject({ kind: z.literal('sessions'), sessionIds: z.array(z.string()) }),
])

export const pairingReplySchema = z.strictObject({
  /** To be shown to whoever stands before the screen. Told once. */
  code: z.string().length(6),
  expiresAtUtc: utcSchema,
  /** The same as a span by the server's clock: the screen's need not agree with it. */
  expiresAfterMs: z.int().positive(),
  pollAfterMs: z.int().positive(),
})

export const wallReplySchema = z.strictObject({
  screen: z.strictObject({ id: z.string(), name: z.string(), scope: scopeSchema }),
  /** Active runs and those that ended lately, of the screen's scope only; failures first. */
  sessions: z.array(sessionSummarySchema),
  /** How many of them stand where. */
  totals: z.strictObject({
    running: countSchema,
    /** Of those that run. */
    runningWithFailures: countSchema,
    success: countSchema,
    warning: countSchema,
    failed: countSchema,
    unknown: countSchema,
  }),
  /** Why it cannot be told which runs are the tenant's, so that none is shown; null where it can, or need not be. */
  scopeUnknown: z.enum(['forbidden', 'unreachable', 'pending']).nullable(),
  /** Sessions that EM sent in a form that could not be read; always 0 for a screen that does not show all. */
  unreadable: countSchema,
  /** What staff ask of the screen; none so far. */
  commands: z.array(z.never()),
  build: z.string(),
  freshness: freshnessSchema,
  emClockAheadMs: z.int(),
  pollAfterMs: z.int().positive(),
})

export const screenSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  state: z.enum(['active', 'revoked']),
  scope: scopeSchema,
  createdAtUtc: utcSchema,
  createdBy: z.string(),
  /** Null: it has not asked for anything since it was approved. */
  contactAtUtc: utcSchema.nullable(),
  /** Browser and system in words. */
  client: z.string().nullable(),
  revokedAtUtc: utcSchema.nullable(),
  revokedBy: z.string().nullable(),
})

export const screenListReplySchema = z.strictObject({
  screens: z.array(screenSchema),
  /** Tenants that a screen can be given: those that have a failover plan. */
  tenants: z.array(linkSchema),
  /** Why the tenants are not known; null where they are. */
  tenantsUnknown: z.enum(['forbidden', 'unreachable', 'pending']).nullable(),
  /** Runs of the last two days, which a screen can be given; newest first. */
  runs: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string().nullable(),
      tenantName: z.string().nullable(),
      startedAtUtc: utcSchema.nullable(),
      /** False: it is over. */
      running: z.boolean(),
    }),
  ),
  nowUtc: utcSchema,
})

export type PairingReply = z.infer<typeof pairingReplySchema>
export type WallReply = z.infer<typeof wallReplySchema>
export type ScreenView = z.infer<typeof screenSchema>
export type ScreenListReply = z.infer<typeof screenListReplySchema>
