'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Choice } from './choice'
import type { LogFilter } from './log-lines'

type Props = {
  newestFirst: boolean
  onNewestFirst: (newestFirst: boolean) => void
  filter: LogFilter
  onFilter: (filter: LogFilter) => void
  /** Changes that fit, and all of them. */
  changes: number
  total: number
}

export function LogControls(props: Props): ReactNode {
  const { newestFirst, onNewestFirst, filter, onFilter, changes, total } = props
  const t = useTranslations('history.log')
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <Choice
        label={t('order')}
        options={[
          { key: 'newest', text: t('newest') },
          { key: 'oldest', text: t('oldest') },
        ]}
        chosen={newestFirst ? 'newest' : 'oldest'}
        onChoose={(key) => onNewestFirst(key === 'newest')}
      />
      <Choice
        label={t('show')}
        options={[
          { key: 'all', text: t('everything') },
          { key: 'session', text: t('sessionOnly') },
        ]}
        chosen={filter.sessionOnly ? 'session' : 'all'}
        onChoose={(key) => onFilter({ ...filter, sessionOnly: key === 'session' })}
      />
      <label className="flex h-[30px] min-w-0 items-center gap-2 rounded-lg border border-line-strong px-2.5 text-faint focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus max-sm:w-full">
        <Search aria-hidden className="size-3.5 shrink-0" />
        <span className="sr-only">{t('find')}</span>
        <input
          type="search"
          value={filter.vm}
          disabled={filter.sessionOnly}
          onChange={(event) => onFilter({ ...filter, vm: event.target.value })}
          placeholder={t('find')}
          className="w-full min-w-0 bg-transparent text-text outline-none placeholder:text-faint disabled:opacity-50"
        />
      </label>
      <output className="text-[12.5px] text-muted sm:ml-auto">
        {changes === total ? t('count', { count: total }) : t('countOf', { count: changes, total })}
      </output>
    </div>
  )
}
