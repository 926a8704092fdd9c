import 'server-only'
import type {
  BackupServer,
  CollectionStatus,
  FailoverPlan,
  FailoverSession,
  Replica,
  ReplicaPoint,
  Tenant,
} from '@/lib/failover/failover-session'
import type { ReplicaPointId, SessionId } from '@/lib/failover/ids'
import type { ReadError } from '@/lib/failover/read-error'

/** A list whose unreadable members were left out; `unreadable` counts them, so that nobody takes the list for whole. */
export type Listed<T> = { items: T[]; unreadable: number }

export type SessionQuery = {
  /** AND-joined; a value is quoted and escaped by the client. Names are those of the query reference (CreationTime, not CreationTimeUTC). */
  where?: readonly { name: string; op: '==' | '!=' | '>' | '>=' | '<' | '<='; value: string }[]
  sort?: { by: string; descending: boolean }
  pageSize?: number
}

export type ConnectionStatus = {
  /** The logon session that is open, if any. */
  loggedOnSinceUtc: string | null
  /** As EM names the account it let in. */
  userName: string | null
  /** Logon attempts are paused until then after a refused password. */
  logonPausedUntilUtc: string | null
  lastLogonProblem: { code: ReadError['code']; message: string; atUtc: string } | null
  /** Answer time of the newest request that was answered. */
  lastAnswerMs: number | null
  lastAnswerAtUtc: string | null
  /** EM's clock minus ours, from its Date header; 0 below 2 s or when unknown. */
  clockAheadMs: number
  certificate: {
    subject: string
    issuer: string
    validFromUtc: string
    validToUtc: string
    sha256: string
  } | null
}

/**
 * The only door to Enterprise Manager. Every read throws {@link ReadError} and nothing else; at most two requests are
 * in flight at any time, in the order in which they were asked for, reads of a session before all others.
 */
export type EmClient = {
  /** Unauthenticated; the versions that the root offers, such as `v1_7`. */
  readSupportedVersions(signal?: AbortSignal): Promise<string[]>
  /** Whether this EM offers Cloud Connect at all (the logon answer links `CloudConnectService`). Logs on if need be. */
  readCapability(signal?: AbortSignal): Promise<{ cloudConnect: boolean; userName: string | null }>
  readFailoverSession(id: SessionId, signal?: AbortSignal): Promise<FailoverSession>
  /** The whole collection, 30 days, in one reply (`format=Entity`): any role that may read sessions may read it. */
  readFailoverSessions(signal?: AbortSignal): Promise<Listed<FailoverSession>>
  /** By `/query`, all pages, without doubles; `forbidden` for roles that may not query this type. */
  queryFailoverSessions(query: SessionQuery, signal?: AbortSignal): Promise<Listed<FailoverSession>>
  readReplicaPoint(id: ReplicaPointId, signal?: AbortSignal): Promise<ReplicaPoint>
  /** The points of one replica, as EM lists them (unsorted). */
  readReplicaPointsOfReplica(replicaId: string, signal?: AbortSignal): Promise<Listed<ReplicaPoint>>
  readReplica(id: string, signal?: AbortSignal): Promise<Replica>
  readFailoverPlans(signal?: AbortSignal): Promise<Listed<FailoverPlan>>
  readTenants(signal?: AbortSignal): Promise<Listed<Tenant>>
  readBackupServers(signal?: AbortSignal): Promise<Listed<BackupServer>>
  readCollectionStatus(signal?: AbortSignal): Promise<CollectionStatus>
  /** Asks one backup server's EM to collect; resolves when EM has taken the order, not when the collection is done. */
  startCollection(backupServerId: string, signal?: AbortSignal): Promise<void>
  status(): ConnectionStatus
  /** Logs off if logged on (within 2 s) and closes all connections. Reads under way end with `unreachable`. */
  dispose(): Promise<void>
}
