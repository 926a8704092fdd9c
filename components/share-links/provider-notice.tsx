'use client'

import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import { providerQuery } from '@/lib/api/share-queries'

/** Until somebody says who the provider is, every tenant reads a name that says nothing. */
export function ProviderNotice(): ReactNode {
  const t = useTranslations('shareLinks.providerNotice')
  const { data } = useQuery(providerQuery())
  if (data === undefined || data.setAtUtc !== null) return null
  return (
    <section
      data-testid="provider-notice"
      aria-labelledby="provider-notice-title"
      className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 border-y border-status-warning/40 bg-status-warning-bg px-4 py-3 sm:px-6"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4.5 text-status-warning" />
      <div className="grid gap-1">
        <p id="provider-notice-title" className="heading-2">
          {t('title')}
        </p>
        <p>{t('explain')}</p>
        <p>
          <Link href={pages.provider()} className="link font-[560]">
            {t('open')}
          </Link>
        </p>
      </div>
    </section>
  )
}
