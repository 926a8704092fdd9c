'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import type { MeReply } from '@/lib/api/access-replies'
import { pagesFor } from './console-pages'

/** The parts of the console that are the person's; each page checks for itself. */
export function MainNav({ may }: Pick<MeReply, 'may'>): ReactNode {
  const t = useTranslations('shell.nav')
  const path = usePathname()
  const parts = pagesFor(may)
  const others = parts.filter(({ href }) => href !== '/').map(({ href }) => href)
  const isWithin = (href: string): boolean =>
    href === '/' ? !others.some((other) => path.startsWith(other)) : path.startsWith(href)
  return (
    <nav
      aria-label={t('label')}
      className="order-1 -mx-2.5 flex w-full min-w-0 flex-wrap gap-x-1 lg:order-none lg:mx-0 lg:w-auto lg:flex-nowrap"
    >
      {parts.map(({ key, href }) => (
        <Link
          key={key}
          href={href}
          aria-current={href === path ? 'page' : isWithin(href) ? 'true' : undefined}
          className={`rounded-[7px] px-2.5 py-1.5 ${isWithin(href) ? 'bg-sunken font-[550] text-text' : 'text-muted hover:text-text'}`}
        >
          {t(key)}
        </Link>
      ))}
    </nav>
  )
}
