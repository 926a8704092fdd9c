'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Instant } from '../instant'
import { fill } from '../rich-tags'
import { useDurationText } from '../use-duration-text'
import { MoreButton, useCapped } from './capped'
import type { Hole } from './spans'

/** More lines than this take the chart out of sight. */
const SHOWN_AT_FIRST = 5

/** The numbered bands of the chart: when, how long and why nothing was observed. */
export function ChartGaps({ holes }: { holes: readonly Hole[] }): ReactNode {
  const t = useTranslations('history')
  const print = useDurationText()
  const { shown, left, more } = useCapped(holes, SHOWN_AT_FIRST)
  if (holes.length === 0) return null
  return (
    <div className="text-[12.5px] text-muted">
      <h3 className="font-[550] text-text">{t('progress.gaps')}</h3>
      <ol className="list-inside list-decimal">
        {shown.map(({ gap, fromMs, toMs }) => (
          <li key={`${gap.fromUtc} ${gap.code}`}>
            <Span fromUtc={gap.fromUtc} toUtc={gap.toUtc} />
            {gap.toUtc !== null && <> · {print(toMs - fromMs)}</>}
            {' · '}
            {t(`gap.reason.${gap.code}`)}
          </li>
        ))}
      </ol>
      <MoreButton left={left} more={more} />
    </div>
  )
}

function Span({ fromUtc, toUtc }: { fromUtc: string; toUtc: string | null }): ReactNode {
  const t = useTranslations('history.progress')
  const from = fill(<Instant at={fromUtc} />)
  return toUtc === null
    ? t.rich('gapSince', { from })
    : t.rich('gapSpan', { from, to: fill(<Instant at={toUtc} />) })
}
