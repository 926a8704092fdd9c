'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { providerQuery } from '@/lib/api/share-queries'
import { LinksFrame } from './links-frame'
import { LinksSkeleton } from './links-skeleton'
import { LoadFailure } from './load-failure'
import { ProviderFacts } from './provider-facts'
import { ProviderForm } from './provider-form'

/** @param props.mayChange administrators set it; operators see what their links show */
export function ProviderScreen({ mayChange }: { mayChange: boolean }): ReactNode {
  const t = useTranslations('shareLinks.provider')
  const { data, error, isFetching, refetch } = useQuery(providerQuery())
  return (
    <LinksFrame part="provider" title={t('title')}>
      {data === undefined && error === null && <LinksSkeleton />}
      {data === undefined && error !== null && (
        <LoadFailure error={error} busy={isFetching} retry={() => void refetch()} />
      )}
      {data !== undefined && (mayChange ? <ProviderForm saved={data} /> : <ProviderFacts provider={data} />)}
    </LinksFrame>
  )
}
