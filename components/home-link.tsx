import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'

export function HomeLink(): ReactNode {
  const t = useTranslations('shell.error')
  return (
    <Link href={pages.sessions()} className="button">
      {t('home')}
    </Link>
  )
}
