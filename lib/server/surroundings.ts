import 'server-only'
import type { Config } from './config'
import type { Features } from './features'
import type { Surroundings } from './session-view'
import type { EmClient } from '@/lib/em/em-client'
import type {
  CollectionStatus,
  EntityLink,
  FailoverPlan,
  FailoverSession,
} from '@/lib/failover/failover-session'
import { findPlan, findProvenPlan } from '@/lib/failover/find-plan'
import { isEnded } from '@/lib/failover/words'
import type { ReadError } from '@/lib/failover/read-error'
import { createPoller, type Glance, type Poller } from '@/lib/poller/poller'
import type { SessionReply } from '@/lib/api/replies'

const COLLECTION_INTERVAL_MS = 60_000
/** While EM collects, its end is worth knowing soon; the list of its jobs is long, so not at the pace of a failover. */
const RUNNING_INTERVAL_MS = 15_000
const PLANS_INTERVAL_MS = 5 * 60_000
/** Plans that were read before a run began are read again for it, however many begin, no more often than this. */
const PLANS_AGAIN_MS = 30_000
/** So far a start may seem to lie ahead: clocks that differ by less count as the same. */
const START_AHEAD_MS = 5_000
const FIRST_RETRY_MS = 10_000
/** What a role may not read does not become readable by asking often. */
const FORBIDDEN_PAUSE_MS = 15 * 60_000
/** The first reply waits so long for what surrounds the session, so that it need not be taken back a moment later. */
const FIRST_WAIT_MS = 1_500

export type Join = { plan: EntityLink | null; tenant: EntityLink | null }
export const NO_JOIN: Join = { plan: null, tenant: null }

/** What is needed besides the sessions and may be forbidden to the role: plans (for the tenant) and EM's own age. */
export type SurroundingsSource = {
  of: (session: FailoverSession) => Surroundings
  /** EM's age only, for lists. */
  ofList: () => Surroundings
  /** Plan and tenant where the run's VMs prove them; for whoever may not see the runs of all. */
  provenJoinOf: (session: FailoverSession) => Join
  /** Tenants that have a failover plan, by name; `unknown` says why the plans are not known at all. */
  tenants: () => { known: EntityLink[]; unknown: 'forbidden' | 'unreachable' | 'pending' | null }
  /** A plan by its id, if it stands on EM's list as that was last read. */
  planName: (id: string) => { name: string | null } | null
  /** Waits shortly for first reads; never throws. */
  settle: () => Promise<void>
  collection: () => Glance<CollectionStatus>
  /** Reads EM's age now, outside the pace. @throws {ReadError} */
  lookAtCollection: () => Promise<CollectionStatus>
  dispose: () => void
}

export function createSurroundings(
  em: Pick<EmClient, 'readFailoverPlans' | 'readCollectionStatus' | 'status'>,
  features: Features,
  config: Pick<Config, 'collectionLateMs' | 'pollActiveMs'>,
  now: () => number,
): SurroundingsSource {
  const pauseAfterMs = (error: ReadError): number | null =>
    error.code === 'forbidden' ? FORBIDDEN_PAUSE_MS : null
  const shared = { firstRetryMs: FIRST_RETRY_MS, pauseAfterMs, now }

  const collection: Poller<'newest', CollectionStatus> = createPoller({
    read: async (_key, signal) => ({
      value: await features.track('collections', em.readCollectionStatus(signal)),
    }),
    intervalMs: (status) => (status.runningSinceUtc === null ? COLLECTION_INTERVAL_MS : RUNNING_INTERVAL_MS),
    ...shared,
  })
  const plans: Poller<'all', FailoverPlan[]> = createPoller({
    read: async (_key, signal) => ({
      value: (await features.track('plans', em.readFailoverPlans(signal))).items,
    }),
    intervalMs: () => PLANS_INTERVAL_MS,
    ...shared,
  })

  let plansAgainAtMs = Number.NEGATIVE_INFINITY
  /** Outside the pace; what fails is left to the pace, which knows how long to wait. */
  function readPlansAgain(): void {
    const atMs = now()
    // A negative wait: the clock was set back.
    if (atMs - plansAgainAtMs < PLANS_AGAIN_MS && atMs >= plansAgainAtMs) return
    plansAgainAtMs = atMs
    void features.track('plans', em.readFailoverPlans()).then(
      ({ items }) => plans.offer('all', items, atMs),
      () => undefined,
    )
  }

  /** Its plan may have been made, or changed, after the plans were read: which one it is of is not known yet. */
  function hasBegunSince(session: FailoverSession, plansReadAtMs: number): boolean {
    if (isEnded(session) || session.creationTimeUtc === null) return false
    const startMs = Date.parse(session.creationTimeUtc) - em.status().clockAheadMs
    // A start that is still to come would never have begun before a read.
    return startMs > plansReadAtMs && startMs <= now() + START_AHEAD_MS
  }

  function around(plan: FailoverPlan | null, planUnknown: SessionReply['unreadable']['plan']): Surroundings {
    const newest = collection.glance('newest')
    // What was read too long ago says nothing about the collections since.
    const isKnown =
      newest.problem === null || now() - (newest.snapshot?.observedAtMs ?? 0) <= config.collectionLateMs
    const collectedAtUtc = (isKnown && newest.snapshot?.value.collectedAtUtc) || null
    return {
      nowMs: now(),
      collectedAtMs: collectedAtUtc === null ? null : Date.parse(collectedAtUtc),
      collectionLateMs: config.collectionLateMs,
      emClockAheadMs: em.status().clockAheadMs,
      pollActiveMs: config.pollActiveMs,
      plan,
      unreadable: {
        plan: planUnknown,
        collection:
          collectedAtUtc === null ? (newest.snapshot && isKnown ? 'never' : reasonOf(newest)) : null,
      },
    }
  }

  return {
    of(session) {
      const all = plans.glance('all')
      const plan = all.snapshot ? findPlan(session, all.snapshot.value) : null
      if (plan) return around(plan, null)
      if (all.snapshot === null) return around(null, reasonOf(all))
      if (!hasBegunSince(session, all.snapshot.observedAtMs)) return around(null, 'ambiguous')
      if (all.problem !== null) return around(null, reasonOf(all))
      readPlansAgain()
      return around(null, 'pending')
    },
    ofList: () => around(null, null),
    provenJoinOf(session) {
      const { snapshot } = plans.glance('all')
      const plan = snapshot && findProvenPlan(session, snapshot.value)
      return plan ? { plan: { id: plan.id, name: plan.name }, tenant: plan.tenant } : NO_JOIN
    },
    tenants() {
      const all = plans.glance('all')
      const known = new Map<string, EntityLink>()
      for (const { tenant } of all.snapshot?.value ?? []) if (tenant) known.set(tenant.id, tenant)
      return {
        known: [...known.values()].sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '')),
        unknown: isKnown(all, now()) ? null : reasonOf(all),
      }
    },
    planName(id) {
      const plan = plans.glance('all').snapshot?.value.find((one) => one.id === id)
      return plan ? { name: plan.name } : null
    },
    async settle() {
      const first = [collection.glance('newest'), plans.glance('all')]
      if (first.every((glance) => glance.snapshot ?? glance.problem)) return
      const reads = [collection.read('newest'), plans.read('all')]
      await Promise.race([
        Promise.allSettled(reads),
        new Promise((resolve) => {
          setTimeout(resolve, FIRST_WAIT_MS).unref()
        }),
      ])
      // The race may be over before they fail; glance tells the failure.
      for (const read of reads) read.catch(() => null)
    },
    collection: () => collection.glance('newest'),
    async lookAtCollection() {
      const atMs = now()
      const status = await features.track('collections', em.readCollectionStatus())
      collection.offer('newest', status, atMs)
      return status
    },
    dispose() {
      collection.dispose()
      plans.dispose()
    },
  }
}

/** Plans that could not be read for so long no longer tell which runs are whose. */
const PLANS_OLD_MS = 4 * PLANS_INTERVAL_MS

const isKnown = ({ snapshot, problem }: Glance<unknown>, nowMs: number): boolean =>
  snapshot !== null && (problem === null || nowMs - snapshot.observedAtMs < PLANS_OLD_MS)

function reasonOf(glance: Glance<unknown>): 'forbidden' | 'unreachable' | 'pending' {
  if (glance.problem === null) return 'pending'
  return glance.problem.code === 'forbidden' ? 'forbidden' : 'unreachable'
}
