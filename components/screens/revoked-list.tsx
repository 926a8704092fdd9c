'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ScreenView } from '@/lib/api/screen-replies'
import { fill, withInstant } from '../rich-tags'

/** The audit has all of them. */
const MOST_SHOWN = 10

/** Newest first. */
export function RevokedList({ screens }: { screens: readonly ScreenView[] }): ReactNode {
  const t = useTranslations('screens.revoked')
  const more = screens.length - MOST_SHOWN
  return (
    <section aria-labelledby="revoked-title" className="grid min-w-0 gap-2">
      <h2 id="revoked-title" className="heading-2">
        {t('title')}
      </h2>
      <ul className="grid min-w-0 gap-1 text-muted">
        {screens.slice(0, MOST_SHOWN).map((screen) => (
          <li key={screen.id} className="foreign-text">
            {t.rich('entry', {
              name: fill(<bdi className="text-text">{screen.name}</bdi>),
              ...withInstant(screen.revokedAtUtc ?? screen.createdAtUtc),
              by: screen.revokedBy ?? '',
            })}
          </li>
        ))}
        {more > 0 && <li>{t('more', { count: more })}</li>}
      </ul>
    </section>
  )
}
