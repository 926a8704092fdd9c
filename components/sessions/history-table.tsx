'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionSummary } from '@/lib/api/replies'
import type { RunSort } from '@/lib/failover/run-order'
import { useTimeText } from '../use-time-text'
import { GridBody, GridColumnHead, GridHead, GridRow, GridTable } from '../grid-table'
import { HISTORY_COLUMNS, toAriaSort, toNextSort } from './history-columns'
import { HistoryRow } from './history-row'

type Props = {
  rows: readonly SessionSummary[]
  /** Ids of rows that no longer belong to the list, and of those that nobody knows anything newer of. */
  left: ReadonlySet<string>
  unseen: ReadonlySet<string>
  sort: RunSort
  onSort: (sort: RunSort) => void
  /** These are still the rows of another page or filter. */
  isPending: boolean
}

/** Runs that are over: a table, and below 640 px one card under the other. */
export function HistoryTable({ rows, left, unseen, sort, onSort, isPending }: Props): ReactNode {
  const t = useTranslations('sessions')
  const { zone } = useTimeText()
  return (
    <GridTable
      aria-busy={isPending}
      className={`w-full table-auto border-collapse max-sm:block ${isPending ? 'opacity-60' : ''}`}
    >
      <caption className="sr-only">{t('historyCaption')}</caption>
      <GridHead className="max-sm:sr-only">
        <GridRow className="border-b border-line text-[12px] text-faint">
          {HISTORY_COLUMNS.map((column) => (
            <GridColumnHead
              key={column.key}
              aria-sort={toAriaSort(column.key, sort)}
              className={`p-0 font-[550] whitespace-nowrap ${column.className}`}
            >
              <SortButton
                label={t(`table.${column.key}`, { zone })}
                sorted={toAriaSort(column.key, sort)}
                isEnd={column.className.startsWith('text-end')}
                onPress={() => onSort(toNextSort(column, sort))}
              />
            </GridColumnHead>
          ))}
        </GridRow>
      </GridHead>
      <GridBody className="max-sm:block">
        {rows.map((it) => (
          <HistoryRow
            key={it.session.id}
            summary={it}
            place={left.has(it.session.id) ? 'left' : unseen.has(it.session.id) ? 'unseen' : 'fits'}
          />
        ))}
      </GridBody>
    </GridTable>
  )
}

type SortProps = {
  label: string
  sorted: 'ascending' | 'descending' | undefined
  isEnd: boolean
  onPress: () => void
}

function SortButton({ label, sorted, isEnd, onPress }: SortProps): ReactNode {
  const Arrow = sorted === 'descending' ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      onClick={onPress}
      className={`group inline-flex min-h-8 w-full items-center gap-1 px-2.5 hover:text-text ${isEnd ? 'flex-row-reverse' : ''} xl:px-3.5 ${sorted === undefined ? '' : 'font-[620] text-text'}`}
    >
      {label}
      <Arrow
        aria-hidden
        className={`size-3 shrink-0 ${sorted === undefined ? 'opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60' : ''}`}
      />
    </button>
  )
}
