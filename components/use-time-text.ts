'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TimePreferences } from '@/lib/i18n/time/time-preferences'
import { toZonePlace } from '@/lib/i18n/time/time-zone'
import { toOffsetText, toZonedTime } from '@/lib/i18n/time/zoned-time'
import { useTimePreferences } from './preferences/time-preferences'

export type TimeText = {
  /** What a heading calls the zone: `UTC`, `Kolkata time`. */
  zone: string
  /** How far the zone is ahead of UTC, ms. */
  offsetMsOf: (atMs: number) => number
  /** `2026-11-23` in the zone. */
  dayOf: (atMs: number) => string
  /** `14:02:31` or `2:02:31 PM`, without its zone. */
  clock: (atMs: number, grain?: 'second' | 'minute') => string
  date: (atMs: number, withYear?: boolean) => string
  /** The zone as it is at that moment: `UTC+05:30`. */
  offset: (atMs: number) => string
  /** Date, time and zone. */
  moment: (atMs: number) => string
}

/** How this person wants moments to be printed. The same on the server and in every browser. */
export function useTimeText(): TimeText {
  return useTimeTextIn(useTimePreferences())
}

export function useTimeTextIn({ timeZone, clock }: TimePreferences): TimeText {
  const t = useTranslations('common.instant')
  const format = useFormatter()
  return useMemo(() => {
    const clockText: TimeText['clock'] = (atMs, grain = 'second') => {
      const { hour, minute, second } = toZonedTime(timeZone, atMs)
      const tail = grain === 'second' ? `${minute}:${second}` : minute
      if (clock === 'h23') return `${String(hour).padStart(2, '0')}:${tail}`
      return t(hour < 12 ? 'am' : 'pm', { time: `${hour % 12 || 12}:${tail}` })
    }
    const date: TimeText['date'] = (atMs, withYear = true) => {
      const { dayOfMonth, monthIndex, year } = toZonedTime(timeZone, atMs)
      // The year does not matter: only the name of the month is taken.
      const month = format.dateTime(Date.UTC(2000, monthIndex), { timeZone: 'UTC', month: 'short' })
      return withYear
        ? t('dateWithYear', { day: dayOfMonth, month, year })
        : t('date', { day: dayOfMonth, month })
    }
    const offsetMsOf = (atMs: number): number => toZonedTime(timeZone, atMs).offsetMs
    const offset: TimeText['offset'] = (atMs) => toOffsetText(timeZone, offsetMsOf(atMs))
    return {
      zone: timeZone === 'UTC' ? timeZone : t('placeTime', { place: toZonePlace(timeZone) }),
      offsetMsOf,
      dayOf: (atMs) => toZonedTime(timeZone, atMs).day,
      clock: clockText,
      date,
      offset,
      moment: (atMs) => t('dateTime', { date: date(atMs), time: clockText(atMs), zone: offset(atMs) }),
    }
  }, [timeZone, clock, t, format])
}
