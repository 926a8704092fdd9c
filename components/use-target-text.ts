'use client'

import { useTranslations } from 'next-intl'
import { useDurationText } from './use-duration-text'

const MINUTE_MS = 60_000
/** People set goals in minutes and say "60 min"; beyond this, nobody does. */
const MOST_MINUTES = 120

/** Prints a recovery target as people say it: `60 min`, not `1 h 00 min`. */
export function useTargetText(): (targetMs: number) => string {
  const t = useTranslations('common.duration')
  const print = useDurationText()
  return (targetMs) => {
    const minutes = targetMs / MINUTE_MS
    return Number.isInteger(minutes) && minutes <= MOST_MINUTES
      ? t('whole_minutes', { minutes: String(minutes) })
      : print(targetMs)
  }
}
