'use client'

import { useEffect } from 'react'
import { useTick } from '../../use-tick'

const BEAT_MS = 5_000

/** Tells the guard that the page still renders: written by an effect, which a page that has failed no longer runs. */
export function useBeat(): void {
  const beat = useTick((tick) => (tick === null ? null : Math.floor(tick.monotonicMs / BEAT_MS)))
  useEffect(() => {
    if (beat !== null) document.documentElement.dataset['beat'] = String(beat)
  }, [beat])
}
