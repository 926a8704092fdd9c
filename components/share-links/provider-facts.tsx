'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ProviderReply } from '@/lib/api/share-replies'
import { Description } from '../description'
import { LetterheadPreview } from './letterhead-preview'
import { ProviderState } from './provider-state'
import { Swatch } from './swatch'

/** For those who may not change it. */
export function ProviderFacts({ provider }: { provider: ProviderReply }): ReactNode {
  const t = useTranslations('shareLinks')
  const { name, tagline, contact, accent } = provider
  return (
    <>
      <ProviderState provider={provider} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-2">
        <div className="grid gap-3">
          <dl className="card">
            <Description term={t('provider.name')}>{name}</Description>
            <Description term={t('provider.tagline')}>{tagline ?? t('terms.none')}</Description>
            <Description term={t('provider.contact')}>{contact ?? t('terms.none')}</Description>
            <Description term={t('fields.accent.label')}>
              {accent === null ? (
                t('terms.none')
              ) : (
                <span className="flex items-center gap-2">
                  <Swatch colour={accent} /> {accent}
                </span>
              )}
            </Description>
          </dl>
          <p className="text-muted">{t('provider.readOnly')}</p>
        </div>
        <LetterheadPreview letterhead={provider} />
      </div>
    </>
  )
}
