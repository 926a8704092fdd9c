'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { STANDING_ORDER } from '../status-look'
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
  const format = useFormatter()
  const { fromMs, toMs, holes, last } = data
  const grain = toTickGrain(fromMs, toMs, ticks)

  const toParts = (atMs: number) => {
    const text = new Date(atMs).toISOString()
    return {
      day: String(Number(text.slice(8, 10))),
      month: format.dateTime(new Date(atMs), { timeZone: 'UTC', month: 'short' }),
      year: text.slice(0, 4),
      time: text.slice(11, grain === 'second' ? 19 : 16),
      full: text.slice(11, 19),
    }
  }
  const toDate = (atMs: number): string => common('instant.dateWithYear', toParts(atMs))
  const toMoment = (atMs: number): string =>
    common('instant.dateTime', { date: toDate(atMs), time: toParts(atMs).full })
  const [from, to] = [toDate(fromMs), toDate(toMs)]
  const counts = STANDING_ORDER.filter((it) => last.counts[it] > 0).map((it) =>
    common(`counted.${it}`, { count: last.counts[it] }),
  )
  return {
    summary: t('summary', {
      from: toMoment(fromMs),
      to: toMoment(toMs),
      counts: counts.length === 0 ? common('figureUnknown.no_vms') : counts.join(', '),
      gaps: holes.length,
    }),
    axis: from === to ? t('axisTime', { date: from }) : t('axisTimeSpan', { from, to }),
    toTick: (atMs) => {
      const parts = toParts(atMs)
      return grain === 'day' ? t('tickDate', parts) : parts.time
    },
    toPercent: (percent) => common('percent', { percent }),
  }
}
