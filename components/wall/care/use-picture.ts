'use client'

import type { CSSProperties } from 'react'
import type { ScreenSettings } from '@/lib/api/screen-settings'
import { useTick } from '../../use-tick'
import { toDrift } from './drift'
import { isWithin, minuteOfDay } from './time-of-day'

/** How the whole picture stands: shifted a little each minute, and darker at its hours unless a failure holds it. */
export function usePicture({ dim, timeZone }: ScreenSettings, held: boolean): CSSProperties {
  const brightness = useTick((tick) =>
    tick === null || dim === null || held || !isWithin(minuteOfDay(tick.wallMs, timeZone), dim)
      ? 100
      : dim.brightnessPercent,
  )
  const place = useTick((tick) => {
    const { x, y } = toDrift(tick?.wallMs ?? 0)
    return `${x}px ${y}px`
  })
  return { translate: place, ...(brightness === 100 ? {} : { filter: `brightness(${brightness}%)` }) }
}
