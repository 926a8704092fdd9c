import type { CollectRun } from './collection'
import type { ReplicaPointId, SessionId } from './ids'

/**
 * What Enterprise Manager says, under its own element names in camelCase. Absent, null and empty are null.
 * Times are UTC text ending in Z with milliseconds at most; State, Result and PointType are the words as reported.
 */

/** A link to another entity; `name` is null where the link carries none. */
export type EntityLink = { id: string; name: string | null }

export type TaskSession = {
  /** Stable within its session: the replica point's id, else the VM's name, numbered where two rows would collide. */
  key: string
  vmName: string | null
  /** The replica point the VM was started from; null only when the task has no link. */
  vmReplicaPoint: { id: ReplicaPointId; name: string | null } | null
  creationTimeUtc: string | null
  endTimeUtc: string | null
  state: string | null
  result: string | null
  /** Percent, 0 to 100; null when absent, never 0 instead. */
  progress: number | null
  failureMessage: string | null
}

export type FailoverSession = {
  uid: string
  id: SessionId
  /** The plan's name at the time of the run. */
  name: string | null
  jobType: string | null
  creationTimeUtc: string | null
  endTimeUtc: string | null
  state: string | null
  result: string | null
  /** Percent, 0 to 100; null when absent. */
  progress: number | null
  failureMessage: string | null
  backupServer: EntityLink | null
  tasks: TaskSession[]
}

export type ReplicaPoint = {
  uid: string
  id: ReplicaPointId
  name: string | null
  vmDisplayName: string | null
  creationTimeUtc: string | null
  pointType: string | null
  state: string | null
  backupServer: EntityLink | null
  replica: EntityLink | null
}

export type Replica = {
  uid: string
  id: string
  name: string | null
  platform: string | null
  backupServer: EntityLink | null
}

export type FailoverPlan = {
  uid: string
  id: string
  name: string | null
  backupServer: EntityLink | null
  tenant: EntityLink | null
  /** In plan order. */
  vms: { id: string | null; name: string | null; order: number | null }[]
}

export type Tenant = { uid: string; id: string; name: string | null; enabled: boolean | null }

export type BackupServer = { uid: string; id: string; name: string | null; version: string | null }

/** How far Enterprise Manager's own data collection has come (`CollectJob` among its system sessions). */
export type CollectionStatus = {
  /** End of the newest collection that succeeded, also with warnings; null if the list holds none. */
  collectedAtUtc: string | null
  newestHadWarnings: boolean
  /** Start of a collection that is under way. */
  runningSinceUtc: string | null
  /** End of the newest failed collection, if it is newer than the newest good one. */
  failedAtUtc: string | null
  /** The job that began last; null if the list holds none. */
  newest: CollectRun | null
}
