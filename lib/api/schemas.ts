import { z } from 'zod'
import { COLLECT_FAILURES, COLLECT_MODES } from '@/lib/failover/collection'
import { RUN_KINDS } from '@/lib/failover/role'

/** The parts that several replies share. */

export const utcSchema = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/)
export const percentSchema = z.int().min(0).max(100)
export const countSchema = z.int().min(0)
export const linkSchema = z.strictObject({ id: z.string(), name: z.string().nullable() })

/** What an operator says a run was; Enterprise Manager does not tell. */
export const tagSchema = z.strictObject({
  kind: z.enum(RUN_KINDS),
  setAtUtc: utcSchema,
  setBy: z.string(),
})

/** Why a detail that EM has is not shown. `pending`: it is being read for the first time. */
export const unreadableSchema = z.enum(['forbidden', 'not_found', 'unreachable', 'pending'])

export const outcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('running'), failedSoFar: countSchema, warningSoFar: countSchema }),
  z.strictObject({ kind: z.literal('ended'), result: z.enum(['success', 'warning', 'failed']) }),
  z.strictObject({ kind: z.literal('unknown'), reported: z.string() }),
])

export const standingSchema = z.enum(['waiting', 'working', 'succeeded', 'warning', 'failed', 'unknown'])

export const countsSchema = z.strictObject({
  total: countSchema,
  waiting: countSchema,
  working: countSchema,
  succeeded: countSchema,
  warning: countSchema,
  failed: countSchema,
  unknown: countSchema,
})

/** How far EM's newest collection has come; moments of `asked` and `failed` on our clock, the others on EM's. */
const collectProgressSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('idle') }),
  z.strictObject({ state: z.literal('asked'), sinceUtc: utcSchema, watched: z.boolean() }),
  z.strictObject({ state: z.literal('running'), sinceUtc: utcSchema }),
  z.strictObject({ state: z.literal('overdue'), sinceUtc: utcSchema }),
  z.strictObject({
    state: z.literal('ended'),
    atUtc: utcSchema,
    result: z.enum(['success', 'warning', 'failed']).nullable(),
  }),
  z.strictObject({ state: z.literal('failed'), atUtc: utcSchema, failure: z.enum(COLLECT_FAILURES) }),
])

/** Enterprise Manager's reading of its backup servers, as far as this monitor asks for it. */
export const collectionSchema = z.strictObject({
  mode: z.enum(COLLECT_MODES),
  /** Under `auto`: how often while a failover is active, ms. */
  everyMs: z.int().positive().nullable(),
  progress: collectProgressSchema,
  /** Another may be asked for from then on; null: nobody has asked yet. */
  nextAtUtc: utcSchema.nullable(),
  /** Why the age of the newest collection is not known; null when it is. */
  unknown: z.enum(['forbidden', 'unreachable', 'pending', 'never']).nullable(),
})
