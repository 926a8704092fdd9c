'use client'

import * as Popover from '@radix-ui/react-popover'
import { Bookmark, ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { SavedFilterView } from '@/lib/api/filter-replies'
import { CommandFailure } from '../command-failure'
import { KeepForm } from './keep-form'
import { SavedFilterItem } from './saved-filter-item'
import type { SavedFilters } from './use-saved-filters'

type Props = {
  saved: SavedFilters
  search: string
  /** The one that says just what the address says. */
  same: SavedFilterView | null
  onOpen: (filter: SavedFilterView) => void
  onKept: (id: string) => void
}

export function SavedFilterMenu({ saved, search, same, onOpen, onKept }: Props): ReactNode {
  const t = useTranslations('sessions.saved')
  const [open, setOpen] = useState(false)
  const { filters, isUnavailable, busy, error, send } = saved
  const change = (next: boolean): void => {
    saved.forget()
    setOpen(next)
  }
  return (
    <Popover.Root open={open} onOpenChange={change}>
      <Popover.Trigger asChild>
        <button type="button" className="chip">
          <Bookmark aria-hidden className="size-3.5 shrink-0" />
          {t('menu')}
          <ChevronDown aria-hidden className="size-3 shrink-0 opacity-70" />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={6}
          collisionPadding={12}
          aria-label={t('label')}
          className="popover w-[380px]"
        >
          {filters === undefined ? (
            <p className="px-1 text-muted">{t(isUnavailable ? 'unavailable' : 'loading')}</p>
          ) : (
            <>
              {filters.length === 0 && <p className="px-1 pb-2 text-muted">{t('none')}</p>}
              <ul className="grid max-h-[min(300px,45vh)] gap-0.5 overflow-y-auto">
                {filters.map((filter, place) => (
                  <SavedFilterItem
                    key={filter.id}
                    filter={filter}
                    isSame={filter.id === same?.id}
                    isFirst={place === 0}
                    isLast={place === filters.length - 1}
                    busy={busy}
                    onOpen={() => {
                      setOpen(false)
                      onOpen(filter)
                    }}
                    onPin={() => send({ kind: 'change', id: filter.id, change: { pinned: !filter.pinned } })}
                    onMove={(by) => send({ kind: 'change', id: filter.id, change: { place: place + by } })}
                    onRemove={() => send({ kind: 'remove', id: filter.id })}
                  />
                ))}
              </ul>
              {search !== '' && same === null ? (
                <KeepForm
                  busy={busy}
                  onKeep={(name, pinned) =>
                    send({ kind: 'add', name, query: search, pinned }, (kept) => {
                      if (kept) onKept(kept.id)
                      setOpen(false)
                    })
                  }
                />
              ) : (
                <p className="border-t border-line px-1 pt-2 text-[12px] text-faint">
                  {same === null ? t('nothingToKeep') : t('same', { name: same.name })}
                </p>
              )}
              <CommandFailure error={error} />
            </>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
