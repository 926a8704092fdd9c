'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { serverNowMs, useServerClock } from './server-clock'
import { useDurationText } from './use-duration-text'
import { useTick } from './use-tick'

/** Time until the server's next try, on the server's clock. */
export function Countdown({ toUtc }: { toUtc: string }): ReactNode {
  const t = useTranslations('freshness')
  const clock = useServerClock()
  const print = useDurationText()
  return useTick((tick) => {
    const leftMs = Date.parse(toUtc) - serverNowMs(clock, tick)
    return leftMs < 1000 ? t('tryingNow') : t('nextTry', { duration: print(leftMs) })
  })
}
