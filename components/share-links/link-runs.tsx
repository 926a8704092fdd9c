'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import type { ShareLink } from '@/lib/api/share-replies'
import { withInstant } from '../rich-tags'
import { nameTag } from './name-tag'
import { Panel } from './panel'

/** Newest first, as the tenant sees them. */
export function LinkRuns({ runs }: Pick<ShareLink, 'runs'>): ReactNode {
  const t = useTranslations('shareLinks')
  return (
    <Panel title={t('runs.title')}>
      <ul className="divide-y divide-line">
        {runs.toReversed().map((run) => (
          <li key={run.sessionId} className="px-4 py-2.5">
            <Link
              href={pages.session(run.sessionId)}
              prefetch={false}
              dir="auto"
              className="link block w-fit max-w-full font-[560] foreign-text"
            >
              {run.name ?? t('row.unnamedRun')}
            </Link>
            <span className="text-[12.5px] text-muted">
              {t.rich('runs.added', {
                ...withInstant(run.addedAtUtc),
                by: nameTag(run.addedBy),
              })}
            </span>
          </li>
        ))}
      </ul>
      <p className="border-t border-line px-4 py-2.5 text-[12.5px] text-muted">{t('runs.hint')}</p>
    </Panel>
  )
}
