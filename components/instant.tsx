'use client'

import { useFormatter, useNow, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useHydrated } from './use-hydrated'
import { useTick } from './use-tick'

type Props = {
  /** UTC text ending in Z. */
  at: string
  /** Leaves "UTC" out where a heading already says it. */
  bare?: boolean
}

/** A moment: always in UTC, with its date unless that is today; one hover away, the same in the zone of this browser. */
export function Instant({ at, bare = false }: Props): ReactNode {
  const t = useTranslations('common.instant')
  const format = useFormatter()
  const hydrated = useHydrated()
  const renderedAt = useNow().toISOString()
  const thisYear = useTick((tick) => toIso(tick?.wallMs ?? null, renderedAt).slice(0, 4)) === at.slice(0, 4)
  const isToday = useTick((tick) => toIso(tick?.wallMs ?? null, renderedAt).slice(0, 10)) === at.slice(0, 10)

  const moment = new Date(at)
  const time = at.slice(11, 19)
  const month = format.dateTime(moment, { timeZone: 'UTC', month: 'short' })
  const parts = { day: String(Number(at.slice(8, 10))), month, year: at.slice(0, 4) }
  const date = thisYear ? t('date', parts) : t('dateWithYear', parts)
  const hint = hydrated
    ? t('hint', { local: toLocal(moment), utc: t('dateTime', { date: at.slice(0, 10), time }) })
    : undefined

  return (
    <time dateTime={at} title={hint} className="whitespace-nowrap">
      {isToday
        ? t(bare ? 'bareTime' : 'time', { time })
        : t(bare ? 'bareDateTime' : 'dateTime', { date, time })}
    </time>
  )
}

function toIso(wallMs: number | null, fallback: string): string {
  return wallMs === null ? fallback : new Date(wallMs).toISOString()
}

/** In the browser's own language and zone, which only the browser knows. */
function toLocal(moment: Date): string {
  return moment.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' })
}
