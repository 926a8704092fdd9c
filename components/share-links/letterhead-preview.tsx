'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ProviderReply } from '@/lib/api/share-replies'
import { ProviderHead } from '../share/provider-head'

type Letterhead = Pick<ProviderReply, 'name' | 'tagline' | 'contact' | 'accent' | 'logo'>

const GROUNDS = [
  { key: 'light', className: 'letterhead-light' },
  { key: 'dark', className: 'letterhead-dark' },
] as const

/** Head and foot of the page that tenants open, in the light and in the dark: the reader's device decides. */
export function LetterheadPreview({ letterhead }: { letterhead: Letterhead }): ReactNode {
  const t = useTranslations('shareLinks.preview')
  return (
    <section aria-labelledby="preview-title" className="grid min-w-0 gap-3">
      <h2 id="preview-title" className="heading-2">
        {t('title')}
      </h2>
      {GROUNDS.map(({ key, className }) => (
        <figure key={key} className="grid gap-1.5">
          <figcaption className="text-[12.5px] text-muted">{t(key)}</figcaption>
          <div
            data-testid={`preview-${key}`}
            className={`${className} overflow-hidden rounded-xl border border-line-strong bg-bg text-[16px] text-text`}
          >
            {letterhead.accent !== null && (
              <div aria-hidden className="h-1" style={{ background: letterhead.accent }} />
            )}
            <div className="grid gap-4 p-5">
              <ProviderHead provider={letterhead} logo={letterhead.logo && toDataUrl(letterhead.logo)} />
              <p className="text-[22px] leading-tight font-[640] tracking-[-0.022em]">{t('sentence')}</p>
              {letterhead.contact !== null && (
                <p
                  dir="auto"
                  className="border-t border-line pt-3 text-start text-[13.5px] text-muted foreign-text"
                >
                  {letterhead.contact}
                </p>
              )}
            </div>
          </div>
        </figure>
      ))}
      <p className="text-[12.5px] text-muted">{t('hint')}</p>
    </section>
  )
}

const toDataUrl = ({ type, base64 }: NonNullable<Letterhead['logo']>): string =>
  `data:${type};base64,${base64}`
