'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { STANDING_ORDER, STATUS_LOOK } from '../status-look'
import type { ChartData } from './chart-data'
import { toPatternUrl } from './chart-patterns'

type Props = { data: ChartData; patternId: string }

/** The areas by pattern, shape, word and what was last observed of each. */
export function ChartLegend({ data, patternId }: Props): ReactNode {
  const t = useTranslations()
  const { counts, progress } = data.last
  const used = STANDING_ORDER.filter((it) => data.points.some((point) => (point[it] ?? 0) > 0))
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-[12.5px] text-muted">
      {used.map((it) => {
        const { Icon, text } = STATUS_LOOK[it]
        return (
          <li key={it} className="flex items-center gap-1.5 whitespace-nowrap">
            <Swatch fill={toPatternUrl(patternId, it)} />
            <Icon aria-hidden className={`ages size-[1.05em] ${text}`} />
            {t(`common.counted.${it}`, { count: counts[it] })}
          </li>
        )
      })}
      {data.hasPercent && (
        <li className="flex items-center gap-1.5">
          <span aria-hidden className="h-0 w-4 border-t-2 border-text" />
          {progress === null
            ? t('history.progress.percentLine')
            : t('history.progress.tooltipPercent', { percent: progress })}
        </li>
      )}
      {data.holes.length > 0 && (
        <li className="flex items-center gap-1.5">
          <Swatch fill={toPatternUrl(patternId, 'gap')} />
          {t('history.progress.gaps')}
        </li>
      )}
    </ul>
  )
}

function Swatch({ fill }: { fill: string }): ReactNode {
  return (
    <svg aria-hidden width="16" height="11" className="ages shrink-0">
      <rect width="16" height="11" rx="2" fill={fill} />
    </svg>
  )
}
