import 'server-only'
import { LRUCache } from 'lru-cache'
import type { FailoverSession, ReplicaPoint } from '@/lib/failover/failover-session'
import type { ReplicaPointId, SessionId } from '@/lib/failover/ids'
import { isOver, toTaskStanding, type Outcome } from '@/lib/failover/outcome'
import type { OnceReader } from '@/lib/poller/once-reader'

const EVERY_MS = 5 * 60_000
/** A little less, or what was read a moment after one look would be left out by the next. */
const FRESH_MS = EVERY_MS - 60_000
/** So many points at once, those read longest ago first: a run of 300 VMs must not crowd out the polled reads. */
const MOST_AT_ONCE = 20
const MOST_RUNS = 200

/**
 * Points are read once and at the end of their run. What became of a failover shows later, in their states: while somebody
 * looks at a run that is over, a few are read again every five minutes.
 */
export function createPointRefresh(
  points: Pick<OnceReader<ReplicaPointId, ReplicaPoint>, 'peek' | 'refresh'>,
  now: () => number,
): (session: FailoverSession, outcome: Outcome) => void {
  const lookedAtMs = new LRUCache<SessionId, number>({ max: MOST_RUNS })
  return ({ id, tasks }, outcome) => {
    if (!isOver(outcome)) return
    const nowMs = now()
    const passedMs = nowMs - (lookedAtMs.get(id) ?? Number.NEGATIVE_INFINITY)
    // A negative age: the clock was set back.
    if (passedMs >= 0 && passedMs < EVERY_MS) return
    lookedAtMs.set(id, nowMs)
    const old = tasks.flatMap((task) => {
      const standing = toTaskStanding(task)
      if (task.vmReplicaPoint === null || (standing !== 'succeeded' && standing !== 'warning')) return []
      const { observedAtMs } = points.peek(task.vmReplicaPoint.id)
      // What was never read is being read for the first time.
      if (observedAtMs === null || nowMs - observedAtMs < FRESH_MS) return []
      return [{ id: task.vmReplicaPoint.id, observedAtMs }]
    })
    old.sort((a, b) => a.observedAtMs - b.observedAtMs)
    for (const point of old.slice(0, MOST_AT_ONCE)) void points.refresh(point.id)
  }
}
