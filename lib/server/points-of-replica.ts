import 'server-only'
import type { Features } from './features'
import { toUnreadable } from './session-view'
import type { ReplicaPointReply } from '@/lib/api/replies'
import type { EmClient } from '@/lib/em/em-client'
import type { ReplicaPoint } from '@/lib/failover/failover-session'
import { createOnceReader } from '@/lib/poller/once-reader'

type OtherPoint = NonNullable<ReplicaPointReply['otherPoints']>[number]

export type OtherPoints = Pick<
  ReplicaPointReply,
  | 'otherPoints'
  | 'otherPointsUnreadable'
  | 'otherPointsLeftOut'
  | 'otherPointsOfOtherVms'
  | 'otherPointsReadAtUtc'
>

type Named = Pick<ReplicaPoint, 'id' | 'name' | 'vmDisplayName'>
/** Points of one VM, newest first, and how many there are beside those kept. */
type Group = { points: OtherPoint[]; cutOff: number }
/** By VM; under null those whose VM nobody can tell. */
type Groups = { ofVm: ReadonlyMap<string | null, Group>; unreadable: number }

export type PointsOfReplica = {
  /** The points of a replica but one, as far as they are known; begins a read that is due, without waiting. */
  besides: (point: Named, replicaId: string | null) => OtherPoints
  dispose: () => void
}

/** Continuous protection makes a point every few seconds: nobody looks through thousands. */
const MOST_POINTS = 100
/** Points come and go with each run of the replication job, which is minutes and not seconds. */
const OLD_AFTER_MS = 10 * 60_000

const NONE: OtherPoints = {
  otherPoints: null,
  otherPointsUnreadable: null,
  otherPointsLeftOut: 0,
  otherPointsOfOtherVms: 0,
  otherPointsReadAtUtc: null,
}

/**
 * What further points a replica has. Read once, behind all that is polled, and again when it is asked for and old. A
 * replica can be a whole replication job with many VMs: points of other VMs are counted and not listed.
 */
export function createPointsOfReplica(
  em: Pick<EmClient, 'readReplicaPointsOfReplica'>,
  features: Features,
  now: () => number,
): PointsOfReplica {
  const lists = createOnceReader<string, Groups>({
    read: async (replicaId, signal) => {
      const reading = em.readReplicaPointsOfReplica(replicaId, signal)
      const { items, unreadable } = await features.track('replica_points', reading)
      return { ofVm: toGroups(items), unreadable }
    },
    now,
  })
  return {
    besides(point, replicaId) {
      if (replicaId === null) return NONE
      const { value, observedAtMs, error } = lists.want(replicaId)
      // After a failure `want` itself tries again, at its own pace.
      if (error === null && observedAtMs !== null && now() - observedAtMs > OLD_AFTER_MS)
        void lists.refresh(replicaId)
      if (value === null) {
        return { ...NONE, otherPointsUnreadable: toUnreadable({ value, observedAtMs, error }) }
      }
      return {
        ...toOtherPoints(value, point),
        otherPointsUnreadable: null,
        otherPointsReadAtUtc: observedAtMs === null ? null : new Date(observedAtMs).toISOString(),
      }
    },
    dispose: lists.dispose,
  }
}

function toGroups(items: readonly ReplicaPoint[]): Groups['ofVm'] {
  const ofVm = new Map<string | null, Group>()
  for (const item of [...items].sort(newestFirst)) {
    const vm = toVm(item)
    const group = ofVm.get(vm) ?? { points: [], cutOff: 0 }
    ofVm.set(vm, group)
    // One more than is shown: the point whose page it is will be left out of them.
    if (group.points.length <= MOST_POINTS) group.points.push(toOtherPoint(item))
    else group.cutOff += 1
  }
  return ofVm
}

/** The VM by its own name, else as EM names a point after it: `vm@time`. */
function toVm({ vmDisplayName, name }: Pick<Named, 'name' | 'vmDisplayName'>): string | null {
  if (vmDisplayName !== null) return vmDisplayName
  const at = name?.lastIndexOf('@') ?? -1
  return name !== null && at > 0 ? name.slice(0, at) : null
}

function toOtherPoints(
  { ofVm, unreadable }: Groups,
  point: Named,
): Pick<OtherPoints, 'otherPoints' | 'otherPointsLeftOut' | 'otherPointsOfOtherVms'> {
  const vm = toVm(point)
  const isIts = (of: string | null): boolean => vm === null || of === null || of === vm
  const own = [...ofVm].flatMap(([of, group]) => (isIts(of) ? [group] : []))
  const foreign = [...ofVm].flatMap(([of, group]) => (isIts(of) ? [] : [group]))
  const listed = own.flatMap((group) => group.points)
  const others = listed.filter((it) => it.id !== point.id).sort(newestFirst)
  const cutOff = own.reduce((sum, group) => sum + group.cutOff, 0)
  // A point that is not among those kept stands among those cut off, if any were.
  const isCutOff = others.length === listed.length && cutOff > 0
  const shown = others.slice(0, MOST_POINTS)
  return {
    otherPoints: shown,
    otherPointsLeftOut: others.length - shown.length + cutOff - (isCutOff ? 1 : 0) + unreadable,
    otherPointsOfOtherVms: foreign.reduce((sum, it) => sum + it.points.length + it.cutOff, 0),
  }
}

/** Those without a time last. */
function newestFirst(
  a: Pick<OtherPoint, 'id' | 'creationTimeUtc'>,
  b: Pick<OtherPoint, 'id' | 'creationTimeUtc'>,
): number {
  return (b.creationTimeUtc ?? '').localeCompare(a.creationTimeUtc ?? '') || a.id.localeCompare(b.id)
}

function toOtherPoint({ id, name, creationTimeUtc, pointType, state }: ReplicaPoint): OtherPoint {
  return { id, name, creationTimeUtc, pointType, state }
}
