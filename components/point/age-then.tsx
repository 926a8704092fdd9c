'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { durationBetween } from '@/lib/failover/duration'
import { useDurationText } from '../use-duration-text'

type Props = { pointCreatedAtUtc: string | null; sessionStartUtc: string | null }

/** Age of a point when a failover began. */
export function AgeThen({ pointCreatedAtUtc, sessionStartUtc }: Props): ReactNode {
  const t = useTranslations()
  const print = useDurationText()
  const ageMs = durationBetween(pointCreatedAtUtc, sessionStartUtc)
  if (ageMs === null) return <span className="text-muted">{t('common.notKnown')}</span>
  return ageMs < 0 ? t('point.facts.newer') : print(ageMs, 'minute')
}
