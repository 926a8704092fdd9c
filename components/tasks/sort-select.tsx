'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { SORTABLE } from './task-columns'
import { useColumnName } from './use-column-name'
import type { Sort } from './use-table-view'

type Props = { sort: Sort | null; onSort: (sort: Sort | null) => void }

/** The order where rows are cards and have no headings to press. */
export function SortSelect({ sort, onSort }: Props): ReactNode {
  const t = useTranslations('tasks')
  const nameOf = useColumnName()
  const choices = SORTABLE.flatMap((id) =>
    id === 'number'
      ? []
      : [
          { id, desc: false },
          { id, desc: true },
        ],
  )
  const toValue = (it: Sort | null): string => (it === null ? '' : `${it.id} ${it.desc}`)
  return (
    <select
      aria-label={t('sortLabel')}
      value={toValue(sort)}
      onChange={(event) => onSort(choices.find((it) => toValue(it) === event.target.value) ?? null)}
      className="button pr-1 sm:hidden"
    >
      <option value="">{t('sortNone')}</option>
      {choices.map((it) => (
        <option key={toValue(it)} value={toValue(it)}>
          {it.desc ? t('sortDown', { column: nameOf(it.id) }) : nameOf(it.id)}
        </option>
      ))}
    </select>
  )
}
