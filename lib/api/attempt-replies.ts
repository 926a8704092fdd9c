import { z } from 'zod'
import { countsSchema, outcomeSchema, standingSchema, utcSchema } from './schemas'

/** Runs of one plan and backup server as attempts of one failover, and what may be said of them. */

export const attemptsSchema = z.strictObject({
  /** `offered`: inferred by plan, backup server and time; `confirmed`: a person has said so. */
  kind: z.enum(['offered', 'confirmed']),
  /** Of this run among them, in the order of their starts, from 1. */
  number: z.int().positive(),
  of: z.int().positive(),
  firstStartUtc: utcSchema.nullable(),
  /** The latest end of all; null while one of them runs, or where an end is not known. */
  lastEndUtc: utcSchema.nullable(),
  /** Of the whole: each VM by its latest outcome. */
  outcome: outcomeSchema,
  counts: countsSchema,
  runs: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string().nullable(),
      number: z.int().positive(),
      startUtc: utcSchema.nullable(),
      endUtc: utcSchema.nullable(),
      outcome: outcomeSchema,
      counts: countsSchema,
    }),
  ),
  /** Each VM's latest outcome and the attempt that it comes from; empty while the attempts are only offered. */
  vms: z.array(
    z.strictObject({
      name: z.string().nullable(),
      standing: standingSchema,
      run: z.int().positive(),
      /** Of the VM's row in that run. */
      key: z.string(),
    }),
  ),
  /** Who confirmed the newest of them, and when; null while they are only offered. */
  confirmedBy: z.string().nullable(),
  confirmedAtUtc: utcSchema.nullable(),
})

/** A run that a person has said to be no attempt of the same failover, or of that of a run it was joined with. */
export const keptApartSchema = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  startUtc: utcSchema.nullable(),
  setBy: z.string(),
  setAtUtc: utcSchema,
})

const ids = z.array(z.guid()).min(1).max(50)

export const joinAttemptsBody = z.strictObject({
  /** The other attempts, as they were offered. */
  with: ids,
  /** Of those that were offered, the ones that are none: what is said of them holds on their own pages too. */
  apart: z.array(z.guid()).max(50).optional(),
  /** Links of other attempts that shall show the later ones too. */
  addToLinks: z.array(z.guid()).max(100).optional(),
})
export const declineAttemptsBody = z.strictObject({ with: ids })

export const joinAttemptsReplySchema = z.strictObject({
  attempts: attemptsSchema,
  links: z.strictObject({
    added: z.array(z.string()),
    /** Links that do not show the run, with the reason; the attempts are joined nevertheless. */
    failed: z.array(z.strictObject({ id: z.string(), reason: z.string() })),
  }),
})

export type AttemptsView = z.infer<typeof attemptsSchema>
export type KeptApartView = z.infer<typeof keptApartSchema>
export type JoinAttemptsBody = z.infer<typeof joinAttemptsBody>
export type JoinAttemptsReply = z.infer<typeof joinAttemptsReplySchema>
