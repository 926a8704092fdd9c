'use client'

import { Archive } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { withInstant } from '../rich-tags'

/** The page shows the record: Enterprise Manager has dropped the point, as it does with all in time. No alarm. */
export function RecordedPointNotice({ observedAtUtc }: { observedAtUtc: string }): ReactNode {
  const t = useTranslations('point.recorded')
  return (
    <section
      aria-labelledby="recorded-title"
      data-testid="recorded"
      className="flex flex-wrap items-center gap-x-2 rounded-xl border border-line bg-sunken px-4 py-2.5 text-muted sm:px-5"
    >
      <Archive aria-hidden className="size-4 shrink-0 text-text" />
      <h2 id="recorded-title" className="heading-2 text-text">
        {t('title')}
      </h2>
      <p>{t.rich('lastRead', withInstant(observedAtUtc))}</p>
    </section>
  )
}
