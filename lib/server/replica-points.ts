import 'server-only'
import type { Config } from './config'
import type { Features } from './features'
import type { SessionSource } from './session-source'
import { createPointsOfReplica, type PointsOfReplica } from './points-of-replica'
import { freshnessOf, toUnreadable } from './session-view'
import type { SurroundingsSource } from './surroundings'
import type { ReplicaPointReply } from '@/lib/api/replies'
import type { EmClient } from '@/lib/em/em-client'
import type { FailoverSession, Replica, ReplicaPoint } from '@/lib/failover/failover-session'
import type { ReplicaPointId } from '@/lib/failover/ids'
import { ReadError } from '@/lib/failover/read-error'
import { createOnceReader, type OnceReader } from '@/lib/poller/once-reader'
import { createPoller } from '@/lib/poller/poller'
import type { Store } from '@/lib/store/create-store'

/** Details of replica points and their replicas, each read once, and what further points there are. */
export type PointDetails = {
  points: OnceReader<ReplicaPointId, ReplicaPoint>
  replicas: OnceReader<string, Replica>
  pointsOfReplica: PointsOfReplica
  /** Reads the points of a run again, after it has ended: their state tells what the replicas are now. */
  refreshOf: (session: FailoverSession) => void
  dispose: () => void
}

export type ReplicaPoints = {
  /** For the point's own page: read anew when opened and at the idle pace while it stays open. @throws {ReadError} */
  read: (id: ReplicaPointId) => Promise<ReplicaPointReply>
  dispose: () => void
}

export function createPointDetails(
  em: Pick<EmClient, 'readReplicaPoint' | 'readReplica' | 'readReplicaPointsOfReplica'>,
  features: Features,
  now: () => number,
): PointDetails {
  const points = createOnceReader<ReplicaPointId, ReplicaPoint>({
    read: (id, signal) => features.track('replica_points', em.readReplicaPoint(id, signal)),
    now,
  })
  const replicas = createOnceReader<string, Replica>({
    read: (id, signal) => features.track('replicas', em.readReplica(id, signal)),
    now,
  })
  const pointsOfReplica = createPointsOfReplica(em, features, now)
  return {
    points,
    replicas,
    pointsOfReplica,
    refreshOf(session) {
      for (const { vmReplicaPoint } of session.tasks)
        if (vmReplicaPoint) void points.refresh(vmReplicaPoint.id)
    },
    dispose() {
      points.dispose()
      replicas.dispose()
      pointsOfReplica.dispose()
    },
  }
}

/** A point, and whether it was read or comes out of the record, which does not know its replica. */
type Opened = { point: ReplicaPoint; from: 'em' | 'record' }

export function createReplicaPoints(
  { points, replicas, pointsOfReplica }: PointDetails,
  source: SessionSource,
  surroundings: SurroundingsSource,
  config: Pick<Config, 'pollIdleMs' | 'pollActiveMs'>,
  record: {
    /** Failover sessions out of the record; null where it cannot be read. */
    usesOf: (id: ReplicaPointId) => Promise<ReplicaPointReply['usedBy'] | null>
    /** The point as the record holds it. May fail. */
    pointOf: (id: ReplicaPointId) => ReturnType<Store['readRecordedPoint']>
    now: () => number
  },
): ReplicaPoints {
  const { now } = record
  const opened = createPoller<ReplicaPointId, Opened>({
    async read(id) {
      const { value, error, observedAtMs } = await points.refreshNow(id)
      if (error || !value || observedAtMs === null) {
        throw error ?? new ReadError('unreachable', 'The monitor is shutting down')
      }
      return { value: { point: value, from: 'em' }, observedAtMs }
    },
    // EM drops points as newer ones are made; what the record holds of one is shown then, with its age.
    async recall(id) {
      const recorded = await record.pointOf(id)
      if (recorded === null) return null
      const { observedAtMs, ...known } = recorded
      // EM names a point so, always; the record keeps the id alone.
      const point = { ...known, uid: `urn:veeam:CloudVmReplicaPoint:${id}`, replica: null }
      return { value: { point, from: 'record' }, observedAtMs }
    },
    intervalMs: () => config.pollIdleMs,
    firstRetryMs: config.pollActiveMs,
    now,
  })
  return {
    async read(id) {
      const [snapshot] = await Promise.all([opened.read(id), surroundings.settle()])
      const { replica, ...point } = snapshot.value.point
      const inEnterpriseManager = snapshot.problem?.code !== 'not_found'
      const detail = replica && replicas.want(replica.id)
      const unreadable = detail && toUnreadable(detail)
      const recorded = await record.usesOf(id)
      const others = pointsOfReplica.besides(point, replica?.id ?? null)
      return {
        replicaPoint: {
          ...point,
          replica: replica && {
            ...replica,
            platform: detail?.value?.platform ?? null,
            unreadable,
          },
        },
        inEnterpriseManager,
        pointFrom: snapshot.value.from,
        ...others,
        usedBy: joinUses(usesOf(id, source.known()), recorded ?? []),
        usedByUnread: recorded === null,
        // Of a point that is gone, nothing newer can come.
        freshness: freshnessOf(snapshot, !inEnterpriseManager, surroundings.ofList()),
        pollAfterMs:
          unreadable === 'pending' || others.otherPointsUnreadable === 'pending'
            ? config.pollActiveMs
            : snapshot.intervalMs,
      }
    },
    dispose: opened.dispose,
  }
}

/** Sessions known to this process in which a VM was started from the point. */
function usesOf(id: ReplicaPointId, known: readonly FailoverSession[]): ReplicaPointReply['usedBy'] {
  const uses: ReplicaPointReply['usedBy'] = []
  for (const session of known) {
    for (const task of session.tasks) {
      if (task.vmReplicaPoint?.id !== id) continue
      uses.push({
        sessionId: session.id,
        sessionName: session.name,
        vmName: task.vmName,
        creationTimeUtc: session.creationTimeUtc,
      })
    }
  }
  return uses
}

/** What this process has seen and what the record holds, each use once, newest first. */
function joinUses(
  seen: ReplicaPointReply['usedBy'],
  recorded: ReplicaPointReply['usedBy'],
): ReplicaPointReply['usedBy'] {
  const idOf = (use: (typeof seen)[number]): string => `${use.sessionId} ${use.vmName ?? ''}`
  const known = new Set(seen.map(idOf))
  return [...seen, ...recorded.filter((use) => !known.has(idOf(use)))].sort((a, b) =>
    (b.creationTimeUtc ?? '').localeCompare(a.creationTimeUtc ?? ''),
  )
}
