'use client'

import { Archive } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

/** Beside the name of a session that Enterprise Manager no longer has. Above the row's link, so that its hint shows. */
export function RecordedMark({ lost }: { lost: boolean }): ReactNode {
  const t = useTranslations('sessions.recorded')
  return (
    <span
      title={t('hint')}
      data-testid="recorded-mark"
      className="relative inline-flex items-center gap-1 text-[12px] font-normal text-faint"
    >
      <Archive aria-hidden className="size-3 shrink-0" />
      {t('mark')}
      {lost && <>, {t('notSeenToEnd')}</>}
    </span>
  )
}
