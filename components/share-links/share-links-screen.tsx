'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { shareLinksQuery } from '@/lib/api/share-queries'
import { LinksFrame } from './links-frame'
import { LoadFailure } from './load-failure'
import { LinksSkeleton } from './links-skeleton'
import { ReadNote } from './read-note'
import { ShareLinksView } from './share-links-view'

/** @param props.person stands under updates unless it is changed */
export function ShareLinksScreen({ person }: { person: string }): ReactNode {
  const t = useTranslations('shareLinks')
  const { data, error, dataUpdatedAt, isFetching, refetch } = useQuery(shareLinksQuery())
  return (
    <LinksFrame
      part="links"
      title={t('title')}
      aside={data !== undefined && <ReadNote readAtMs={dataUpdatedAt} error={error} />}
    >
      {data !== undefined && <ShareLinksView links={data.links} person={person} />}
      {data === undefined && error === null && <LinksSkeleton />}
      {data === undefined && error !== null && (
        <LoadFailure error={error} busy={isFetching} retry={() => void refetch()} />
      )}
    </LinksFrame>
  )
}
