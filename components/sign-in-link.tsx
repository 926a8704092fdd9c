'use client'

import { useTranslations } from 'next-intl'
import { usePathname, useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'

type Props = { className?: string; title?: string; children?: ReactNode }

/** To the sign-in and back to this very page. A whole load: nothing of the old sign-in is to stay. */
export function SignInLink({ className = 'button', title, children }: Props): ReactNode {
  const t = useTranslations('problem.page')
  const path = usePathname()
  const query = useSearchParams().toString()
  return (
    <a href={pages.signIn(query === '' ? path : `${path}?${query}`)} className={className} title={title}>
      {children ?? t('signIn')}
    </a>
  )
}
