'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

type Props = { page: number; pages: number; onPage: (page: number) => void }

export function Pager({ page, pages, onPage }: Props): ReactNode {
  const t = useTranslations('sessions.pager')
  if (pages <= 1) return null
  return (
    <nav
      aria-label={t('label')}
      className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-3.5 py-2.5"
    >
      <button type="button" className="button" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        <ChevronLeft aria-hidden className="size-4" />
        {t('newer')}
      </button>
      <span className="text-[12.5px] text-muted">{t('of', { page, pages })}</span>
      <button type="button" className="button" disabled={page >= pages} onClick={() => onPage(page + 1)}>
        {t('older')}
        <ChevronRight aria-hidden className="size-4" />
      </button>
    </nav>
  )
}
