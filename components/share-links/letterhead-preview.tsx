'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ProviderReply } from '@/lib/api/share-replies'

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
            className={`${className} grid gap-4 rounded-xl border border-line-strong bg-bg p-5 text-text`}
          >
            <Head {...letterhead} />
            <div className="text-[19px] leading-tight font-[650] tracking-[-0.02em]">{t('sentence')}</div>
            {letterhead.contact !== null && (
              <p
                dir="auto"
                className="border-t border-line pt-3 text-start text-[12.5px] text-muted foreign-text"
              >
                {letterhead.contact}
              </p>
            )}
          </div>
        </figure>
      ))}
      <p className="text-[12.5px] text-muted">{t('hint')}</p>
    </section>
  )
}

function Head({ name, tagline, accent, logo }: Letterhead): ReactNode {
  return (
    <div
      className="flex min-w-0 items-center gap-3 border-t-[3px] border-line pt-4"
      style={accent === null ? undefined : { borderColor: accent }}
    >
      {logo === null ? (
        <span
          aria-hidden
          className="grid size-9 shrink-0 place-items-center rounded-[9px] bg-ink text-[15px] font-[650] text-on-ink"
        >
          {initialOf(name)}
        </span>
      ) : (
        // oxlint-disable-next-line nextjs/no-img-element -- read from a file in this browser: there is nothing to optimise
        <img
          alt=""
          src={`data:${logo.type};base64,${logo.base64}`}
          className="max-h-9 max-w-[120px] shrink-0 object-contain"
        />
      )}
      <div className="min-w-0">
        <div dir="auto" className="text-start text-[14.5px] font-[620] foreign-text">
          {name}
        </div>
        {tagline !== null && (
          <div dir="auto" className="text-start text-[12.5px] text-muted foreign-text">
            {tagline}
          </div>
        )}
      </div>
    </div>
  )
}

/** The first sign as a reader sees it: an emoji is several code points. */
function initialOf(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim())
  return first?.segment.toUpperCase() ?? ''
}
