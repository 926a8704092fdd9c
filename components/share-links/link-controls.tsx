'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ShareLink } from '@/lib/api/share-replies'
import { countByState, type LinkFilter } from './link-filter'
import { LINK_LOOK, LINK_STATES } from './link-look'

type Props = {
  links: readonly ShareLink[]
  shown: number
  filter: LinkFilter
  onFilter: (filter: LinkFilter) => void
}

export function LinkControls({ links, shown, filter, onFilter }: Props): ReactNode {
  const t = useTranslations('shareLinks')
  const counts = countByState(links)
  const pill = (chosen: boolean): string =>
    `inline-flex min-h-[30px] items-center gap-1.5 rounded-full border px-3 text-[12.5px] font-[550] whitespace-nowrap ${chosen ? 'border-ink bg-ink text-on-ink' : 'border-line-strong bg-surface hover:bg-sunken'}`
  return (
    <>
      <fieldset aria-label={t('filter.state')} className="flex flex-wrap gap-1.5">
        <button
          type="button"
          aria-pressed={filter.state === 'all'}
          className={pill(filter.state === 'all')}
          onClick={() => onFilter({ ...filter, state: 'all' })}
        >
          {t('filter.all', { count: links.length })}
        </button>
        {LINK_STATES.filter((it) => counts[it] > 0 || filter.state === it).map((it) => {
          const { Icon, text } = LINK_LOOK[it]
          return (
            <button
              key={it}
              type="button"
              aria-pressed={filter.state === it}
              className={pill(filter.state === it)}
              onClick={() => onFilter({ ...filter, state: it })}
            >
              <Icon aria-hidden className={`size-3.5 ${filter.state === it ? '' : text}`} />
              {t('filter.counted', { state: t(`state.${it}`), count: counts[it] })}
            </button>
          )
        })}
      </fieldset>
      <label className="flex h-[34px] min-w-0 items-center gap-2 rounded-lg border border-line-strong bg-surface px-2.5 text-faint focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus max-sm:w-full sm:w-[260px]">
        <Search aria-hidden className="size-3.5 shrink-0" />
        <span className="sr-only">{t('filter.find')}</span>
        <input
          type="search"
          value={filter.text}
          onChange={(event) => onFilter({ ...filter, text: event.target.value })}
          placeholder={t('filter.find')}
          className="w-full min-w-0 bg-transparent text-text outline-none placeholder:text-faint"
        />
      </label>
      <output className="sr-only">{t('filter.shown', { shown, count: links.length })}</output>
    </>
  )
}
