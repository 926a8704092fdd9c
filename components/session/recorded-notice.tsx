'use client'

import { Archive } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { isLostRun } from '../is-lost-run'
import { withInstant } from '../rich-tags'
import { usePageFreshness } from '../use-freshness'

/** The page shows the record: Enterprise Manager has dropped the session, which it does after 30 days. No alarm. */
export function RecordedNotice({ reply }: { reply: SessionReply }): ReactNode {
  const t = useTranslations('session.recorded')
  const { observedAtUtc } = usePageFreshness()
  return (
    <section
      aria-labelledby="recorded-title"
      data-testid="recorded"
      className="flex flex-wrap items-center gap-x-2 border-b border-line bg-sunken px-4 py-2 text-muted sm:px-6"
    >
      <Archive aria-hidden className="size-4 shrink-0 text-text" />
      <h2 id="recorded-title" className="heading-2 text-text">
        {t('title')}
      </h2>
      <p>
        {t.rich('lastSeen', withInstant(observedAtUtc))}
        {isLostRun(reply) && <> {t('notSeenToEnd')}</>}
      </p>
    </section>
  )
}
