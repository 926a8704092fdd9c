import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { type Board, type BoardRun, createShared, lastSeenMs, type Shared, toShownFailures } from './board'
import type { LeftRuns } from './left-runs'
import type { RecordedFailures } from './recorded-failures'
import type { RunRows } from './run-rows'
import type { SessionList } from './session-source'
import { freshnessOf } from './session-view'
import { type Join, NO_JOIN, type SurroundingsSource } from './surroundings'
import type { TeamworkMemory } from './teamwork-memory'
import type { SessionSummary } from '@/lib/api/replies'
import type { WallFailure } from '@/lib/api/screen-replies'
import type { FailoverSession } from '@/lib/failover/failover-session'
import type { SessionId } from '@/lib/failover/ids'
import type { RecordedSummary } from '@/lib/failover/recorded-session'
import { isEnded } from '@/lib/failover/words'
import type { Snapshot } from '@/lib/poller/poller'
import type { StoreDoor } from '@/lib/store/store-door'

/** Boards for walls: one is computed for all screens that ask while nothing was read anew. */
export type Boards = {
  /** @param endedWithinMs one of a few fixed spans */
  of: (list: Snapshot<SessionList>, endedWithinMs: number) => Promise<Board>
  /** Somebody has changed what boards show. */
  forget: () => void
}

/** A page must not wait long for what the record adds to it. */
const RECORD_WAIT_MS = 1_000
const MOST_DROPPED = 100
/** While nothing new comes, what is known gets old by itself: so long one look at its age serves everybody. */
const LOOK_AGAIN_MS = 1_000

/** More than a wall shows. */
const MOST_PROVEN = 2_000

const toRun = (summary: SessionSummary, proven: Join, failures: WallFailure[]): BoardRun => ({
  summary,
  proven,
  failures,
  rtoTargetMs: summary.recovery.rtoTargetMs,
})

export function createBoards(
  door: Pick<StoreDoor, 'use'>,
  beside: {
    rows: RunRows
    left: LeftRuns
    failures: RecordedFailures
    surroundings: SurroundingsSource
    teamwork: Pick<TeamworkMemory, 'changes'>
    now: () => number
  },
): Boards {
  const { rows, left, failures, surroundings, teamwork, now } = beside
  /** One for each span that is asked for: walls ask for another than those who choose what a wall shows. */
  const boards = new Map<number, Shared<Board>>()

  function boardOf(endedWithinMs: number): Shared<Board> {
    const known = boards.get(endedWithinMs) ?? createShared<Board>(now)
    boards.set(endedWithinMs, known)
    return known
  }

  /** As the record told last: where it is slow or away, a wall must not lose for it what it has shown. */
  let recorded: RecordedSummary[] = []

  /** Whose a run was proven to be while EM listed it: its rows are not read for a list later. */
  const provenOf = new LRUCache<string, Join>({ max: MOST_PROVEN })

  /** Runs that the record says EM dropped lately: a wall must not lose one without a word. */
  async function listDropped(without: readonly string[]): Promise<BoardRun[]> {
    const query = door
      .use(async (store) => {
        const found = await store.list({ sort: 'newest', limit: MOST_DROPPED, without })
        await failures.settle(store, found)
        return found
      })
      .then((found) => (recorded = found))
      .catch(() => recorded)
    const found = await Promise.race([query, wait(RECORD_WAIT_MS, null, { ref: false })])
    return (found ?? recorded)
      .filter(({ session }) => !without.includes(session.id))
      .map((one) => {
        const summary = rows.toRecorded(one)
        return toRun(
          summary,
          provenOf.get(summary.session.id) ?? NO_JOIN,
          toShownFailures(failures.of(one) ?? []),
        )
      })
  }

  function toProvenRun(summary: SessionSummary, session: FailoverSession): BoardRun {
    const proven = surroundings.provenJoinOf(session)
    provenOf.set(session.id, proven)
    return toRun(summary, proven, toShownFailures(session.tasks))
  }

  /** Changes with every read that brought something, and keeps the active sessions polled. */
  function markOf(list: Snapshot<SessionList>): string {
    let newestMs = list.observedAtMs
    let sum = 0
    for (const [id, seen] of list.value.sessions) {
      if (isEnded(seen.session)) continue
      const { observedAtMs } = rows.newestOf(id, { ...list, value: seen })
      newestMs = Math.max(newestMs, observedAtMs)
      sum += observedAtMs - list.observedAtMs
    }
    const { collectedAtMs, emClockAheadMs } = surroundings.ofList()
    return [
      list.observedAtMs,
      newestMs,
      sum,
      list.problem?.sinceUtc,
      collectedAtMs,
      emClockAheadMs,
      teamwork.changes(),
      left.of(list).mark,
    ].join(' ')
  }

  async function toBoard(snapshot: Snapshot<SessionList>, endedWithinMs: number): Promise<Board> {
    const around = surroundings.ofList()
    const sinceMs = now() + around.emClockAheadMs - endedWithinMs
    const sides = left.of(snapshot)
    const listed = [...snapshot.value.sessions].map(([id, seen]) => {
      const newest = rows.newestOf(id, { ...snapshot, value: seen })
      return toProvenRun(rows.toSummary(newest), newest.value.session)
    })
    const gone = [...sides.left].map(([id, seen]) => {
      const { summary, session } = rows.toLeft(id, seen)
      return toProvenRun(summary, session)
    })
    const dropped = (await listDropped(sides.without)).filter(
      ({ summary: { session } }) => !snapshot.value.sessions.has(session.id as SessionId), // safe: only compared
    )
    const runs = [...listed, ...gone, ...dropped].filter(
      ({ summary }) => summary.outcome.kind === 'running' || lastSeenMs(summary) >= sinceMs,
    )
    return {
      runs,
      freshness: freshnessOf(snapshot, false, around),
      emClockAheadMs: around.emClockAheadMs,
      intervalMs: snapshot.intervalMs,
      unreadable: snapshot.value.unreadable,
    }
  }

  return {
    of(list, endedWithinMs) {
      const isNew = list.problem === null && now() - list.observedAtMs <= list.intervalMs
      const maxAgeMs = isNew ? list.intervalMs : LOOK_AGAIN_MS
      return boardOf(endedWithinMs).get(markOf(list), maxAgeMs, () => toBoard(list, endedWithinMs))
    },
    forget() {
      for (const board of boards.values()) board.forget()
    },
  }
}
