import { z } from 'zod'
import { freshnessSchema, sessionSummarySchema } from './replies'
import { countSchema, linkSchema, utcSchema } from './schemas'
import { SCREEN_COMMANDS, screenReportSchema, screenSettingsSchema } from './screen-settings'

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

const wallFailureSchema = z.strictObject({ vmName: z.string().nullable(), message: z.string().nullable() })

const wallRunSchema = sessionSummarySchema.extend({
  /** Goal of the run's plan; null where none is set or the plan is not known. */
  rtoTargetMs: z.int().positive().nullable(),
  /** The first VMs that failed; empty on a screen that does not show all: names and hosts are the provider's own. */
  failures: z.array(wallFailureSchema),
})

export const wallReplySchema = z.strictObject({
  screen: z.strictObject({
    id: z.string(),
    name: z.string(),
    scope: scopeSchema,
    settings: screenSettingsSchema,
  }),
  /**
   * Active runs and those that ended lately, of the screen's scope only; failures first. While none is active: the last
   * results, however old.
   */
  sessions: z.array(wallRunSchema),
  /** How many of them stand where. */
  totals: z.strictObject({
    running: countSchema,
    /** Of those that run, and of those that EM dropped before their end was seen: in so many a VM has failed. */
    withFailures: countSchema,
    success: countSchema,
    warning: countSchema,
    failed: countSchema,
    unknown: countSchema,
  }),
  /** What has ended on this day of UTC, and how. */
  today: z.strictObject({
    dateUtc: z.iso.date(),
    success: countSchema,
    warning: countSchema,
    failed: countSchema,
    unknown: countSchema,
  }),
  /** Why it cannot be told which runs are the tenant's, so that none is shown; null where it can, or need not be. */
  scopeUnknown: z.enum(['forbidden', 'unreachable', 'pending']).nullable(),
  /** Sessions that EM sent in a form that could not be read; always 0 for a screen that does not show all. */
  unreadable: countSchema,
  /** What staff ask of the screen, until then. */
  commands: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(SCREEN_COMMANDS),
      /** Of a message. */
      text: z.string().nullable(),
      untilUtc: utcSchema,
    }),
  ),
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
  settings: screenSettingsSchema,
  /** What it last said of itself; null: nothing yet. */
  report: screenReportSchema.omit({ done: true }).nullable(),
  /** What is asked of it and has not expired, oldest first. */
  commands: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(SCREEN_COMMANDS),
      text: z.string().nullable(),
      askedAtUtc: utcSchema,
      askedBy: z.string(),
      untilUtc: utcSchema,
      /** When the screen said that it had done so. */
      doneAtUtc: utcSchema.nullable(),
    }),
  ),
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
  /** Of the server, to tell a screen that is behind. */
  build: z.string(),
  nowUtc: utcSchema,
})

export type PairingReply = z.infer<typeof pairingReplySchema>
export type WallReply = z.infer<typeof wallReplySchema>
export type WallRun = z.infer<typeof wallRunSchema>
export type WallFailure = z.infer<typeof wallFailureSchema>
export type ScreenView = z.infer<typeof screenSchema>
export type ScreenListReply = z.infer<typeof screenListReplySchema>
