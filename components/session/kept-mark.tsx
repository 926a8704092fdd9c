'use client'

import { History } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { withInstant } from '../rich-tags'

/** Says of one row that it is as it was then: Enterprise Manager no longer lists it. The second half is for the ear. */
export function KeptMark({ sinceUtc }: { sinceUtc: string }): ReactNode {
  const t = useTranslations('session.kept')
  return (
    <span data-testid="kept-row" title={t('why')} className="text-[12px] text-muted">
      <History aria-hidden className="me-1 inline-block size-[1em] align-[-0.12em]" />
      {t.rich('mark', withInstant(sinceUtc))}
      <span className="sr-only">, {t('unlisted')}</span>
    </span>
  )
}
