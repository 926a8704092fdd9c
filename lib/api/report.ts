import { z } from 'zod'
import { transitionSchema } from './record-replies'
import {
  countSchema,
  countsSchema,
  linkSchema,
  outcomeSchema,
  percentSchema,
  unreadableSchema,
  utcSchema,
} from './schemas'
import { GAP_CODES } from '@/lib/failover/gap'
import { FIGURE_UNKNOWNS } from '@/lib/failover/recovery'

/**
 * The evidence report of one failover session: one model, given as JSON, as CSV and as a page to print. Times are UTC
 * text ending in Z, durations milliseconds. Nothing in it depends on when it is asked for, so that the same record gives
 * the same bytes. Fields are written out here, although replies have the like: a report that was kept has to be readable
 * when replies have grown.
 */
export const REPORT_FORMAT = 'failover-report'
export const REPORT_VERSION = 1

/** A duration, or why there is none; never 0 for "not known". */
const figureSchema = z.union([
  z.strictObject({ ms: countSchema }),
  z.strictObject({ unknown: z.enum(FIGURE_UNKNOWNS) }),
])

const againstSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('left'), ms: countSchema }),
  z.strictObject({ kind: z.literal('exceeded'), ms: countSchema }),
  z.strictObject({ kind: z.literal('met'), ms: countSchema }),
  z.strictObject({ kind: z.literal('not_met') }),
  z.strictObject({ kind: z.literal('unknown') }),
])

const setSchema = z.strictObject({ atUtc: utcSchema, by: z.string() })

const wordsSchema = z.strictObject({
  creationTimeUtc: utcSchema.nullable(),
  endTimeUtc: utcSchema.nullable(),
  state: z.string().nullable(),
  result: z.string().nullable(),
  progress: percentSchema.nullable(),
  failureMessage: z.string().nullable(),
})

const vmSchema = z.strictObject({
  /** Place of the row in the run, from 1. */
  order: z.int().positive(),
  vmName: z.string().nullable(),
  key: z.string(),
  standing: z.enum(['waiting', 'working', 'succeeded', 'warning', 'failed', 'unknown']),
  ...wordsSchema.shape,
  /** End of the VM's task minus its start; only where it failed over. */
  timeToFailOver: figureSchema,
  /** Start of the run minus creation of the replica point. */
  dataLoss: figureSchema,
  /** Start of the VM's task minus start of the run. */
  waited: figureSchema,
  vmReplicaPoint: z
    .strictObject({
      id: z.string(),
      name: z.string().nullable(),
      creationTimeUtc: utcSchema.nullable(),
      pointType: z.string().nullable(),
      state: z.string().nullable(),
      /** When the state was read, if the VM's task, or the run, had not ended then; else it is the one after it. */
      stateAsOfUtc: utcSchema.nullable(),
      unreadable: unreadableSchema.nullable(),
    })
    .nullable(),
})

const planVmSchema = z.strictObject({
  /** Place in the plan, from 1. */
  order: z.int().positive(),
  vmName: z.string().nullable(),
})

/** What can be not known, of a VM or of the run, and why. */
export const UNKNOWN_MATTERS = [
  'result',
  'start',
  'end',
  'name',
  'time_to_fail_over',
  'data_loss',
  'waited',
  'replica_point',
  'replica_point_state',
  'failure_reason',
  'since',
  'collection_age',
  'tenant',
  'targets',
  'vm_rows',
  'not_run',
  'earlier_attempts',
  'history',
  'observation',
] as const

export const UNKNOWN_REASONS = [
  ...FIGURE_UNKNOWNS,
  'not_reported',
  'word_not_known',
  'forbidden',
  'not_found',
  'unreachable',
  'pending',
  'ambiguous',
  'never',
  'none_named',
  'plan_not_known',
  'plan_vms_not_known',
  'plan_differs',
  'unnamed_rows',
  'not_seen',
  'not_seen_to_end',
  'rows_before_end',
  'from_record',
  'read_before_end',
  'session_start_not_reported',
  'not_read_since',
  'collection_old',
  'record_unavailable',
  'nothing_recorded',
  'begun_late',
  'gaps',
  'end_not_recorded',
  'vm_ends_not_seen',
  'started_again',
] as const

const unknownSchema = z.strictObject({
  what: z.enum(UNKNOWN_MATTERS),
  /** The VM's row; null for the run. */
  key: z.string().nullable(),
  vmName: z.string().nullable(),
  reason: z.enum(UNKNOWN_REASONS),
})

/**
 * VMs of the failover plan without a row in this run, by the plan as it was read for the report. Those of
 * `startedEarlier` are not among them.
 */
const notRunSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('known'), vms: z.array(planVmSchema) }),
  /** These have no row in what was seen, but may have one that nobody saw, or under another name. */
  z.strictObject({
    kind: z.literal('unsure'),
    vms: z.array(planVmSchema),
    reason: z.enum(['not_seen_to_end', 'rows_before_end', 'unnamed_rows', 'plan_differs']),
  }),
  z.strictObject({
    kind: z.literal('unknown'),
    reason: z.enum(['forbidden', 'unreachable', 'pending', 'ambiguous', 'plan_vms_not_known', 'not_seen']),
  }),
])

/** A VM of the failover plan without a row in this run, since an earlier attempt of the same failover had started it. */
const startedEarlierSchema = planVmSchema.extend({
  /** Where it was started, and what Enterprise Manager told of it there; nothing of what has become of it since. */
  earlier: z.strictObject({
    /** Number of the attempt, from 1, and its run. */
    attempt: z.int().positive(),
    sessionId: z.string(),
    sessionCreationTimeUtc: utcSchema.nullable(),
    key: z.string(),
    standing: z.enum(['succeeded', 'warning']),
    creationTimeUtc: utcSchema.nullable(),
    endTimeUtc: utcSchema.nullable(),
  }),
})

/** What staff said of the run by the time of the report. Their word, not an observation. */
const saidSchema = z.strictObject({
  /** In force: those of failures that are there no more are not among them. */
  acknowledgements: z.array(
    setSchema.extend({
      /** The VM's row; null: the run's own failure. */
      key: z.string().nullable(),
      vmName: z.string().nullable(),
      reason: z.string(),
    }),
  ),
  /** Oldest first. */
  notes: z.array(setSchema.extend({ text: z.string() })),
  /** What became of the failover; null: nobody has recorded it. */
  finalisation: setSchema
    .extend({ outcome: z.enum(['undone', 'made_permanent', 'failed_back']), note: z.string().nullable() })
    .nullable(),
})

export const runReportSchema = z.strictObject({
  format: z.literal(REPORT_FORMAT),
  version: z.literal(REPORT_VERSION),
  enterpriseManager: z.strictObject({ url: z.string() }),
  /** The newest observation of the run that the report rests on; of an ended run, the last one that brought news. */
  asOfUtc: utcSchema,
  /** The run had ended when it was read, and nothing of it is still being read. */
  final: z.boolean(),
  inEnterpriseManager: z.boolean(),
  /** What an operator says the run was; null: nobody has said so. Enterprise Manager does not tell. */
  kind: z.enum(['real', 'test', 'undo']).nullable(),
  /** Who said so and when; null without a kind, and in reports of before it was kept. */
  kindSet: setSchema.nullable().default(null),
  /** Which attempt of a failover it is, by whose word; null where nobody has said so, and in reports of before. */
  attempt: z
    .strictObject({
      number: z.int().positive(),
      of: z.int().positive(),
      /** From there the failover as a whole counts; the figures of the report are those of this run alone. */
      firstStartUtc: utcSchema.nullable(),
      set: setSchema.nullable(),
    })
    .nullable()
    .default(null),
  session: z.strictObject({
    uid: z.string(),
    id: z.string(),
    name: z.string().nullable(),
    jobType: z.string().nullable(),
    ...wordsSchema.shape,
    backupServer: linkSchema.nullable(),
    plan: linkSchema.nullable(),
    tenant: linkSchema.nullable(),
  }),
  /** What may be said of the run; Enterprise Manager's own words are `session.state` and `session.result`. */
  outcome: outcomeSchema,
  counts: countsSchema,
  recovery: z.strictObject({
    timeToFailOver: figureSchema,
    /** From the start of the run to `asOfUtc`, on Enterprise Manager's clock; null once it has ended. */
    elapsedMs: countSchema.nullable(),
    rtoTargetMs: z.int().positive().nullable(),
    /** Null without a target. */
    rtoAgainst: againstSchema.nullable(),
    /** Of all VMs whose data loss is known; null if none is. */
    worstDataLoss: z
      .strictObject({ ms: countSchema, key: z.string(), vmName: z.string().nullable() })
      .nullable(),
    vmsWithoutDataLoss: countSchema,
    rpoTargetMs: z.int().positive().nullable(),
    rpoAgainst: againstSchema.nullable(),
    /** Who set the targets and when; null without any, and in reports of before it was kept. */
    targetsSet: setSchema.nullable().default(null),
  }),
  vmRows: z.strictObject({
    /** `record`: some or all rows are the monitor's, as last seen; Enterprise Manager no longer lists them. */
    from: z.enum(['em', 'record']),
    /** When rows from the record were last seen in Enterprise Manager; null for rows that are still there. */
    seenAtUtc: utcSchema.nullable(),
  }),
  vms: z.array(vmSchema),
  notRun: notRunSchema,
  /** In plan order. Not there where no confirmed attempt is known to have started any, and in reports of before. */
  startedEarlier: z.array(startedEarlierSchema).optional(),
  unknown: z.array(unknownSchema),
  /** Null: not known, since the record cannot be read or holds nothing of the run's course. As `transitions`. */
  gaps: z
    .array(
      z.strictObject({
        fromUtc: utcSchema,
        /** Both null: the gap was still open. */
        toUtc: utcSchema.nullable(),
        lengthMs: countSchema.nullable(),
        code: z.enum(GAP_CODES),
      }),
    )
    .nullable(),
  /** What the monitor itself saw of the run. Null: the record cannot be read. */
  recording: z
    .strictObject({
      recordedFromUtc: utcSchema.nullable(),
      recordedToUtc: utcSchema.nullable(),
      /** Measurements of the run; `thinned`: there were more. Null in a final report: the record thins old ones. */
      samples: z.strictObject({ count: countSchema, thinned: z.boolean() }).nullable(),
      /** Seen from before the first VM was done to the end, every VM's too, without a gap. */
      wholeRun: z.boolean(),
      /** What is missing for that, as far as it is known now. */
      unobserved: z.array(z.enum(['start', 'gaps', 'end', 'vm_ends'])),
    })
    .nullable(),
  transitions: z.array(transitionSchema).nullable(),
  /** Not there where nobody has said anything, and in reports of before it was kept. */
  said: saidSchema.optional(),
  /** Enterprise Manager's newest collection, on its clock. Null if not known, and in a final report: nothing rests on it. */
  collectedAtUtc: utcSchema.nullable(),
  /** ms that Enterprise Manager's clock was ahead of the monitor's; null in a final report. */
  emClockAheadMs: z.int().nullable(),
})

export type RunReport = z.infer<typeof runReportSchema>
export type ReportVm = RunReport['vms'][number]
export type StartedEarlier = NonNullable<RunReport['startedEarlier']>[number]
export type ReportUnknown = RunReport['unknown'][number]
export type ReportGap = NonNullable<RunReport['gaps']>[number]
export type ReportTransition = NonNullable<RunReport['transitions']>[number]
export type UnknownMatter = ReportUnknown['what']
export type UnknownReason = ReportUnknown['reason']

/** A report as it is handed out. */
export type ShownReport = {
  report: RunReport
  /** The JSON document, byte for byte (UTF-8). */
  json: string
  /** SHA-256 of that document, 64 hex digits in lower case. */
  sha256: string
  /** Whether the record holds it, so that its links will always give this very report. */
  kept: boolean
}
