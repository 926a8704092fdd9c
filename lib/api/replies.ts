import { z } from 'zod'
import {
  countSchema,
  countsSchema,
  linkSchema,
  outcomeSchema,
  percentSchema,
  tagSchema,
  unreadableSchema,
  utcSchema,
} from './schemas'
import { READ_PROBLEMS } from '@/lib/failover/read-error'
import { STORE_PROBLEMS } from '@/lib/failover/store-problem'

/**
 * The replies of our server, the outside that other programs rely on. Fields may be added; none is renamed or removed.
 * Browser code imports the types only, so that the checker itself is not shipped.
 */

const taskSchema = z.strictObject({
  key: z.string(),
  vmName: z.string().nullable(),
  vmReplicaPoint: z
    .strictObject({
      id: z.string(),
      name: z.string().nullable(),
      creationTimeUtc: utcSchema.nullable(),
      pointType: z.string().nullable(),
      state: z.string().nullable(),
      /** When the state was read, if the VM's task had not ended then; null where the state is the one after it. */
      stateAsOfUtc: utcSchema.nullable(),
      unreadable: unreadableSchema.nullable(),
    })
    .nullable(),
  creationTimeUtc: utcSchema.nullable(),
  endTimeUtc: utcSchema.nullable(),
  state: z.string().nullable(),
  result: z.string().nullable(),
  progress: percentSchema.nullable(),
  failureMessage: z.string().nullable(),
})

const sessionHeadSchema = z.strictObject({
  uid: z.string(),
  id: z.string(),
  name: z.string().nullable(),
  jobType: z.string().nullable(),
  creationTimeUtc: utcSchema.nullable(),
  endTimeUtc: utcSchema.nullable(),
  state: z.string().nullable(),
  result: z.string().nullable(),
  progress: percentSchema.nullable(),
  failureMessage: z.string().nullable(),
  backupServer: linkSchema.nullable(),
  plan: linkSchema.nullable(),
  tenant: linkSchema.nullable(),
})

const problemSchema = z.strictObject({
  code: z.enum(READ_PROBLEMS),
  message: z.string(),
  sinceUtc: utcSchema,
  nextTryAtUtc: utcSchema.nullable(),
})

export const freshnessSchema = z.strictObject({
  level: z.enum(['live', 'late', 'stale', 'lost', 'final']),
  observedAtUtc: utcSchema,
  collectedAtUtc: utcSchema.nullable(),
  problem: problemSchema.nullable(),
})

const recoverySchema = z.strictObject({
  /** Goals of the plan; null where none is set or the plan is not known. */
  target: z
    .strictObject({
      rtoMs: z.int().positive().nullable(),
      rpoMs: z.int().positive().nullable(),
      setAtUtc: utcSchema,
      setBy: z.string(),
    })
    .nullable(),
  /** When the run may end, by earlier like runs: lengths of the whole run in ms. */
  eta: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('range'),
      leastMs: z.int().min(0),
      mostMs: z.int().min(0),
      runs: countSchema,
    }),
    z.strictObject({
      kind: z.literal('none'),
      reason: z.enum(['ended', 'no_progress', 'start_not_reported', 'not_recorded', 'too_few_runs']),
      runs: countSchema.optional(),
    }),
  ]),
  /** Since when nothing of the run has moved, once that is five polls or more; null while it moves or has ended. */
  noProgressSinceUtc: utcSchema.nullable(),
})

export const sessionReplySchema = z.strictObject({
  session: sessionHeadSchema.extend({
    tasks: z.array(taskSchema),
    tasksFrom: z.enum(['em', 'record']),
    /** When the rows took their present form; stays the same while they do not change. */
    tasksRecordedAtUtc: utcSchema.nullable(),
  }),
  outcome: outcomeSchema,
  counts: countsSchema,
  freshness: freshnessSchema,
  /** False: what is shown is the monitor's record; Enterprise Manager no longer has the session. */
  inEnterpriseManager: z.boolean(),
  /** What an operator says the run was; null: nobody has said so. */
  tag: tagSchema.nullable(),
  recovery: recoverySchema,
  /** EM's clock minus ours in ms, 0 when they agree within 2 s. Elapsed times are measured on EM's clock. */
  emClockAheadMs: z.int(),
  /** Why plan and tenant, or EM's collection age, are not known; null when they are. */
  unreadable: z.strictObject({
    plan: z.enum(['forbidden', 'unreachable', 'pending', 'ambiguous']).nullable(),
    collection: z.enum(['forbidden', 'unreachable', 'pending', 'never']).nullable(),
  }),
  pollAfterMs: z.int().positive(),
  may: z.strictObject({
    share: z.boolean(),
    tag: z.boolean(),
    /** Set recovery targets of the plan. */
    target: z.boolean(),
    collect: z.boolean(),
  }),
})

export const sessionSummarySchema = z.strictObject({
  session: sessionHeadSchema,
  outcome: outcomeSchema,
  counts: countsSchema,
  freshness: freshnessSchema,
  inEnterpriseManager: z.boolean(),
  tag: tagSchema.nullable(),
})

export const sessionListReplySchema = z.strictObject({
  sessions: z.array(sessionSummarySchema),
  page: z.int().positive(),
  pages: z.int().positive(),
  total: countSchema,
  /** Sessions that EM sent in a form that could not be read. */
  unreadable: countSchema,
  /** The record cannot be read at present, so sessions that Enterprise Manager no longer lists are missing. */
  recordUnavailable: z.boolean(),
  freshness: freshnessSchema,
  emClockAheadMs: z.int(),
  pollAfterMs: z.int().positive(),
})

export const replicaPointReplySchema = z.strictObject({
  replicaPoint: z.strictObject({
    uid: z.string(),
    id: z.string(),
    name: z.string().nullable(),
    vmDisplayName: z.string().nullable(),
    creationTimeUtc: utcSchema.nullable(),
    pointType: z.string().nullable(),
    state: z.string().nullable(),
    backupServer: linkSchema.nullable(),
    replica: linkSchema
      .extend({ platform: z.string().nullable(), unreadable: unreadableSchema.nullable() })
      .nullable(),
  }),
  /** False: what is shown is the monitor's record; Enterprise Manager no longer has the point. */
  inEnterpriseManager: z.boolean(),
  /** `record`: it was not read by this server, and its replica is not known. */
  pointFrom: z.enum(['em', 'record']),
  /** Failover sessions seen by this server in which a VM was started from the point, newest first. */
  usedBy: z.array(
    z.strictObject({
      sessionId: z.string(),
      sessionName: z.string().nullable(),
      vmName: z.string().nullable(),
      /** Start of the failover session. */
      creationTimeUtc: utcSchema.nullable(),
    }),
  ),
  freshness: freshnessSchema,
  pollAfterMs: z.int().positive(),
})

/** What of EM's API the monitor uses, as far as roles differ in it. */
export const FEATURES = [
  'sessions',
  'query',
  'plans',
  'replica_points',
  'replicas',
  'tenants',
  'backup_servers',
  'collections',
] as const

const featureSchema = z.strictObject({
  feature: z.enum(FEATURES),
  /** `unknown`: not tried yet. */
  state: z.enum(['allowed', 'forbidden', 'failing', 'unknown']),
  problem: problemSchema.nullable(),
})

const recordingSchema = z.strictObject({
  /** `starting`: the store is being opened for the first time. */
  state: z.enum(['recording', 'failing', 'starting']),
  engine: z.enum(['sqlite', 'postgresql']),
  /** The file, or server and database without a password. */
  location: z.string(),
  lastWrittenAtUtc: utcSchema.nullable(),
  /** What has been seen and could not be written yet. It is kept in memory and written as soon as that is possible. */
  waiting: countSchema,
  /** Looks that the database refused for good and that were left out, since the start; their runs have a gap. */
  setAside: countSchema,
  /** Sessions in the record, and the size of the record in bytes; null where that cannot be read. */
  sessions: countSchema.nullable(),
  sizeBytes: countSchema.nullable(),
  problem: z
    .strictObject({
      code: z.enum(STORE_PROBLEMS),
      message: z.string(),
      sinceUtc: utcSchema,
      nextTryAtUtc: utcSchema.nullable(),
    })
    .nullable(),
})

export const healthReplySchema = z.strictObject({
  connection: z.strictObject({
    url: z.string(),
    userName: z.string().nullable(),
    loggedOnSinceUtc: utcSchema.nullable(),
    /** Logon is paused until then after a refused password. */
    logonPausedUntilUtc: utcSchema.nullable(),
    lastAnswerMs: z.number().nullable(),
    lastAnswerAtUtc: utcSchema.nullable(),
    supportedVersions: z.array(z.string()).nullable(),
    cloudConnect: z.boolean().nullable(),
    role: z.enum(['administrator', 'portal_user', 'restore_operator', 'no_failover_right']).nullable(),
    emClockAheadMs: z.int(),
    problem: problemSchema.nullable(),
  }),
  features: z.array(featureSchema),
  certificate: z
    .strictObject({
      subject: z.string(),
      issuer: z.string(),
      validFromUtc: utcSchema,
      validToUtc: utcSchema,
      sha256: z.string(),
    })
    .nullable(),
  collection: z
    .strictObject({
      collectedAtUtc: utcSchema.nullable(),
      newestHadWarnings: z.boolean(),
      runningSinceUtc: utcSchema.nullable(),
      failedAtUtc: utcSchema.nullable(),
    })
    .nullable(),
  watching: z.strictObject({ sessions: countSchema }),
  recording: recordingSchema,
  build: z.string(),
  checkedAtUtc: utcSchema,
})

export type SessionReply = z.infer<typeof sessionReplySchema>
export type SessionView = SessionReply['session']
export type TaskView = SessionView['tasks'][number]
export type SessionListReply = z.infer<typeof sessionListReplySchema>
export type SessionSummary = z.infer<typeof sessionSummarySchema>
export type ReplicaPointReply = z.infer<typeof replicaPointReplySchema>
export type HealthReply = z.infer<typeof healthReplySchema>
export type RunTagView = z.infer<typeof tagSchema>
export type TargetView = NonNullable<SessionReply['recovery']['target']>
export type Unreadable = z.infer<typeof unreadableSchema>
