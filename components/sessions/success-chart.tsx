'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionTotals } from '@/lib/api/replies'
import { STATUS_LOOK } from '../status-look'

/** From the ground up: what went well carries what did not, so that trouble stands on top. */
const PARTS = ['succeeded', 'warning', 'unknown', 'failed'] as const
const HEIGHT = 28
const STEP = 10
const BAR = 7
/** A day with one run among days with fifty is still seen. */
const LEAST = 3

type Day = SessionTotals['days'][number]
const sum = (day: Day): number => day.succeeded + day.warning + day.unknown + day.failed

/** Runs that ended on each of 30 days, by result; beside it the same as a table for who cannot see it. */
export function SuccessChart({ days }: { days: SessionTotals['days'] }): ReactNode {
  const t = useTranslations('sessions.chart')
  const most = Math.max(1, ...days.map(sum))
  return (
    <>
      <svg
        aria-hidden
        viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="ages h-7 w-full"
      >
        {days.map((day, index) => (
          <Bars key={day.dayUtc} day={day} x={index * STEP + (STEP - BAR) / 2} scale={HEIGHT / most} />
        ))}
      </svg>
      {/* A table keeps its width however small it is to be, so its box is what is hidden. */}
      <div className="sr-only">
        <table>
          <caption>{t('caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('day')}</th>
              {PARTS.map((part) => (
                <th key={part} scope="col">
                  {t(part)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days
              .filter((day) => sum(day) > 0)
              .map((day) => (
                <tr key={day.dayUtc}>
                  <th scope="row">{day.dayUtc}</th>
                  {PARTS.map((part) => (
                    <td key={part}>{day[part]}</td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Bars({ day, x, scale }: { day: Day; x: number; scale: number }): ReactNode {
  const t = useTranslations('sessions.chart')
  if (sum(day) === 0)
    return <rect x={x} y={HEIGHT - 1} width={BAR} height={1} className="fill-current text-line-strong" />
  const bars = PARTS.filter((part) => day[part] > 0).map((part) => ({
    part,
    height: Math.max(LEAST, day[part] * scale),
  }))
  return (
    <g>
      <title>{t('hint', { ...day, runs: sum(day) })}</title>
      {bars.map(({ part, height }, index) => {
        const top = bars.slice(0, index + 1).reduce((left, bar) => left - bar.height, HEIGHT)
        return (
          <rect
            key={part}
            x={x}
            y={Math.max(0, top)}
            width={BAR}
            height={height}
            className={`fill-current ${STATUS_LOOK[part].text}`}
          />
        )
      })}
    </g>
  )
}
