'use client'

import { useTick } from '../use-tick'
import { printMoment, useTexts } from './wall-texts'

/** Prints moments in UTC; the date of one is left out while it is today. */
export function useMoment(): (utc: string) => string {
  const texts = useTexts()
  // The wall of a browser may be a day off; a date too many is better than one that is missing.
  const dayMs = useTick((tick) => (tick === null ? 0 : Math.floor(tick.wallMs / DAY_MS) * DAY_MS))
  return (utc) => printMoment(texts, utc, dayMs)
}

const DAY_MS = 86_400_000
