'use client'

import { useTick } from '../use-tick'
import { printMoment, useTexts } from './wall-texts'

/** Prints moments in UTC; the date of one is left out where the time alone leaves no doubt. */
export function useMoment(): (utc: string) => string {
  const texts = useTexts()
  // The wall of a browser may be a day off; a date too many is better than one that is missing.
  const hourMs = useTick((tick) => (tick === null ? 0 : Math.floor(tick.wallMs / HOUR_MS) * HOUR_MS))
  return (utc) => printMoment(texts, utc, hourMs)
}

const HOUR_MS = 3_600_000
