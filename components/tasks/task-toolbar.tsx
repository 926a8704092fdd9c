'use client'

import { ChartGantt } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Counts } from '@/lib/failover/outcome'
import { useShortcut } from '../keys/use-shortcut'
import { FilterChips } from './filter-chips'
import { SortSelect } from './sort-select'
import { setTaste, useTableTaste } from './table-taste'
import { TaskSearch } from './task-search'
import type { TableView } from './use-table-view'
import { ViewMenu } from './view-menu'

type Props = { view: TableView; counts: Counts; planned: number }

/** Filter, search and looks of the table. */
export function TaskToolbar({ view, counts, planned }: Props): ReactNode {
  const t = useTranslations('tasks')
  const taste = useTableTaste()
  const hasGantt = !taste.hidden.includes('gantt')
  const toggleGantt = (): void =>
    setTaste({
      ...taste,
      hidden: hasGantt ? [...taste.hidden, 'gantt'] : taste.hidden.filter((id) => id !== 'gantt'),
    })
  const { show, setShow } = view
  useShortcut({ keys: 'f', label: t('keys.failed'), group: 'session' }, () =>
    setShow(show === 'failed' ? 'all' : 'failed'),
  )
  useShortcut({ keys: 't', label: t('keys.timeline'), group: 'session' }, toggleGantt)
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-3 py-2.5 print:hidden">
      <FilterChips show={show} counts={counts} planned={planned} onShow={setShow} />
      <div className="flex flex-wrap items-center gap-2 max-sm:w-full">
        <TaskSearch text={view.q} onText={view.setQ} />
        <SortSelect sort={view.sort} onSort={view.setSort} />
        <button
          type="button"
          className="button aria-pressed:bg-sunken"
          aria-pressed={hasGantt}
          onClick={toggleGantt}
        >
          <ChartGantt aria-hidden className={`size-3.5 ${hasGantt ? '' : 'text-faint'}`} />
          {t('columns.timeline')}
        </button>
        <ViewMenu />
      </div>
    </div>
  )
}
