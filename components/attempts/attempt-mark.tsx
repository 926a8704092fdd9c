'use client'

import { GitMerge } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionSummary } from '@/lib/api/replies'

/** Which attempt of a failover a run is by an operator's word; nothing for a run that stands by itself. */
export function AttemptMark({ attempt }: { attempt: SessionSummary['attempt'] }): ReactNode {
  const t = useTranslations('attempts')
  if (attempt === null) return null
  return (
    <span
      title={t('markHint')}
      data-testid="attempt-mark"
      className="relative inline-flex items-center gap-1 text-[12px] font-normal whitespace-nowrap text-muted"
    >
      <GitMerge aria-hidden className="size-3 shrink-0" />
      {t('mark', attempt)}
    </span>
  )
}
