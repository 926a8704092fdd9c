'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useTimeText } from '../use-time-text'
import { toRunSort, RUN_COLUMNS, parseRunSort, type RunSort } from '@/lib/failover/run-order'

type Props = {
  shown: number
  /** Runs that match, and all there are. */
  total: number
  all: number
  filtered: boolean
  onClear: () => void
  sort: RunSort
  onSort: (sort: RunSort) => void
}

/** How much is left of the history, and the way back to all of it; on a phone, where there are no heads, the order too. */
export function HistoryCount({ shown, total, all, filtered, onClear, sort, onSort }: Props): ReactNode {
  const t = useTranslations('sessions')
  const { zone } = useTimeText()
  const { column, descending } = parseRunSort(sort)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line px-3.5 py-1.5 text-[12.5px] text-muted">
      <p data-testid="history-count">
        {filtered ? t('count.of', { total, all }) : t('count.all', { total })}
        {shown < total && ` · ${t('count.shown', { shown })}`}
      </p>
      {filtered && (
        <button
          type="button"
          onClick={onClear}
          className="inline-flex min-h-6 items-center gap-1 link text-text"
        >
          <X aria-hidden className="size-3.5" />
          {t('filter.clear')}
        </button>
      )}
      <span className="ml-auto flex items-center gap-2 sm:hidden">
        <label htmlFor="history-sort">{t('sortBy')}</label>
        <select
          id="history-sort"
          value={column}
          onChange={(event) => {
            const chosen = RUN_COLUMNS.find((it) => it === event.target.value)
            if (chosen) onSort(toRunSort(chosen, chosen === 'started' || descending))
          }}
          className="input min-h-7 w-auto py-0"
        >
          {RUN_COLUMNS.map((it) => (
            <option key={it} value={it}>
              {t(`table.${it}`, { zone })}
            </option>
          ))}
        </select>
        <button type="button" className="button px-2" onClick={() => onSort(toRunSort(column, !descending))}>
          {t(descending ? 'descending' : 'ascending')}
        </button>
      </span>
    </div>
  )
}
