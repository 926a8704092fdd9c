import { z } from 'zod'
import { READ_PROBLEMS } from '@/lib/failover/read-error'

/**
 * The replies of our server, the outside that other programs rely on. Fields may be added; none is renamed or removed.
 * Browser code imports the types only, so that the checker itself is not shipped.
 */

const utc = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/)
const percent = z.int().min(0).max(100)
const count = z.int().min(0)
const link = z.strictObject({ id: z.string(), name: z.string().nullable() })

/** Why a detail that EM has is not shown. `pending`: it is being read for the first time. */
export const unreadableSchema = z.enum(['forbidden', 'not_found', 'unreachable', 'pending'])

const taskSchema = z.strictObject({
  key: z.string(),
  vmName: z.string().nullable(),
  vmReplicaPoint: z
    .strictObject({
      id: z.string(),
      name: z.string().nullable(),
      creationTimeUtc: utc.nullable(),
      pointType: z.string().nullable(),
      state: z.string().nullable(),
      /** When the state was read, if the VM's task had not ended then; null where the state is the one after it. */
      stateAsOfUtc: utc.nullable(),
      unreadable: unreadableSchema.nullable(),
    })
    .nullable(),
  creationTimeUtc: utc.nullable(),
  endTimeUtc: utc.nullable(),
  state: z.string().nullable(),
  result: z.string().nullable(),
  progress: percent.nullable(),
  failureMessage: z.string().nullable(),
})

const sessionHeadSchema = z.strictObject({
  uid: z.string(),
  id: z.string(),
  name: z.string().nullable(),
  jobType: z.string().nullable(),
  creationTimeUtc: utc.nullable(),
  endTimeUtc: utc.nullable(),
  state: z.string().nullable(),
  result: z.string().nullable(),
  progress: percent.nullable(),
  failureMessage: z.string().nullable(),
  backupServer: link.nullable(),
  plan: link.nullable(),
  tenant: link.nullable(),
})

const outcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('running'), failedSoFar: count, warningSoFar: count }),
  z.strictObject({ kind: z.literal('ended'), result: z.enum(['success', 'warning', 'failed']) }),
  z.strictObject({ kind: z.literal('unknown'), reported: z.string() }),
])

const countsSchema = z.strictObject({
  total: count,
  waiting: count,
  working: count,
  succeeded: count,
  warning: count,
  failed: count,
  unknown: count,
})

const problemSchema = z.strictObject({
  code: z.enum(READ_PROBLEMS),
  message: z.string(),
  sinceUtc: utc,
  nextTryAtUtc: utc.nullable(),
})

const freshnessSchema = z.strictObject({
  level: z.enum(['live', 'late', 'stale', 'lost', 'final']),
  observedAtUtc: utc,
  collectedAtUtc: utc.nullable(),
  problem: problemSchema.nullable(),
})

export const sessionReplySchema = z.strictObject({
  session: sessionHeadSchema.extend({
    tasks: z.array(taskSchema),
    tasksFrom: z.enum(['em', 'record']),
    /** When the rows took their present form; stays the same while they do not change. */
    tasksRecordedAtUtc: utc.nullable(),
  }),
  outcome: outcomeSchema,
  counts: countsSchema,
  freshness: freshnessSchema,
  /** EM's clock minus ours in ms, 0 when they agree within 2 s. Elapsed times are measured on EM's clock. */
  emClockAheadMs: z.int(),
  /** Why plan and tenant, or EM's collection age, are not known; null when they are. */
  unreadable: z.strictObject({
    plan: z.enum(['forbidden', 'unreachable', 'pending', 'ambiguous']).nullable(),
    collection: z.enum(['forbidden', 'unreachable', 'pending', 'never']).nullable(),
  }),
  pollAfterMs: z.int().positive(),
  may: z.strictObject({ share: z.boolean(), tag: z.boolean(), collect: z.boolean() }),
})

const sessionSummarySchema = z.strictObject({
  session: sessionHeadSchema,
  outcome: outcomeSchema,
  counts: countsSchema,
  freshness: freshnessSchema,
})

export const sessionListReplySchema = z.strictObject({
  sessions: z.array(sessionSummarySchema),
  page: z.int().positive(),
  pages: z.int().positive(),
  total: count,
  /** Sessions that EM sent in a form that could not be read. */
  unreadable: count,
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
    creationTimeUtc: utc.nullable(),
    pointType: z.string().nullable(),
    state: z.string().nullable(),
    backupServer: link.nullable(),
    replica: link
      .extend({ platform: z.string().nullable(), unreadable: unreadableSchema.nullable() })
      .nullable(),
  }),
  /** Failover sessions seen by this server in which a VM was started from the point, newest first. */
  usedBy: z.array(
    z.strictObject({
      sessionId: z.string(),
      sessionName: z.string().nullable(),
      vmName: z.string().nullable(),
      /** Start of the failover session. */
      creationTimeUtc: utc.nullable(),
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

export const healthReplySchema = z.strictObject({
  connection: z.strictObject({
    url: z.string(),
    userName: z.string().nullable(),
    loggedOnSinceUtc: utc.nullable(),
    /** Logon is paused until then after a refused password. */
    logonPausedUntilUtc: utc.nullable(),
    lastAnswerMs: z.number().nullable(),
    lastAnswerAtUtc: utc.nullable(),
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
      validFromUtc: utc,
      validToUtc: utc,
      sha256: z.string(),
    })
    .nullable(),
  collection: z
    .strictObject({
      collectedAtUtc: utc.nullable(),
      newestHadWarnings: z.boolean(),
      runningSinceUtc: utc.nullable(),
      failedAtUtc: utc.nullable(),
    })
    .nullable(),
  watching: z.strictObject({ sessions: count }),
  build: z.string(),
  checkedAtUtc: utc,
})

export type SessionReply = z.infer<typeof sessionReplySchema>
export type SessionView = SessionReply['session']
export type TaskView = SessionView['tasks'][number]
export type SessionListReply = z.infer<typeof sessionListReplySchema>
export type SessionSummary = z.infer<typeof sessionSummarySchema>
export type ReplicaPointReply = z.infer<typeof replicaPointReplySchema>
export type HealthReply = z.infer<typeof healthReplySchema>
export type Unreadable = z.infer<typeof unreadableSchema>
