'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { WaitingReason } from '@/lib/failover/waiting-reason'

/** What holds a VM back, for all that wait alike. */
export type Why = { reason: WaitingReason; most: number }

/** Why a VM waits, marked as what it is: a conclusion of ours. */
export function WaitingNote({ reason, most }: Why): ReactNode {
  const t = useTranslations('tasks.why')
  return (
    <span title={t(`hint.${reason}`, { most })} className="ages min-w-0 truncate text-[12px] text-muted">
      {t(reason, { most })}
      <span className="ms-1.5 inline-block rounded border border-dashed border-line-strong px-1 text-[11px] leading-4 text-faint italic">
        {t('inferred')}
      </span>
    </span>
  )
}
