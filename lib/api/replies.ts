import { z } from 'zod'
import { attemptsSchema, keptApartSchema } from './attempt-replies'
import {
  collectionSchema,
  countSchema,
  countsSchema,
  linkSchema,
  outcomeSchema,
  percentSchema,
  tagSchema,
  unreadableSchema,
  utcSchema,
} from './schemas'
import { teamworkShape, teamworkSummaryShape } from './teamwork-schemas'
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
      /** When the state was read, in every case; null where it never was. */
      stateReadAtUtc: utcSchema.nullable(),
      unreadable: unreadableSchema.nullable(),
    })
    .nullable(),
  creationTimeUtc: utcSchema.nullable(),
  endTimeUtc: utcSchema.nullable(),
  state: z.string().nullable(),
  result: z.string().nullable(),
  progress: percentSchema.nullable(),
  failureMessage: z.string().nullable(),
  /**
   * When the row last stood in a reply of EM, as far as that is certain: all of it is as it was then. Null while it stands
   * in the newest one.
   */
  lastSeenAtUtc: utcSchema.nullable(),
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
  /** The record could not be asked for the goals: that there are none is not known. */
  targetUnread: z.boolean(),
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
  /**
   * VMs of the plan that have no task yet, in plan order; they are not among `counts`. Empty once the run is over; null
   * where the plan is not known, or a row without a name may be any of them.
   */
  planned: z.array(z.strictObject({ name: z.string().nullable(), order: z.int().positive() })).nullable(),
  /** Why VMs of the plan without a task are not among `planned`; null if none is left out. */
  plannedLeftOut: z
    .discriminatedUnion('reason', [
      /** They came through in an earlier attempt, see `attempts`; a retry takes the failed VMs only. */
      z.strictObject({ reason: z.literal('up_already'), count: countSchema }),
      /** The run is tagged as an undo: which VMs it takes is not known. */
      z.strictObject({ reason: z.literal('undo') }),
    ])
    .nullable(),
  /** What an operator says the run was; null: nobody has said so. */
  tag: tagSchema.nullable(),
  ...teamworkShape,
  recovery: recoverySchema,
  /** Other runs with which this one makes, or may make, one failover; null where there are none. */
  attempts: attemptsSchema.nullable(),
  /** Runs that a person has said to be no attempts of the same failover, so that they are not offered; first to last. */
  keptApart: z.array(keptApartSchema),
  /** What screens that show codes call its plan and tenant, as `Plan X7K4`; null while no screen shows codes. */
  screenCodes: z.strictObject({ plan: z.string(), tenant: z.string().nullable() }).nullable(),
  /** EM's clock minus ours in ms, 0 when they agree within 2 s. Elapsed times are measured on EM's clock. */
  emClockAheadMs: z.int(),
  /** Why plan and tenant, or EM's collection age, are not known; null when they are. */
  unreadable: z.strictObject({
    plan: z.enum(['forbidden', 'unreachable', 'pending', 'ambiguous']).nullable(),
    collection: z.enum(['forbidden', 'unreachable', 'pending', 'never']).nullable(),
  }),
  collection: collectionSchema,
  pollAfterMs: z.int().positive(),
  may: z.strictObject({
    share: z.boolean(),
    tag: z.boolean(),
    /** Set recovery targets of the plan. */
    target: z.boolean(),
    collect: z.boolean(),
    acknowledge: z.boolean(),
    note: z.boolean(),
    /** Record what became of the failover. */
    finalise: z.boolean(),
    /** Say which runs are attempts of one failover. */
    attempts: z.boolean(),
  }),
})

export const sessionSummarySchema = z.strictObject({
  session: sessionHeadSchema,
  outcome: outcomeSchema,
  counts: countsSchema,
  freshness: freshnessSchema,
  inEnterpriseManager: z.boolean(),
  tag: tagSchema.nullable(),
  ...teamworkSummaryShape,
  /** Which attempt of a failover it is, where a person has confirmed that; null else. */
  attempt: z.strictObject({ number: z.int().positive(), of: z.int().positive() }).nullable(),
  /** Goals of the plan, and the largest data loss window of the run's VMs as far as it is known; ms. */
  recovery: z.strictObject({
    rtoTargetMs: z.int().positive().nullable(),
    rpoTargetMs: z.int().positive().nullable(),
    worstRpoMs: z.int().min(0).nullable(),
  }),
})

const dayTotalsSchema = z.strictObject({
  dayUtc: z.iso.date(),
  succeeded: countSchema,
  warning: countSchema,
  failed: countSchema,
  unknown: countSchema,
})

/** Over all runs, whatever the list is narrowed down by. Days are UTC, by Enterprise Manager's clock. */
const totalsSchema = z.strictObject({
  running: countSchema,
  /** With failures that nobody has acknowledged: running, or failed within the last 14 days. */
  needAttention: countSchema,
  finishedToday: countSchema,
  /** Without runs that are tagged as test or undo, as in all that follows. */
  vmsFailedOverToday: countSchema,
  /** By the day of the end; the last 30, oldest first. */
  days: z.array(dayTotalsSchema),
  succeeded30: countSchema,
  ended30: countSchema,
  /** All runs that have ended, by Enterprise Manager and by the record. */
  history: countSchema,
  /** The record could not be read: runs that only it has are not counted. */
  incomplete: z.boolean(),
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
  /** What runs, and what has ended in the last half hour, however the list is narrowed down. */
  live: z.array(sessionSummarySchema),
  /** Ids of those that fit what the list is narrowed down by, but for state and result: a run that goes on has none. */
  fitting: z.array(z.string()),
  /** The runs that were asked for by id. `run` is null where nothing is known of it at present. */
  also: z.array(
    z.strictObject({
      id: z.string(),
      /** It still belongs to the list, on whichever page. */
      fits: z.boolean(),
      run: sessionSummarySchema.nullable(),
    }),
  ),
  /** The code on screens that the sought text also is, as `X7K4`; null: it is none, or stands for no run that is known. */
  code: z.string().nullable(),
  totals: totalsSchema,
  freshness: freshnessSchema,
  emClockAheadMs: z.int(),
  collection: collectionSchema,
  pollAfterMs: z.int().positive(),
  may: z.strictObject({ collect: z.boolean() }),
})

const facetSchema = z.array(z.strictObject({ name: z.string(), runs: countSchema }))

/** Names that occur among all runs, most runs first: at most 500 of each. */
export const facetsReplySchema = z.strictObject({
  tenants: facetSchema,
  plans: facetSchema,
  backupServers: facetSchema,
  recordUnavailable: z.boolean(),
})
export type FacetsReply = z.infer<typeof facetsReplySchema>

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
  /** Further points of the same VM in the same replica, newest first, at most 100; null where they are not known. */
  otherPoints: z
    .array(
      z.strictObject({
        id: z.string(),
        name: z.string().nullable(),
        creationTimeUtc: utcSchema.nullable(),
        pointType: z.string().nullable(),
        state: z.string().nullable(),
      }),
    )
    .nullable(),
  /** Why the further points are not known; null where they are, and where the replica itself is not known. */
  otherPointsUnreadable: unreadableSchema.nullable(),
  /** Further points of the VM that are not listed: older ones, and what could not be read. */
  otherPointsLeftOut: countSchema,
  /** Points of other VMs: a replica can be a whole replication job. */
  otherPointsOfOtherVms: countSchema,
  /** When they were read; they are read again after ten minutes, and the point itself much more often. */
  otherPointsReadAtUtc: utcSchema.nullable(),
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
  /** The record could not be asked: sessions that EM no longer lists may be missing from `usedBy`. */
  usedByUnread: z.boolean(),
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

export type CollectionView = z.infer<typeof collectionSchema>
export type SessionReply = z.infer<typeof sessionReplySchema>
export type SessionView = SessionReply['session']
export type PlannedView = NonNullable<SessionReply['planned']>[number]
export type TaskView = SessionView['tasks'][number]
export type SessionListReply = z.infer<typeof sessionListReplySchema>
export type SessionTotals = z.infer<typeof totalsSchema>
export type SessionSummary = z.infer<typeof sessionSummarySchema>
export type ReplicaPointReply = z.infer<typeof replicaPointReplySchema>
export type HealthReply = z.infer<typeof healthReplySchema>
export type RunTagView = z.infer<typeof tagSchema>
export type TargetView = NonNullable<SessionReply['recovery']['target']>
export type Unreadable = z.infer<typeof unreadableSchema>
