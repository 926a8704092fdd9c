'use client'

import { useTranslations } from 'next-intl'
import { memo, type ReactNode, useMemo } from 'react'
import type { HistoryReply } from '@/lib/api/record-replies'
import type { TaskStanding } from '@/lib/failover/outcome'
import { Instant } from '../instant'
import { STANDING_ORDER } from '../status-look'
import { StatusWord } from '../status-word'
import { useDurationText } from '../use-duration-text'
import { useTimeText } from '../use-time-text'
import { MoreButton, useCapped } from './capped'
import { type ProgressRow, toProgressRows, toUsedStandings } from './progress-rows'
import { SidewaysRegion } from './sideways-region'

const cell = 'px-3 py-1.5 text-end whitespace-nowrap first:ps-4 first:text-start last:pe-4'

/** The chart's equal: every figure, newest first, with what was not observed in between. */
export function ProgressTable({ history }: { history: HistoryReply }): ReactNode {
  const t = useTranslations('history.progress')
  const { zone } = useTimeText()
  const common = useTranslations('common.standing')
  const rows = useMemo(() => toProgressRows(history), [history])
  const standings = useMemo(() => toUsedStandings(history.samples, STANDING_ORDER), [history])
  const { shown, left, more } = useCapped(rows)
  return (
    <>
      <SidewaysRegion label={t('region')} className="mt-2">
        <table className="w-full border-collapse">
          <caption className="sr-only">{t('caption')}</caption>
          <thead>
            <tr className="border-y border-line text-[12px] text-faint">
              <th scope="col" className={`${cell} font-[550]`}>
                {t('time', { zone })}
              </th>
              <th scope="col" className={`${cell} font-[550]`}>
                {t('percent')}
              </th>
              {standings.map((it) => (
                <th key={it} scope="col" className={`${cell} font-[550]`}>
                  <StatusWord standing={it}>{common(it)}</StatusWord>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row
                key={row.kind === 'gap' ? `gap ${row.gap.fromUtc} ${row.gap.code}` : row.sample.atUtc}
                row={row}
                standings={standings}
              />
            ))}
          </tbody>
        </table>
      </SidewaysRegion>
      <MoreButton left={left} more={more} />
    </>
  )
}

type RowProps = { row: ProgressRow; standings: readonly TaskStanding[] }

const Row = memo(function Row({ row, standings }: RowProps): ReactNode {
  const t = useTranslations()
  const print = useDurationText()
  if (row.kind === 'gap') {
    const reason = t(`history.gap.reason.${row.gap.code}`)
    return (
      <tr data-gap={row.gap.code} className="border-b border-line bg-sunken last:border-b-0">
        <th scope="row" className={`${cell} font-normal text-muted`}>
          <Instant at={row.gap.fromUtc} bare />
        </th>
        <td colSpan={standings.length + 1} className="px-3 py-1.5 text-start text-muted">
          {row.lengthMs === null
            ? t('history.gap.stillNotObserved', { reason })
            : t('history.gap.notObserved', { duration: print(row.lengthMs), reason })}
        </td>
      </tr>
    )
  }
  const { atUtc, progress, counts } = row.sample
  return (
    <tr className="border-b border-line last:border-b-0">
      <th scope="row" className={`${cell} font-normal`}>
        <Instant at={atUtc} bare />
      </th>
      <td className={`${cell} ${progress === null ? 'text-muted' : ''}`}>
        {progress === null ? t('common.notKnown') : t('common.percent', { percent: progress })}
      </td>
      {standings.map((it) => (
        <td key={it} className={`${cell} ${counts[it] === 0 ? 'text-faint' : ''}`}>
          {counts[it]}
        </td>
      ))}
    </tr>
  )
})
