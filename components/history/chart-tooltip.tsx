'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Instant } from '../instant'
import { STANDING_ORDER, STATUS_LOOK } from '../status-look'
import type { ChartPoint } from './chart-data'
import type { Hole } from './spans'

type Props = {
  holes: readonly Hole[]
  /** Both are filled in by the chart. */
  active?: boolean
  payload?: readonly { payload?: ChartPoint }[]
}

/** What stands at the point under the pointer, or why nothing is known of it. */
export function ChartTooltip({ holes, active = false, payload }: Props): ReactNode {
  const t = useTranslations()
  const point = payload?.[0]?.payload
  if (!active || point === undefined) return null
  const hole = point.succeeded === null ? holes.find((it) => isIn(point.atMs, it)) : undefined
  return (
    <div className="card px-3 py-2 text-[12.5px] shadow-card">
      <p className="font-[560]">
        <Instant at={new Date(point.atMs).toISOString()} />
      </p>
      {hole !== undefined && (
        <p className="max-w-56 text-muted">
          {t('history.progress.gapHint', { reason: t(`history.gap.reason.${hole.gap.code}`) })}
        </p>
      )}
      <ul className="text-muted">
        {STANDING_ORDER.map((it) => {
          const count = point[it] ?? 0
          const { Icon, text } = STATUS_LOOK[it]
          return count === 0 ? null : (
            <li key={it} className="flex items-center gap-1.5">
              <Icon aria-hidden className={`size-[1.05em] ${text}`} />
              {t(`common.counted.${it}`, { count })}
            </li>
          )
        })}
        {point.percent !== null && (
          <li>{t('history.progress.tooltipPercent', { percent: point.percent })}</li>
        )}
      </ul>
    </div>
  )
}

const isIn = (atMs: number, { fromMs, toMs }: Hole): boolean => fromMs <= atMs && atMs <= toMs
