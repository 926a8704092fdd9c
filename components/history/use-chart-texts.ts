'use client'

import { useTranslations } from 'next-intl'
import { STANDING_ORDER } from '../status-look'
import { useTimeText } from '../use-time-text'
import type { ChartData } from './chart-data'
import { toTickGrain } from './time-ticks'

type ChartTexts = {
  /** The whole chart in words, for those who do not see it. */
  summary: string
  /** What the axis of time counts, with its zone and day. */
  axis: string
  toTick: (atMs: number) => string
  toPercent: (percent: number) => string
}

export function useChartTexts(data: ChartData, ticks: readonly number[]): ChartTexts {
  const t = useTranslations('history.progress')
  const common = useTranslations('common')
  const time = useTimeText()
  const { fromMs, toMs, holes, last } = data
  const grain = toTickGrain(fromMs, toMs, ticks, time.dayOf)
  const zone = time.zone
  const [from, to] = [time.date(fromMs), time.date(toMs)]
  const counts = STANDING_ORDER.filter((it) => last.counts[it] > 0).map((it) =>
    common(`counted.${it}`, { count: last.counts[it] }),
  )
  return {
    summary: t('summary', {
      from: time.moment(fromMs),
      to: time.moment(toMs),
      counts: counts.length === 0 ? common('figureUnknown.no_vms') : counts.join(', '),
      gaps: holes.length,
    }),
    axis: from === to ? t('axisTime', { zone, date: from }) : t('axisTimeSpan', { zone, from, to }),
    toTick: (atMs) =>
      grain === 'day'
        ? t('tickDate', { date: time.date(atMs, false), time: time.clock(atMs, 'minute') })
        : time.clock(atMs, grain),
    toPercent: (percent) => common('percent', { percent }),
  }
}
