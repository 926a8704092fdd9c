'use client'

import { useTranslations } from 'next-intl'
import { toDurationParts } from '@/lib/failover/duration'

/** Prints a duration in ms, as `18 min 04 s`; with `minute` as `18 min`. */
export function useDurationText(): (durationMs: number, grain?: 'second' | 'minute') => string {
  const t = useTranslations('common.duration')
  return (durationMs, grain) => {
    const parts = toDurationParts(durationMs, grain)
    switch (parts.unit) {
      case 'below_second':
        return t('below_second')
      case 'seconds':
        return t('seconds', parts)
      case 'minutes':
        return t('minutes', parts)
      case 'whole_minutes':
        return t('whole_minutes', parts)
      case 'hours':
        return t('hours', parts)
      case 'days':
        return t('days', parts)
      default:
        return parts satisfies never
    }
  }
}
