import 'server-only'
import type { Look } from './to-session-write'
import type { SessionId } from '@/lib/failover/ids'

/** A look that waits to be written. Points, plan and tenant are filled in when it is. */
export type QueuedLook = Omit<Look, 'plan' | 'tenant' | 'points'> & {
  kind: 'session'
  id: SessionId
  /** A word or a gap: what may not be thinned away. */
  telling: boolean
}

/** One reading of EM's whole list: which sessions it held. */
export type QueuedList = { kind: 'list'; presentIds: ReadonlySet<SessionId>; observedAtMs: number }

export type Queued = QueuedLook | QueuedList

export type LookQueue = {
  push: (item: Queued) => void
  /**
   * The oldest items that may be written together: looks up to the next list, or one list.
   * @param isAlone looks that must not be written together with others
   */
  next: (isAlone?: (look: QueuedLook) => boolean) => readonly Queued[]
  /** Takes away what `next` gave and what has been written. */
  done: (count: number) => void
  size: () => number
}

/** About 100 MB at worst, hours of a full disk. */
const MOST_ITEMS = 20_000
const MOST_TOGETHER = 64

/**
 * Looks that could not be written yet, in order. When there are too many, samples between two words go first; when that
 * is not enough, the oldest go, and their span becomes a gap.
 */
export function createLookQueue(most = MOST_ITEMS): LookQueue {
  let items: Queued[] = []
  /** Items that are being written must stay where they are. */
  let handed = 0

  function shed(): void {
    const held = items.slice(0, handed)
    const rest = items.slice(handed)
    const newestOf = new Map(rest.map((item) => [item.kind === 'list' ? 'list' : item.id, item]))
    const isNewest = (item: Queued): boolean => newestOf.get(item.kind === 'list' ? 'list' : item.id) === item
    let kept = rest.filter((item) => (item.kind === 'session' && item.telling) || isNewest(item))
    if (kept.length > most / 2) kept = dropOldest(kept, Math.floor(most / 4), isNewest)
    items = [...held, ...kept]
  }

  return {
    push(item) {
      items.push(item)
      if (items.length > most) shed()
    },
    next(isAlone = () => false) {
      const [first] = items
      if (first === undefined) return []
      const isSingle = (item: Queued): boolean => item.kind === 'list' || isAlone(item)
      const single = items.findIndex(isSingle)
      const end = isSingle(first) ? 1 : single < 0 ? items.length : single
      const batch = items.slice(0, Math.min(end, MOST_TOGETHER))
      handed = batch.length
      return batch
    },
    done(count) {
      items = items.slice(count)
      handed = 0
    },
    size: () => items.length,
  }
}

export type Gaps = Pick<QueuedLook, 'beginGaps' | 'endGaps'>

/** What two looks after each other say of gaps, for one look in the place of both. */
export function joinGaps(earlier: Gaps, later: Gaps & Pick<QueuedLook, 'observedAtMs'>): Gaps {
  const begun = earlier.beginGaps.map((gap) =>
    gap.toMs === null && later.endGaps.includes(gap.code)
      ? { ...gap, toMs: Math.max(gap.fromMs, later.observedAtMs) }
      : gap,
  )
  return {
    beginGaps: [...begun, ...later.beginGaps],
    endGaps: [...new Set([...earlier.endGaps, ...later.endGaps])],
  }
}

/**
 * Leaves the newest `left` items and the newest of each session, which then says what was lost before it, and which
 * gaps began and ended in that time.
 */
function dropOldest(items: readonly Queued[], left: number, isNewest: (item: Queued) => boolean): Queued[] {
  const lost = new Map<SessionId, Gaps & { fromMs: number }>()
  const kept: Queued[] = []
  for (const [index, item] of items.entries()) {
    const goes = index < items.length - left && !isNewest(item)
    if (item.kind === 'list') {
      if (!goes) kept.push(item)
      continue
    }
    const before = lost.get(item.id)
    const gaps = before ? joinGaps(before, item) : item
    if (goes) {
      const { beginGaps, endGaps } = gaps
      lost.set(item.id, { fromMs: before?.fromMs ?? item.observedAtMs, beginGaps, endGaps })
      continue
    }
    lost.delete(item.id)
    if (before === undefined) {
      kept.push(item)
      continue
    }
    const { fromMs } = before
    const gap = { fromMs, toMs: Math.max(fromMs, item.observedAtMs), code: 'not_recorded' as const }
    kept.push({ ...item, beginGaps: [...gaps.beginGaps, gap], endGaps: gaps.endGaps, telling: true })
  }
  return kept
}
