'use client'

import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionSummary } from '@/lib/api/replies'

type Props = { summary: Pick<SessionSummary, 'unacknowledged' | 'acknowledgedBy'> }

/** That somebody knows of every failure of a run; nothing while one is left, or nothing has failed. */
export function AcknowledgedMark({ summary }: Props): ReactNode {
  const t = useTranslations('teamwork.acknowledge')
  const { unacknowledged, acknowledgedBy } = summary
  if (acknowledgedBy === null || unacknowledged > 0) return null
  return (
    <span
      data-testid="acknowledged-mark"
      className="inline-flex min-w-0 items-center gap-1 text-[12px] text-muted"
    >
      <Check aria-hidden className="size-3 shrink-0" />
      <span className="truncate">
        {acknowledgedBy === '' ? t('mark') : t('markBy', { by: acknowledgedBy })}
      </span>
    </span>
  )
}
