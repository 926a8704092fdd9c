'use client'

import { createContext, useContext } from 'react'
import { toDurationParts } from '@/lib/failover/duration'
import type { WallTexts } from '@/lib/i18n/messages/en/wall'
import { fill } from './fill'

const TextsContext = createContext<WallTexts | null>(null)
export const WallTextsProvider = TextsContext.Provider

/** The wall's texts, which the server has put into the page. */
export function useTexts(): WallTexts {
  const texts = useContext(TextsContext)
  if (texts === null) throw new Error('useTexts needs a WallTextsProvider above it')
  return texts
}

export function printDuration(texts: WallTexts, ms: number, grain?: 'second' | 'minute'): string {
  const { unit, ...parts } = toDurationParts(ms, grain)
  return fill(texts.duration[unit], parts)
}

/** Within so long a time of day can only mean one moment. */
const SAME_TIME_MS = 20 * 3_600_000

/** A moment in UTC, with its date where the time alone could be that of another day. */
export function printMoment(texts: WallTexts, utc: string, nowMs: number): string {
  const date = utc.slice(0, 10)
  const time = utc.slice(11, 19)
  return isNear(utc, nowMs) ? fill(texts.time, { time }) : fill(texts.dateTime, { date, time })
}

/**
 * The same in as few letters as leave no doubt: the month by its name, and no seconds where the date counts.
 * @param isNarrow so little room that the date has to do
 */
export function printTileMoment(texts: WallTexts, utc: string, nowMs: number, isNarrow = false): string {
  if (isNear(utc, nowMs)) return fill(texts.time, { time: utc.slice(11, 19) })
  const month = texts.months[Number(utc.slice(5, 7)) - 1] ?? ''
  const date = { day: Number(utc.slice(8, 10)), month }
  return isNarrow ? fill(texts.day, date) : fill(texts.dayTime, { ...date, time: utc.slice(11, 16) })
}

const isNear = (utc: string, nowMs: number): boolean => Math.abs(nowMs - Date.parse(utc)) < SAME_TIME_MS
