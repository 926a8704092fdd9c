'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useAnnouncement } from './use-announcement'
import { usePageFreshness } from './use-freshness'

/** The page's one live region: what it is about and how fresh it is, when either changes. No times: those tick. */
export function Announcer({ subject }: { subject: string }): ReactNode {
  const t = useTranslations('freshness')
  const { level, problem } = usePageFreshness()
  const reason = problem ? t(`reason.${problem.code}`) : ''
  const words = level === 'final' && problem !== null ? 'finalAlone' : level
  const spoken = useAnnouncement(t(`announce.${words}`, { subject, reason }))
  return (
    <output aria-live="polite" className="sr-only">
      {spoken}
    </output>
  )
}
