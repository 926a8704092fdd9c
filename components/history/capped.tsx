'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'

const STEP = 500

export type Capped<Row> = { shown: readonly Row[]; left: number; more: () => void }

/** The first rows of a list that may be long; the others on demand, so that thousands do not hold up the page. */
export function useCapped<Row>(rows: readonly Row[], first = 100): Capped<Row> {
  const [limit, setLimit] = useState(first)
  return {
    shown: rows.slice(0, limit),
    left: Math.max(0, rows.length - limit),
    more: () => setLimit(limit + STEP),
  }
}

export function MoreButton({ left, more }: Pick<Capped<unknown>, 'left' | 'more'>): ReactNode {
  const t = useTranslations('history')
  if (left === 0) return null
  return (
    <div className="border-t border-line px-4 py-2">
      <button type="button" className="button" onClick={more}>
        {t('more', { count: Math.min(STEP, left), left })}
      </button>
    </div>
  )
}
