import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import type { KnownRun } from './attempt-candidates'
import { createAttemptsSource, type AttemptsSource } from './attempts-source'
import type { Board } from './board'
import { createBoards } from './boards'
import { compareRuns } from './comparison'
import type { EarlierAttempts } from './earlier-attempts'
import type { ListedRun } from './listed-run'
import { createLeftRuns } from './left-runs'
import { createPointRefresh } from './point-refresh'
import { createRecordLists } from './record-lists'
import { createRecordedFailures } from './recorded-failures'
import { createRecoverySource, type RecoverySource, type RunKey } from './recovery-source'
import { toFacets, toLive, toTotals, type SeenRun } from './run-list-totals'
import { createRunRows } from './run-rows'
import { parseScreenCode, type ScreenCodes } from './screen-codes'
import {
  findRuns,
  fits,
  fitsRunning,
  listSessions,
  toBounds,
  type Bounds,
  type SessionListQuery,
} from './session-list'
import type { SessionList, SessionSource } from './session-source'
import { freshnessOf, toSessionReply } from './session-view'
import type { TeamworkMemory } from './teamwork-memory'
import type { SurroundingsSource } from './surroundings'
import type { ComparisonReply } from '@/lib/api/record-replies'
import type { CollectionView, FacetsReply, SessionListReply, SessionReply } from '@/lib/api/replies'
import type { FailoverSession, ReplicaPoint, TaskSession } from '@/lib/failover/failover-session'
import type { ReplicaPointId, SessionId } from '@/lib/failover/ids'
import type { AttemptVm } from '@/lib/failover/merge-attempts'
import { toExpectedNames } from '@/lib/failover/planned-vms'
import { toTotalsWindow } from '@/lib/failover/run-totals'
import type { SeenSession } from '@/lib/failover/seen-session'
import { isEnded } from '@/lib/failover/words'
import type { OnceReader } from '@/lib/poller/once-reader'
import type { Snapshot } from '@/lib/poller/poller'
import type { Recorder } from '@/lib/recorder/recorder'
import type { StoreDoor } from '@/lib/store/store-door'

export type Sessions = {
  /** One session as pages see it. @throws {ReadError} only while it was never read and nothing is recorded of it */
  read: (id: SessionId) => Promise<SessionReply>
  /** As read, but only if it is known already; never waits. */
  peek: (id: SessionId) => SessionReply | null
  /** @throws {ReadError} only while the list was never read */
  list: (query: SessionListQuery) => Promise<SessionListReply>
  /** Names that the list can be narrowed down by. @throws {ReadError} as list */
  facets: () => Promise<FacetsReply>
  /** Every run that is active or was until lately, each with the plan and tenant that its VMs prove. @throws {ReadError} as list */
  board: (endedWithinMs: number) => Promise<Board>
  /** This run beside earlier like ones. @throws {ReadError} as read, {RequestError} `record_unavailable` */
  compare: (id: SessionId) => Promise<ComparisonReply>
  /** VMs of the plan that a known run belongs to, in plan order; null where the plan is not known. */
  planVms: (id: SessionId) => { vms: { name: string | null; order: number | null }[] | null }
  /** What earlier attempts tell of a run, by a person's word; waits for the record. Never throws. */
  earlierAttempts: (id: SessionId) => Promise<EarlierAttempts>
  /** What somebody has just set, so that no page shows what was before. */
  onTagged: RecoverySource['onTagged']
  onTarget: RecoverySource['onTarget']
  onAttempts: AttemptsSource['onChanged']
}

/** A page must not wait long for what the record adds to it. */
const RECORD_WAIT_MS = 1_000
/** Runs come and leave seldom: more often than so, the next poll brings it right. */
const MOST_TRIES = 3
const toRowNames = ({ tasks }: FailoverSession): (string | null)[] => tasks.map(({ vmName }) => vmName)
const NO_SESSIONS: SessionList['sessions'] = new Map()

export function createSessions(
  source: SessionSource,
  surroundings: SurroundingsSource,
  points: OnceReader<ReplicaPointId, ReplicaPoint>,
  record: {
    door: Pick<StoreDoor, 'use' | 'generation'>
    recorder: Pick<Recorder, 'recordOf'>
    teamwork: Pick<TeamworkMemory, 'settle' | 'of' | 'changes'>
    collection: () => CollectionView
    codes: ScreenCodes
    now: () => number
  },
): Sessions {
  const { door, recorder, teamwork, collection, codes } = record
  const recovery = createRecoverySource(door, record.now)
  const refreshPoints = createPointRefresh(points, record.now)
  const failures = createRecordedFailures()
  const lists = createRecordLists(door, {
    toSummary: (recorded) => rows.toRecorded(recorded),
    failures,
    codes,
    now: record.now,
  })
  const attempts = createAttemptsSource(door, { listed: listOfEm, peek: peekRun })
  const numberOf = attempts.numberOf
  const rows = createRunRows(source, {
    surroundings,
    points,
    recorder,
    teamwork,
    failures,
    targetOf: lists.targetOf,
    numberOf,
  })
  const left = createLeftRuns((id) => recorder.recordOf(id))
  const boards = createBoards(door, { rows, left, failures, surroundings, teamwork, now: record.now })
  const pointOf = (task: TaskSession) => task.vmReplicaPoint && points.want(task.vmReplicaPoint.id)

  const settleBook = (): Promise<void> =>
    Promise.race([attempts.settleBook(), wait(RECORD_WAIT_MS, undefined, { ref: false })])

  /** What is over waits for nothing, so nobody asks what of it is up already. */
  const earlierOf = (session: FailoverSession): readonly AttemptVm[] =>
    isEnded(session) ? [] : attempts.earlierVms(session.id)

  function toRunKey({ session }: SeenSession, earlier = earlierOf(session)): RunKey {
    const { plan } = surroundings.of(session)
    const known = recorder.recordOf(session.id)
    const kind = known?.tag?.kind ?? null
    const isOpen = !isEnded(session) && plan !== null
    return {
      id: session.id,
      session,
      plan: plan ?? known?.plan ?? null,
      kind,
      planVms: isOpen ? toExpectedNames(plan.vms, toRowNames(session), { kind, earlier }) : null,
    }
  }

  function listOfEm(): SessionList['sessions'] {
    return source.list.peek('all')?.value.sessions ?? NO_SESSIONS
  }

  /** Its own snapshot may be newer than the list's, and may hold rows that the list has lost. */
  function peekRun(id: SessionId): KnownRun | null {
    const own = source.sessions.peek(id)
    const session = own?.value.session ?? listOfEm().get(id)?.session
    if (session === undefined) return null
    const known = recorder.recordOf(id)
    return {
      session,
      plan: surroundings.of(session).plan ?? known?.plan ?? null,
      kind: known?.tag?.kind ?? null,
      inEnterpriseManager: listOfEm().has(id) || (known?.inEnterpriseManager ?? true),
    }
  }

  function toReply(snapshot: Snapshot<SeenSession>): SessionReply {
    const { session } = snapshot.value
    const earlierVms = earlierOf(session)
    const reply = toSessionReply(snapshot, surroundings.of(session), {
      pointOf,
      record: recorder.recordOf(session.id),
      recovery: recovery.of(toRunKey(snapshot.value, earlierVms), snapshot),
      teamwork: teamwork.of(session.id),
      attempts: attempts.of(session.id),
      keptApart: attempts.apartFrom(session.id),
      codes: lists.codes.areShown() ? codes : null,
      earlierVms,
      collection: collection(),
    })
    refreshPoints(session, reply.outcome)
    return reply
  }

  async function readList() {
    const [snapshot] = await Promise.all([
      source.list.read('all'),
      surroundings.settle(),
      lists.settleTargets(),
      settleTeamwork(),
      settleBook(),
    ])
    const around = surroundings.ofList()
    return { snapshot, around, nowMs: record.now() + around.emClockAheadMs }
  }

  /** The runs that are asked for by id: what EM lists, else what the record has. */
  async function toAlso(
    runs: readonly SeenRun[],
    query: SessionListQuery,
    bounds: Bounds,
  ): Promise<SessionListReply['also']> {
    const asked = query.also ?? []
    if (asked.length === 0) return []
    const listed = new Map(runs.map((run) => [run.summary.session.id, run]))
    const dropped = asked.filter((id) => !listed.has(id))
    const recorded = dropped.length === 0 ? null : await lists.named(dropped, query, bounds)
    return asked.map((id) => {
      const run = listed.get(id)
      if (run !== undefined) return { id, fits: fits(run, query, bounds), run: run.summary }
      const known = recorded?.get(id)
      return { id, fits: known?.fits ?? false, run: known?.run.summary ?? null }
    })
  }

  /** What is sought may be read off a screen; while none shows codes, four letters are nothing but letters. */
  async function withCode(query: SessionListQuery): Promise<SessionListQuery> {
    const code = parseScreenCode(query.q ?? '')
    if (code === null) return query
    await lists.codes.settle()
    if (!lists.codes.areShown()) return query
    return { ...query, code, isMeant: (run) => codes.isCoded(run, code) }
  }

  /** Of two that wait for the record, neither may go back to a list from before the other's. */
  const newestList = (snapshot: Snapshot<SessionList>): Snapshot<SessionList> =>
    source.list.peek('all') ?? snapshot

  /** One list of what EM lists, what has just left it, and what the record has: each run once. */
  async function gather(snapshot: Snapshot<SessionList>, query: SessionListQuery, nowMs: number) {
    const sides = left.of(snapshot)
    const runs = [...rows.toRuns(snapshot), ...rows.toLeftRuns(sides.left)]
    const bounds = toBounds(query, nowMs)
    const window = toTotalsWindow(nowMs)
    const own = findRuns(runs, query, bounds)
    const byOpen = query.attention !== undefined
    const [recorded, open, recordOpen, unlisted, recordTotals, also] = await Promise.all([
      byOpen ? null : lists.part(query, { found: own.length, nowMs, sides }),
      byOpen && query.state !== 'active' ? lists.open(query, bounds, sides) : [],
      lists.open(null, bounds, sides),
      lists.count(sides),
      lists.totals(window, sides),
      toAlso(runs, query, bounds),
    ])
    // What of the record needs somebody is few, and known as a whole: it stands among EM's own.
    const found = byOpen ? findRuns(runs, query, bounds, open ?? []) : own
    // A failure does not leave the cards as EM drops its run.
    const cards = [...runs, ...(recordOpen ?? [])]
    const live = toLive(cards, nowMs)
    const liveIds = new Set([...live.map(({ session }) => session.id), ...(query.also ?? [])])
    const reply = {
      ...listSessions(found, query, recorded ?? undefined),
      unreadable: snapshot.value.unreadable,
      recordUnavailable: byOpen ? open === null : recorded === null,
      live,
      fitting: cards.flatMap((run) =>
        liveIds.has(run.summary.session.id) && fitsRunning(run, query, bounds) ? run.summary.session.id : [],
      ),
      also,
      code: toMeantCode(query, [...runs, ...(recorded?.runs ?? [])]),
      totals: toTotals(runs, { window, recordTotals, unlisted, recordOpen }),
      freshness: freshnessOf(snapshot, false, surroundings.ofList()),
      pollAfterMs: snapshot.intervalMs,
    }
    return { reply, hasMoved: () => left.of(newestList(snapshot)).mark !== sides.mark }
  }

  async function readSnapshot(id: SessionId): Promise<Snapshot<SeenSession>> {
    const [snapshot] = await Promise.all([source.sessions.read(id), surroundings.settle()])
    return source.sessions.peek(id) ?? snapshot
  }

  /** Of all runs; a page must not wait long for it. */
  const settleTeamwork = (): Promise<void> =>
    Promise.race([teamwork.settle(), wait(RECORD_WAIT_MS, undefined, { ref: false })])

  return {
    async read(id) {
      const snapshot = await readSnapshot(id)
      const settled = Promise.all([
        // A retry is like other retries, so its attempts have to be known first.
        attempts.settle(id).then(() => recovery.settle(toRunKey(snapshot.value))),
        teamwork.settle(id),
        lists.codes.settle(),
      ])
      await Promise.race([settled, wait(RECORD_WAIT_MS, undefined, { ref: false })])
      return toReply(source.sessions.peek(id) ?? snapshot)
    },
    peek(id) {
      const snapshot = source.sessions.peek(id)
      return snapshot && toReply(source.sessions.glance(id).snapshot ?? snapshot)
    },
    async list(asked) {
      const [{ snapshot, around, nowMs }, query] = await Promise.all([readList(), withCode(asked)])
      let gathered = await gather(newestList(snapshot), query, nowMs)
      // What came or left while the record was read may stand in both parts, or in none.
      for (let tries = 1; tries < MOST_TRIES && gathered.hasMoved(); tries += 1)
        gathered = await gather(newestList(snapshot), query, nowMs)
      return {
        ...gathered.reply,
        emClockAheadMs: around.emClockAheadMs,
        collection: collection(),
        // What the asker may do is for the route to say, which knows who asks.
        may: { collect: false },
      }
    },
    async facets() {
      const { snapshot } = await readList()
      const list = newestList(snapshot)
      const sides = left.of(list)
      return toFacets(
        [...rows.toRuns(list), ...rows.toLeftRuns(sides.left)].map((run) => run.summary),
        await lists.facets(sides),
      )
    },
    async board(endedWithinMs) {
      const { snapshot } = await readList()
      return boards.of(newestList(snapshot), endedWithinMs)
    },
    async compare(id) {
      const snapshot = await readSnapshot(id)
      const { outcome, counts } = toReply(snapshot)
      return compareRuns(recovery, { ...toRunKey(snapshot.value), outcome, counts })
    },
    planVms(id) {
      const session = source.sessions.peek(id)?.value.session
      const plan = session ? surroundings.of(session).plan : null
      return { vms: plan && plan.vms.map(({ name, order }) => ({ name, order })) }
    },
    async earlierAttempts(id) {
      await attempts.settle(id)
      return attempts.confirmedBefore(id)
    },
    onTagged() {
      boards.forget()
      recovery.onTagged()
      lists.onChange()
      attempts.onTagged()
    },
    onTarget(planId, target) {
      boards.forget()
      recovery.onTarget(planId, target)
      lists.onChange()
    },
    async onAttempts() {
      await attempts.onChanged()
      boards.forget()
      lists.onChange()
    },
  }
}

function toMeantCode({ code, isMeant }: SessionListQuery, runs: readonly ListedRun[]): string | null {
  if (code === undefined || isMeant === undefined) return null
  return runs.some(({ summary }) => isMeant(summary.session)) ? code.code : null
}
