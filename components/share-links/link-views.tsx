'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { shareViewsQuery } from '@/lib/api/share-queries'
import type { ShareLink, ShareViewsReply } from '@/lib/api/share-replies'
import { Instant } from '../instant'
import { fill } from '../rich-tags'
import { CommandFailure } from '../command-failure'
import { Panel } from './panel'

/** Who has opened the link, as coarsely as it is kept. */
export function LinkViews({ link }: { link: ShareLink }): ReactNode {
  const t = useTranslations('shareLinks.views')
  const { data, error } = useQuery(shareViewsQuery(link.id))
  return (
    <Panel
      title={t('title')}
      aside={
        link.views.opened > 0 && (
          <span className="text-[12.5px] text-muted">
            {t('summary', { opened: link.views.opened, viewers: link.views.viewers })}
          </span>
        )
      }
    >
      {data === undefined && error === null && <p className="px-4 sm:px-5 py-3 text-muted">{t('loading')}</p>}
      {error !== null && (
        <div className="px-4 sm:px-5 py-3">
          <CommandFailure error={error} />
        </div>
      )}
      {data !== undefined && <Views views={data.views} />}
      <p className="border-t border-line px-4 sm:px-5 py-2.5 text-[12.5px] text-muted">{t('hint')}</p>
    </Panel>
  )
}

function Views({ views }: ShareViewsReply): ReactNode {
  const t = useTranslations('shareLinks.views')
  if (views.length === 0) return <p className="px-4 sm:px-5 py-3 text-muted">{t('none')}</p>
  const newestFirst = views.toSorted((one, other) => other.lastUtc.localeCompare(one.lastUtc))
  return (
    <ul aria-label={t('title')} className="max-h-[320px] divide-y divide-line overflow-y-auto">
      {newestFirst.map((view) => (
        <li
          key={`${view.client} ${view.firstUtc}`}
          className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 sm:px-5 py-2"
        >
          <span className="min-w-0 foreign-text">{view.client}</span>
          <span className="text-[12.5px] text-muted">
            {t.rich('line', {
              opened: view.opened,
              first: fill(<Instant at={view.firstUtc} />),
              last: fill(<Instant at={view.lastUtc} />),
            })}
          </span>
        </li>
      ))}
    </ul>
  )
}
