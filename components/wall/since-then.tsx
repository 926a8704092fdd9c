'use client'

import type { ReactNode } from 'react'
import { serverElapsedMs, useServerClock } from '../server-clock'
import { useTick } from '../use-tick'
import { fill } from './fill'
import { printDuration, useTexts } from './wall-texts'

/** How long ago that is, counted on even while nothing comes: a screen that counts has not frozen. */
export function SinceThen({ sinceUtc, text }: { sinceUtc: string; text: string }): ReactNode {
  const texts = useTexts()
  const clock = useServerClock()
  return useTick((tick) =>
    fill(text, { duration: printDuration(texts, serverElapsedMs(clock, tick, false, sinceUtc)) }),
  )
}
