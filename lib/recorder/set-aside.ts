import 'server-only'
import { joinGaps, type Gaps, type QueuedLook } from './look-queue'
import type { Remembered } from './remembered'
import { toSessionWrite, type Look } from './to-session-write'
import type { SessionId } from '@/lib/failover/ids'
import type { SessionWrite } from '@/lib/store/session-write'

/** So often, and over so long at least, the same write is tried before its looks are tried one by one. */
const TRIES = 5
const TRIED_FOR_MS = 60_000

const NOT_RECORDED = 'not_recorded' as const

export type SetAside = {
  /** Writing failed for a reason that nobody knows. */
  failed: (nowMs: number) => void
  /** It failed for a reason that passes, or succeeded. */
  otherwise: () => void
  /** Whether this look has to be written by itself: it may be the one that is refused for good, and has had its time. */
  isAlone: (look: QueuedLook) => boolean
  /** @returns true if it is the first of its run since that was last written */
  put: (look: QueuedLook) => boolean
  /** The look with what the ones before it, set aside, had to say of gaps, and with the span that they leave. */
  carry: (before: Remembered | null, look: QueuedLook) => QueuedLook
  written: (id: SessionId) => void
  /** Nothing waits any more. */
  drained: () => void
  count: () => number
}

/**
 * Looks that the database refuses for good. One of them must not keep all others from being written, so it is left out:
 * that one, and no other, and its span becomes a gap of its run.
 */
export function createSetAside(): SetAside {
  const lost = new Map<SessionId, Gaps & { fromMs: number }>()
  let tries = 0
  let sinceMs: number | null = null
  let searching = false
  let count = 0

  return {
    failed(nowMs) {
      tries += 1
      sinceMs ??= nowMs
      if (tries >= TRIES && nowMs - sinceMs >= TRIED_FOR_MS) searching = true
    },
    otherwise() {
      tries = 0
      sinceMs = null
    },
    isAlone: (look) => searching || lost.has(look.id),
    put(look) {
      const before = lost.get(look.id)
      const gaps = before ? joinGaps(before, look) : look
      const { beginGaps, endGaps } = gaps
      lost.set(look.id, { fromMs: before?.fromMs ?? look.observedAtMs, beginGaps, endGaps })
      searching = false
      count += 1
      return before === undefined
    },
    carry(before, look) {
      const left = lost.get(look.id)
      if (left === undefined) return look
      const { beginGaps, endGaps } = joinGaps(left, look)
      if (before?.openGaps.has(NOT_RECORDED)) {
        return { ...look, beginGaps, endGaps: [...endGaps, NOT_RECORDED], telling: true }
      }
      const gap = { fromMs: left.fromMs, toMs: Math.max(left.fromMs, look.observedAtMs), code: NOT_RECORDED }
      return { ...look, beginGaps: [...beginGaps, gap], endGaps, telling: true }
    },
    written: (id) => void lost.delete(id),
    drained() {
      searching = false
    },
    count: () => count,
  }
}

/**
 * What can be said of a run whose look was set aside: from its newest look in the record on, it is not recorded.
 * Null if that is said already.
 */
export function toGapWrite(before: Remembered): { write: SessionWrite; after: Remembered } | null {
  if (before.openGaps.has(NOT_RECORDED)) return null
  const { seen, plan, tenant, observedAtMs, inEnterpriseManager } = before
  const look: Look = {
    seen,
    observedAtMs,
    plan,
    tenant,
    points: [],
    beginGaps: [{ fromMs: observedAtMs, toMs: null, code: NOT_RECORDED }],
    endGaps: [],
    listed: inEnterpriseManager,
  }
  const { write, after } = toSessionWrite(before, look)
  // What was not observed between two processes is still to be told by the look that is written next.
  return write && { write, after: { ...after, fromEarlier: before.fromEarlier } }
}
