'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CommandFailure } from '../command-failure'

type Props = { error: Error; busy: boolean; retry: () => void }

/** Nothing could be read yet: why, and that it is tried again. */
export function LoadFailure({ error, busy, retry }: Props): ReactNode {
  const t = useTranslations('shareLinks.load')
  return (
    <section aria-labelledby="load-failure" data-testid="load-failure" className="card grid gap-2.5 p-5">
      <h2 id="load-failure" className="heading-2">
        {t('title')}
      </h2>
      <CommandFailure error={error} asked="read" />
      <p className="text-muted">{t('again')}</p>
      <p>
        <button type="button" className="button" disabled={busy} onClick={retry}>
          {t('retry')}
        </button>
      </p>
    </section>
  )
}
