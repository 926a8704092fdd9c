'use client'

import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ProviderReply } from '@/lib/api/share-replies'
import { withInstant } from '../rich-tags'
import { nameTag } from './name-tag'

/** Who has set it and when, or that tenants read a name that says nothing. */
export function ProviderState({ provider }: { provider: ProviderReply }): ReactNode {
  const t = useTranslations('shareLinks')
  const { setAtUtc, setBy } = provider
  if (setAtUtc !== null) {
    return (
      <p className="text-muted">
        {t.rich('provider.set', {
          ...withInstant(setAtUtc),
          by: nameTag(setBy ?? t('provider.somebody')),
        })}
      </p>
    )
  }
  return (
    <p
      data-testid="provider-unset"
      className="flex items-start gap-3 rounded-xl border border-status-warning/40 bg-status-warning-bg px-4 py-3"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-status-warning" />
      <span>
        <strong className="block font-[620]">{t('providerNotice.title')}</strong>
        {t('providerNotice.explain')}
      </span>
    </p>
  )
}
