'use client'

import { Pin } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { SavedFilterView } from '@/lib/api/filter-replies'
import { SavedFilterMenu } from './saved-filter-menu'
import { useSavedFilters } from './use-saved-filters'

type Props = {
  /** Filters and order as the address says them. */
  search: string
  onOpen: (query: string) => void
}

/** The person's own filters: pinned ones as chips in their order, all of them in a menu. */
export function SavedFilterBar({ search, onOpen }: Props): ReactNode {
  const t = useTranslations('sessions.saved')
  const saved = useSavedFilters()
  const [openedId, setOpenedId] = useState<string | null>(null)
  const filters = saved.filters ?? []
  const opened = filters.find(({ id }) => id === openedId) ?? null
  const same = filters.find(({ query }) => query === search) ?? null
  const open = (filter: SavedFilterView): void => {
    setOpenedId(filter.id)
    onOpen(filter.query)
  }
  return (
    <fieldset aria-label={t('label')} className="flex min-w-0 flex-wrap items-center gap-2">
      {filters
        .filter(({ pinned }) => pinned)
        .map((filter) => (
          <button
            key={filter.id}
            type="button"
            data-pinned
            aria-pressed={filter.id === same?.id}
            onClick={() => open(filter)}
            className="chip aria-pressed:border-ink aria-pressed:font-[620]"
          >
            <Pin aria-hidden className="size-3 shrink-0 text-faint" />
            <span className="max-w-[24ch] truncate">{filter.name}</span>
          </button>
        ))}
      {opened !== null && opened.query !== search && same === null && search !== '' && (
        <button
          type="button"
          className="chip"
          disabled={saved.busy}
          onClick={() => saved.send({ kind: 'change', id: opened.id, change: { query: search } })}
        >
          <span className="max-w-[32ch] truncate">{t('update', { name: opened.name })}</span>
        </button>
      )}
      <SavedFilterMenu
        saved={saved}
        search={search}
        same={same}
        onOpen={open}
        onKept={(id) => setOpenedId(id)}
      />
    </fieldset>
  )
}
