'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useTimeText } from '../use-time-text'
import type { Gantt } from './gantt-scope'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** Behind this share of the scale stands the zone. */
const EDGE = 0.82

/** The clock times above the timelines, in the zone that was chosen for the console. */
export function GanttAxis({ gantt: { scale } }: { gantt: Gantt }): ReactNode {
  const t = useTranslations('tasks')
  const { clock, dayOf, moment, offset } = useTimeText()
  const label = (at: number): string => {
    const atMs = scale.fromMs + at
    if (scale.tickMs % DAY_MS === 0) return dayOf(atMs).slice(5)
    return clock(atMs, scale.tickMs < MINUTE_MS ? 'second' : 'minute')
  }
  const name = t('gantt.axis', { from: moment(scale.fromMs), to: moment(scale.fromMs + scale.lengthMs) })
  return (
    <>
      <span className="sr-only">{name}</span>
      <span aria-hidden data-fine={scale.tickMs < MINUTE_MS} className="gantt-ticks" title={name}>
        {scale.ticks
          .filter((at) => at / scale.lengthMs <= EDGE)
          .map((at) => (
            <span key={at} style={{ insetInlineStart: `${(at / scale.lengthMs) * 100}%` }}>
              {label(at)}
            </span>
          ))}
        <span className="gantt-zone">{offset(scale.fromMs)}</span>
      </span>
    </>
  )
}
