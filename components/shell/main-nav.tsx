'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'

export function MainNav(): ReactNode {
  const t = useTranslations('shell.nav')
  const path = usePathname()
  const links = [
    { key: 'sessions', href: pages.sessions(), here: path === '/', within: !path.startsWith(pages.health()) },
    {
      key: 'health',
      href: pages.health(),
      here: path === pages.health(),
      within: path.startsWith(pages.health()),
    },
  ] as const
  return (
    <nav aria-label={t('label')} className="flex gap-1">
      {links.map(({ key, href, here, within }) => (
        <Link
          key={key}
          href={href}
          aria-current={here ? 'page' : within ? 'true' : undefined}
          className={`rounded-[7px] px-2.5 py-1.5 ${within ? 'bg-sunken font-[550] text-text' : 'text-muted hover:text-text'}`}
        >
          {t(key)}
        </Link>
      ))}
    </nav>
  )
}
