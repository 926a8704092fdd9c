import { z } from 'zod'
import { countsSchema, outcomeSchema, percentSchema, utcSchema } from './schemas'
import { GAP_CODES } from '@/lib/failover/gap'

/** What the monitor itself has recorded of a failover session. Times are UTC text ending in Z. */

export const sampleSchema = z.strictObject({
  atUtc: utcSchema,
  progress: percentSchema.nullable(),
  counts: countsSchema,
})

export const transitionSchema = z.strictObject({
  /** When the monitor first saw the new word. */
  atUtc: utcSchema,
  /** When it last saw the old one: the change happened in between. Null for a first sight. */
  notBeforeUtc: utcSchema.nullable(),
  /** The moment by Enterprise Manager's own clock, where it gives one: a start or an end. */
  emTimeUtc: utcSchema.nullable(),
  /** The VM's task; null for the session itself. */
  key: z.string().nullable(),
  field: z.enum(['state', 'result']),
  /** Null for a first sight. */
  from: z.string().nullable(),
  to: z.string().nullable(),
})

export const gapSchema = z.strictObject({
  fromUtc: utcSchema,
  /** Null while the gap lasts. */
  toUtc: utcSchema.nullable(),
  code: z.enum(GAP_CODES),
})

export const historyReplySchema = z.strictObject({
  samples: z.array(sampleSchema),
  taskSamples: z.array(
    z.strictObject({ atUtc: utcSchema, key: z.string(), progress: percentSchema.nullable() }),
  ),
  transitions: z.array(transitionSchema),
  gaps: z.array(gapSchema),
  /** First and last moment at which the monitor saw the session; null if nothing is recorded of it. */
  recordedFromUtc: utcSchema.nullable(),
  recordedToUtc: utcSchema.nullable(),
  /** Samples were left out, evenly, to keep the reply small. The record holds more. */
  thinned: z.boolean(),
  /** ms; null once nothing more can come. */
  pollAfterMs: z.int().positive().nullable(),
})

const runSchema = z.strictObject({
  sessionId: z.string(),
  creationTimeUtc: utcSchema.nullable(),
  endTimeUtc: utcSchema.nullable(),
  outcome: outcomeSchema,
  counts: countsSchema,
  /** Length of the whole run; null where start or end is not known. */
  tookMs: z.int().min(0).nullable(),
})

/** A VM in one run. `tookMs` only where it failed over and both times are known. */
const vmRunSchema = z.strictObject({
  standing: z.enum(['waiting', 'working', 'succeeded', 'warning', 'failed', 'unknown']),
  tookMs: z.int().min(0).nullable(),
})

export const comparisonReplySchema = z.strictObject({
  /** This run. */
  run: runSchema,
  /** The newest earlier runs of the plan with the same kind and at least 80 % of the same VMs, newest first, at most 5. */
  earlier: z.array(runSchema),
  /** One per VM of this run in its order, then those that only earlier runs had. */
  vms: z.array(
    z.strictObject({
      vmName: z.string(),
      /** Null: the VM is not in this run. */
      now: vmRunSchema.nullable(),
      /** In the order of `earlier`; null where that run did not have the VM. */
      earlier: z.array(vmRunSchema.nullable()),
    }),
  ),
  /** VM rows without a name, which cannot be compared. */
  unnamed: z.int().min(0),
})

export type HistoryReply = z.infer<typeof historyReplySchema>
export type HistorySample = HistoryReply['samples'][number]
export type HistoryTransition = HistoryReply['transitions'][number]
export type HistoryGap = HistoryReply['gaps'][number]
export type ComparisonReply = z.infer<typeof comparisonReplySchema>
