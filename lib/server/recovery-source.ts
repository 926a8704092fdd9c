import 'server-only'
import { LRUCache } from 'lru-cache'
import type { SessionReply, TargetView } from '@/lib/api/replies'
import { FROZEN_POLLS, hasSameVms, LEAST_RUNS, MOST_RUNS, toEta } from '@/lib/failover/eta'
import type { EntityLink, FailoverSession } from '@/lib/failover/failover-session'
import type { SessionId } from '@/lib/failover/ids'
import { toRunRto } from '@/lib/failover/recovery'
import type { RunKind } from '@/lib/failover/role'
import type { SeenSession } from '@/lib/failover/seen-session'
import { isEnded } from '@/lib/failover/words'
import type { Snapshot } from '@/lib/poller/poller'
import type { EarlierRun } from '@/lib/store/earlier-runs'
import type { PlanTarget } from '@/lib/store/plan-targets'
import type { StoreDoor } from '@/lib/store/store-door'

/** A run, and what it is compared by. */
export type RunKey = {
  id: SessionId
  session: FailoverSession
  plan: EntityLink | null
  /** What the run is tagged as; null: nothing. Only runs of one kind are like each other. */
  kind: RunKind | null
  /** All VMs that the run will take, where its plan can be read: rows of a run that begins are fewer. */
  planVms: readonly string[] | null
}

export type RecoverySource = {
  /** What the record tells of the run's plan; waits for the database. Never throws: what cannot be read is unknown. */
  settle: (run: RunKey) => Promise<void>
  /** By what `settle` has read. */
  of: (run: RunKey, snapshot: Snapshot<SeenSession>) => SessionReply['recovery']
  /** Earlier runs of the same plan, kind and VMs, newest first. @throws {StoreError} */
  earlierRuns: (run: RunKey) => Promise<EarlierRun[]>
  /** Somebody has tagged a run: others have other like runs by now. */
  onTagged: () => void
  /** Somebody has set a plan's targets. */
  onTarget: (planId: string, target: PlanTarget | null) => void
}

/** Earlier runs change only when one ends; a target, when somebody sets it. */
const RUNS_KEPT_MS = 60_000
const TARGETS_KEPT_MS = 5_000
const MOST_KEPT = 500

/** RTO and RPO targets and the expected end of runs, out of the record. */
export function createRecoverySource(door: Pick<StoreDoor, 'use'>, now: () => number): RecoverySource {
  const clock = { perf: { now }, ttlResolution: 0 }
  const runs = new LRUCache<
    SessionId,
    { durationsMs: number[] | null; vmCount: number; kind: RunKind | null }
  >({
    max: MOST_KEPT,
    ttl: RUNS_KEPT_MS,
    ...clock,
  })
  const targets = new LRUCache<string, { target: PlanTarget | null; unread?: boolean }>({
    max: MOST_KEPT,
    ttl: TARGETS_KEPT_MS,
    ...clock,
  })

  /** What was read before the newest change must not be kept after it. */
  let changes = 0

  async function earlierRuns({ id, session, plan, kind, planVms }: RunKey): Promise<EarlierRun[]> {
    if (session.name === null || session.backupServer === null || session.creationTimeUtc === null) return []
    const found = await door.use((store) =>
      store.readEarlierRuns({
        id,
        name: session.name ?? '',
        backupServerId: session.backupServer?.id ?? '',
        planId: plan?.id ?? null,
        kind,
        startedAtMs: Date.parse(session.creationTimeUtc ?? ''),
      }),
    )
    const own = vmsOf(session, planVms)
    return found.filter((run) => hasSameVms(own, namesOf(run.tasks)))
  }

  async function settleRuns(run: RunKey): Promise<void> {
    if (isEnded(run.session)) return
    const vmCount = vmsOf(run.session, run.planVms).size
    const known = runs.get(run.id)
    // More rows make other runs like this one, and so does another tag.
    if (known?.vmCount === vmCount && known.kind === run.kind) return
    const asked = changes
    const found = await earlierRuns(run).catch(() => null)
    const durationsMs = found && found.flatMap((one) => toDurationMs(one) ?? []).slice(0, MOST_RUNS)
    // What could not be read, or is too little, is asked for again soon: a list that is just being read may bring it.
    const isEnough = durationsMs !== null && durationsMs.length >= LEAST_RUNS
    if (asked !== changes) return
    runs.set(run.id, { durationsMs, vmCount, kind: run.kind }, isEnough ? {} : { ttl: TARGETS_KEPT_MS })
  }

  async function settleTarget({ plan }: RunKey): Promise<void> {
    if (plan === null || targets.has(plan.id)) return
    const asked = changes
    const known = targets.get(plan.id, { allowStale: true })
    const read = await door
      .use((store) => store.readPlanTarget(plan.id))
      .then(
        (target) => ({ target }),
        // A goal that was read before is still the best that is known of it.
        () => known ?? { target: null, unread: true },
      )
    if (asked === changes) targets.set(plan.id, read)
  }

  return {
    async settle(run) {
      await Promise.all([settleRuns(run), settleTarget(run)])
    },
    of(run, snapshot) {
      const { session, movedAtMs } = snapshot.value
      const ended = isEnded(session)
      const stoodMs = movedAtMs === null ? 0 : snapshot.observedAtMs - movedAtMs
      const noProgressSinceUtc =
        !ended && movedAtMs !== null && stoodMs >= FROZEN_POLLS * snapshot.intervalMs
          ? new Date(movedAtMs).toISOString()
          : null
      const goals = run.plan === null ? null : targets.get(run.plan.id, { allowStale: true })
      return {
        target: toTargetView(goals?.target ?? null),
        targetUnread: goals?.unread === true,
        eta: toEta({
          ended,
          startedAtUtc: session.creationTimeUtc,
          noProgressSinceUtc,
          earlierMs: runs.get(run.id, { allowStale: true })?.durationsMs ?? null,
        }),
        noProgressSinceUtc,
      }
    },
    earlierRuns,
    onTagged() {
      changes += 1
      runs.clear()
    },
    onTarget(planId, target) {
      changes += 1
      targets.set(planId, { target })
    },
  }
}

export function toTargetView(target: PlanTarget | null): TargetView | null {
  if (target === null) return null
  const { rtoMs, rpoMs, setBy, setAtMs } = target
  return { rtoMs, rpoMs, setAtUtc: new Date(setAtMs).toISOString(), setBy }
}

/** How long a run took that did fail over; one that failed says nothing about how long success takes. */
function toDurationMs({ session, outcome }: EarlierRun): number | null {
  const rto = toRunRto(session, outcome)
  return 'ms' in rto ? rto.ms : null
}

const namesOf = (tasks: FailoverSession['tasks']): ReadonlySet<string> =>
  new Set(tasks.flatMap((task) => task.vmName ?? []))

const vmsOf = (session: FailoverSession, planVms: readonly string[] | null): ReadonlySet<string> =>
  planVms === null ? namesOf(session.tasks) : new Set(planVms)
