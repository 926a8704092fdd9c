import { z } from 'zod'
import { countSchema, utcSchema } from './schemas'
import { FINAL_OUTCOMES } from '@/lib/failover/finalisation'

/** What staff say of a run while they work on it. */

/** Somebody knows of a failure and says so; listed while that failure is there. */
export const acknowledgementSchema = z.strictObject({
  /** The VM's row; null: the run's own failure. */
  key: z.string().nullable(),
  by: z.string(),
  atUtc: utcSchema,
  reason: z.string(),
})

export const runNoteSchema = z.strictObject({
  id: z.string(),
  by: z.string(),
  atUtc: utcSchema,
  text: z.string(),
  /** How many links show it to tenants. */
  publishedTo: countSchema,
})

export const finalOutcomeSchema = z.enum(FINAL_OUTCOMES)

/** What became of the failover, as somebody recorded it. */
export const finalisationSchema = z.strictObject({
  outcome: finalOutcomeSchema,
  by: z.string(),
  atUtc: utcSchema,
  note: z.string().nullable(),
})

/** The part of a session's reply that is people's word. */
export const teamworkShape = {
  /** Failures that nobody has acknowledged: failed VMs, and the run's own. */
  unacknowledged: countSchema,
  /** Those in force, in the order in which they were said. */
  acknowledgements: z.array(acknowledgementSchema),
  /** Newest first. */
  notes: z.array(runNoteSchema),
  finalisation: finalisationSchema.nullable(),
  /** VMs run from their replicas for the time being, and nobody has recorded what became of that. */
  temporary: z.boolean(),
  /** What the states of the replica points agree on; inferred, and recorded by nobody yet. */
  suggestion: finalOutcomeSchema.nullable(),
  /** The record cannot be read, so what people said is not known and is not shown. */
  teamworkUnknown: z.boolean(),
}

/** A summary names no more failures than these. */
export const MOST_FAILING = 200

/** The same of a session's summary. */
export const teamworkSummaryShape = {
  unacknowledged: countSchema,
  /**
   * All that has failed, VMs and the run itself, up to {@link MOST_FAILING}: each under a name by which a new failure is
   * told from one that is known. A reason is a part of the name of its own, after a dot, as it may come later: two names
   * are to be compared by `compareNames` (failure-name.ts). Empty for a run that EM has dropped.
   */
  failing: z
    .array(
      z.strictObject({
        key: z.string(),
        /** Nobody has acknowledged it. */
        open: z.boolean(),
      }),
    )
    .max(MOST_FAILING),
  /** Who acknowledged last, of what is in force; null: nobody. Empty where names are not for the reader. */
  acknowledgedBy: z.string().nullable(),
  finalised: finalOutcomeSchema.nullable(),
  temporary: z.boolean(),
}

const reason = z.string().trim().min(1).max(500)
const keys = z.array(z.string().min(1).max(1_000).nullable()).min(1).max(2_000)

export const acknowledgeBody = z.strictObject({ keys, reason })
export const withdrawBody = z.strictObject({ keys })
export const writeNoteBody = z.strictObject({
  /**
   * The note's id, made by whoever writes it: sent again, it writes and publishes nothing more. With another text or for
   * other links, 409 `note_kept`: the first one stands.
   */
  id: z.guid().toLowerCase().optional(),
  text: z.string().trim().min(1).max(4_000),
  /** Ids of share links whose tenants read it too. */
  publishTo: z.array(z.guid()).max(100).default([]),
})
export const finalisationBody = z.strictObject({
  outcome: finalOutcomeSchema.nullable(),
  note: z.string().trim().max(500).nullable().default(null),
  /** When that was recorded which this replaces, null for nothing; where it is given and another was recorded since, 409. */
  replaces: utcSchema.nullable().optional(),
})

export type AcknowledgementView = z.infer<typeof acknowledgementSchema>
export type RunNoteView = z.infer<typeof runNoteSchema>
export type FinalisationView = z.infer<typeof finalisationSchema>
