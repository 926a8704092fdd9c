'use client'

import { useTick } from '../use-tick'
import { printMoment, printTileMoment, useTexts } from './wall-texts'

/** Prints moments in UTC; the date of one is left out where the time alone leaves no doubt. */
export function useMoment(): (utc: string) => string {
  const texts = useTexts()
  const hourMs = useHour()
  return (utc) => printMoment(texts, utc, hourMs)
}

/** As {@link useMoment}, but no longer than a tile has room for; a narrow one that shares the line has even less. */
export function useTileMoment(isNarrow = false): (utc: string) => string {
  const texts = useTexts()
  const hourMs = useHour()
  return (utc) => printTileMoment(texts, utc, hourMs, isNarrow)
}

/** The wall of a browser may be a day off; a date too many is better than one that is missing. */
const useHour = (): number =>
  useTick((tick) => (tick === null ? 0 : Math.floor(tick.wallMs / HOUR_MS) * HOUR_MS))

const HOUR_MS = 3_600_000
