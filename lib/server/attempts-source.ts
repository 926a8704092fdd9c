import 'server-only'
import { LRUCache } from 'lru-cache'
import { createAttemptCandidates, type KnownRun, type RunsAtHand } from './attempt-candidates'
import { createAttemptBook, numberIn, type AttemptBook } from './attempt-book'
import { byStart, toAttemptsView, type AttemptOf } from './attempts-view'
import { toEarlier, toEarlierAttempts, toEarlierVms, type EarlierAttempts } from './earlier-attempts'
import { toRunOutcome } from './session-view'
import type { AttemptsView, KeptApartView } from '@/lib/api/attempt-replies'
import type { SessionSummary } from '@/lib/api/replies'
import type { SessionId } from '@/lib/failover/ids'
import type { AttemptVm } from '@/lib/failover/merge-attempts'
import { toCounts } from '@/lib/failover/outcome'
import { isEnded } from '@/lib/failover/words'
import type { AttemptGroup } from '@/lib/store/attempts'
import type { StoreDoor } from '@/lib/store/store-door'

export type AttemptsSource = {
  /** What the record tells of the run's attempts; waits for the database. Never throws: what cannot be read is unknown. */
  settle: (id: SessionId) => Promise<void>
  /** As settle, for lists: without what only single runs need. */
  settleBook: AttemptBook['settle']
  /** By what `settle` has read; null where the run is the only attempt, or nobody knows. */
  of: (id: SessionId) => AttemptsView | null
  /** Runs that a person has said to be no attempts of the same failover, in the order of their starts. */
  apartFrom: (id: SessionId) => KeptApartView[]
  /** Every VM by its latest outcome before this run; empty where no earlier attempt is known. */
  earlierVms: (id: SessionId) => AttemptVm[]
  /** What earlier attempts tell, of those only that a person has confirmed. */
  confirmedBefore: (id: SessionId) => EarlierAttempts
  /** Which attempt it is by a person's word, for lists. */
  numberOf: (id: string) => SessionSummary['attempt']
  /** Somebody has joined or separated attempts. @throws {StoreError} */
  onChanged: AttemptBook['reread']
  /** Somebody has tagged a run: others may be its attempts by now. */
  onTagged: () => void
}

/** Members of old groups that Enterprise Manager has dropped. They have long ended and change no more. */
const MOST_KEPT = 200

/**
 * The attempts that a run belongs to. What people have confirmed and what Enterprise Manager lists is in memory, so that
 * a poll costs no query; a run that Enterprise Manager has dropped is read from the record once. Nothing is offered of
 * such runs: they are over for a month.
 */
export function createAttemptsSource(
  door: Pick<StoreDoor, 'use' | 'generation'>,
  runs: RunsAtHand,
): AttemptsSource {
  const book = createAttemptBook(door)
  const dropped = new LRUCache<SessionId, KnownRun>({ max: MOST_KEPT })
  const candidates = createAttemptCandidates(runs)

  const knownOf = (id: SessionId): KnownRun | null => runs.peek(id) ?? dropped.get(id) ?? null

  async function recall(id: SessionId): Promise<void> {
    const kept = dropped.get(id)
    // One that was still running when it was read may have gone since.
    if (runs.peek(id) !== null || (kept && (isEnded(kept.session) || !kept.inEnterpriseManager))) return
    const found = await door.use((store) => store.readSession(id)).catch(() => null)
    if (found === null) return
    const { session, plan, tag, inEnterpriseManager } = found
    dropped.set(id, { session, plan, kind: tag?.kind ?? null, inEnterpriseManager })
  }

  /** Those that are offered, with all others that a person has joined with one of them. */
  function withTheirGroups(found: readonly SessionId[]): SessionId[] {
    const joined = found.flatMap((id) => book.groupOf(id)?.runs.map(({ sessionId }) => sessionId) ?? [])
    return [...new Set([...found, ...joined])]
  }

  function toAttempt(id: SessionId): AttemptOf & { id: SessionId } {
    const known = knownOf(id)
    const stored = book.groupOf(id)?.runs.find(({ sessionId }) => sessionId === id)
    const startUtc =
      known?.session.creationTimeUtc ?? (stored ? new Date(stored.startMs).toISOString() : null)
    const tasks = known?.session.tasks ?? []
    const counts = toCounts(tasks)
    return {
      id,
      name: known?.session.name ?? null,
      startUtc,
      endUtc: known?.session.endTimeUtc ?? null,
      outcome: known
        ? toRunOutcome(known.session, counts, known.inEnterpriseManager)
        : { kind: 'unknown', reported: '' },
      counts,
      tasks,
    }
  }

  /** Runs that were joined before one of them was tagged as an undo. Among undos each takes up where another failed. */
  function undoFor(id: SessionId): (other: string) => boolean {
    const isUndo = (one: string): boolean => knownOf(one as SessionId)?.kind === 'undo' // safe: only looked up
    return isUndo(id) ? () => false : isUndo
  }

  const toView = (id: SessionId, ids: readonly SessionId[], group: AttemptGroup | null): AttemptsView =>
    toAttemptsView(id, ids.map(toAttempt), group)

  /** Those that belong together, by a person's word or else as they are offered; empty where the run is alone. */
  function idsOf(id: SessionId): readonly SessionId[] {
    if (!book.isKnown()) return []
    const group = book.groupOf(id)
    if (group !== null) return group.runs.map(({ sessionId }) => sessionId)
    const offered = withTheirGroups(candidates.of(id, book.isDeclined))
    return offered.length < 2 ? [] : offered
  }

  return {
    async settle(id) {
      await book.settle()
      const members = book.groupOf(id)?.runs.map(({ sessionId }) => sessionId) ?? []
      const apart = book.apartFrom(id).map((one) => one.id)
      await Promise.all([...members, ...apart].map(recall))
    },
    settleBook: book.settle,
    of(id) {
      const ids = idsOf(id)
      return ids.length === 0 ? null : toView(id, ids, book.groupOf(id))
    },
    apartFrom: (id) =>
      book
        .apartFrom(id)
        .map(({ by, atMs, ...one }) => ({ ...toAttempt(one.id), by, atMs }))
        .toSorted(byStart)
        .map(({ id: other, name, startUtc, by, atMs }) => ({
          id: other,
          name,
          startUtc,
          setBy: by,
          setAtUtc: new Date(atMs).toISOString(),
        })),
    earlierVms: (id) => toEarlierVms(toEarlier(id, idsOf(id).map(toAttempt)), undoFor(id)),
    confirmedBefore(id) {
      if (!book.isKnown()) return { kind: 'unread' }
      const joined = book.groupOf(id)?.runs ?? []
      return toEarlierAttempts(
        toEarlier(
          id,
          joined.map(({ sessionId }) => toAttempt(sessionId)),
        ),
        undoFor(id),
      )
    },
    numberOf(id) {
      const group = book.groupOf(id)
      return group && { number: numberIn(group, id), of: group.runs.length }
    },
    onChanged: book.reread,
    onTagged: candidates.forget,
  }
}
