'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'

type Part = 'links' | 'provider'
type Props = { part: Part; title: string; aside?: ReactNode; children: ReactNode }

const PARTS = [
  { key: 'links', href: pages.shareLinks() },
  { key: 'provider', href: pages.provider() },
] as const satisfies readonly { key: Part; href: string }[]

/** The two pages about what tenants are shown: the links, and the provider who stands on each of them. */
export function LinksFrame({ part, title, aside, children }: Props): ReactNode {
  const t = useTranslations('shareLinks.parts')
  return (
    <div className="mx-auto grid max-w-[1360px] grid-cols-[minmax(0,1fr)] gap-4 px-4 pt-5 pb-12 sm:px-6">
      <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="heading-1">{title}</h1>
        {aside}
      </header>
      <nav aria-label={t('label')} className="flex gap-5 border-b border-line">
        {PARTS.map(({ key, href }) => (
          <Link
            key={key}
            href={href}
            aria-current={key === part ? 'page' : undefined}
            className={`-mb-px min-h-8 border-b-2 px-0.5 py-1 ${key === part ? 'border-ink font-[600]' : 'border-transparent text-muted hover:text-text'}`}
          >
            {t(key)}
          </Link>
        ))}
      </nav>
      {children}
    </div>
  )
}
