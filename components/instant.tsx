'use client'

import { useNow, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useTick } from './use-tick'
import { useTimeText } from './use-time-text'

type Props = {
  /** UTC text ending in Z. */
  at: string
  /** Leaves the zone out where a heading already names it. */
  bare?: boolean
}

/**
 * A moment in the chosen zone, with its date unless that is today there. All zones of one are a hover, a tap or the
 * key `z` away (time-card).
 */
export function Instant({ at, bare = false }: Props): ReactNode {
  const t = useTranslations('common.instant')
  const text = useTimeText()
  const atMs = Date.parse(at)
  const renderedAtMs = useNow().getTime()
  const near = useTick((tick) => nearness(text.dayOf(atMs), text.dayOf(tick?.wallMs ?? renderedAtMs)))

  const time = text.clock(atMs)
  const zone = text.offset(atMs)
  const words = (): string => {
    if (near === 'today') return bare ? time : t('time', { time, zone })
    const date = text.date(atMs, near === 'other_year')
    return bare ? t('bareDateTime', { date, time }) : t('dateTime', { date, time, zone })
  }
  return (
    // Above the link that covers a whole row, so that the pointer finds it.
    <time dateTime={at} className="relative whitespace-nowrap">
      {words()}
    </time>
  )
}

function nearness(day: string, today: string): 'today' | 'this_year' | 'other_year' {
  if (day === today) return 'today'
  return day.slice(0, 4) === today.slice(0, 4) ? 'this_year' : 'other_year'
}
