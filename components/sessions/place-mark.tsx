'use client'

import { FilterX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { withInstant } from '../rich-tags'

/** How a row that stands relates to the list as the server has it now. */
export type RowPlace = 'fits' | 'left' | 'unseen'

/** Beside the name of a row that stands although the list is another one by now. */
export function PlaceMark({ place, observedAtUtc }: { place: RowPlace; observedAtUtc: string }): ReactNode {
  const t = useTranslations('sessions.place')
  if (place === 'fits') return null
  return (
    <span
      data-testid="place-mark"
      className="inline-flex items-center gap-1 rounded-full border border-dashed border-line-strong px-2 py-px text-[12px] font-normal text-muted"
    >
      <FilterX aria-hidden className="size-3 shrink-0" />
      {place === 'left' ? t('left') : <span>{t.rich('unseen', withInstant(observedAtUtc))}</span>}
    </span>
  )
}
