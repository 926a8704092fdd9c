'use client'

import { useSyncExternalStore } from 'react'

/** A moment by both clocks of this browser, ms: the monotonic one stops while the machine sleeps, the other may jump. */
export type Tick = { monotonicMs: number; wallMs: number }

const TICK_MS = 1000

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let current: Tick | undefined

export function readTick(): Tick {
  return { monotonicMs: performance.now(), wallMs: Date.now() }
}

function advance(): void {
  current = readTick()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === undefined) {
    timer = setInterval(advance, TICK_MS)
    // A page that was hidden or asleep must not show old words until the next second is over.
    document.addEventListener('visibilitychange', advance)
    current = readTick()
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
    current = undefined
    document.removeEventListener('visibilitychange', advance)
  }
}

/**
 * One clock for the whole page. The component renders again only when the selected value changes, so select the words
 * that are shown and not the time.
 * @param select gets null while the server renders and during hydration, where no clock may be read
 */
export function useTick<Value extends string | number | boolean | null>(
  select: (tick: Tick | null) => Value,
): Value {
  return useSyncExternalStore(
    subscribe,
    () => select((current ??= readTick())),
    () => select(null),
  )
}
