'use client'

import { useTranslations } from 'next-intl'
import { toTook } from '@/lib/failover/recovery'
import { useDurationText } from './use-duration-text'

/** Prints how long something took, or that its times contradict each other, or that it is not known. */
export function useTookText(): (fromUtc: string | null, toUtc: string | null) => string {
  const t = useTranslations('common')
  const print = useDurationText()
  return (fromUtc, toUtc) => {
    const took = toTook(fromUtc, toUtc)
    if ('ms' in took) return print(took.ms)
    return took.unknown === 'times_contradict' ? t('figureUnknown.times_contradict') : t('notKnown')
  }
}
