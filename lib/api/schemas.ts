import { z } from 'zod'
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

export const countsSchema = z.strictObject({
  total: countSchema,
  waiting: countSchema,
  working: countSchema,
  succeeded: countSchema,
  warning: countSchema,
  failed: countSchema,
  unknown: countSchema,
})
