'use client'

import { useState } from 'react'
import type { WaitingReason } from '@/lib/failover/waiting-reason'

type State = { shown: WaitingReason | null; othersSinceMs: number | null }

/**
 * The inferred reason without the moments between one VM that has ended and the next that begins: that all places are
 * taken is believed until two reads in a row say otherwise.
 * @param readAtMs the newest good read, ms
 */
export function useCalmReason(reason: WaitingReason | null, readAtMs: number): WaitingReason | null {
  const [state, setState] = useState<State>({ shown: reason, othersSinceMs: null })
  const next = toNext(state, reason, readAtMs)
  if (next !== state) setState(next)
  return next.shown
}

export function toNext(state: State, reason: WaitingReason | null, readAtMs: number): State {
  if (reason === state.shown) return state.othersSinceMs === null ? state : { ...state, othersSinceMs: null }
  if (state.shown !== 'all_starting' || reason === null) return { shown: reason, othersSinceMs: null }
  if (state.othersSinceMs === null) return { ...state, othersSinceMs: readAtMs }
  return readAtMs > state.othersSinceMs ? { shown: reason, othersSinceMs: null } : state
}
