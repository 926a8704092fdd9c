'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionSummary } from '@/lib/api/replies'
import { StatusWord } from '../status-word'
import { useDurationText } from '../use-duration-text'

/** The largest data loss window among a run's VMs; with the look of a failure only where it breaks the plan's target. */
export function WorstRpo({ recovery }: Pick<SessionSummary, 'recovery'>): ReactNode {
  const t = useTranslations('sessions.table')
  const print = useDurationText()
  const { worstRpoMs, rpoTargetMs } = recovery
  if (worstRpoMs === null) return <span className="text-faint">{t('noRpo')}</span>
  const text = print(worstRpoMs, 'minute')
  if (rpoTargetMs === null || worstRpoMs <= rpoTargetMs) return text
  return (
    <span title={t('overTarget', { target: print(rpoTargetMs, 'minute') })}>
      <StatusWord standing="failed">
        {text}
        <span className="sr-only">, {t('overTarget', { target: print(rpoTargetMs, 'minute') })}</span>
      </StatusWord>
    </span>
  )
}
