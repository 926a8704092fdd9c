'use client'

import { ArrowDown, ArrowUp, Check, Pin, PinOff, Trash2, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SavedFilterView } from '@/lib/api/filter-replies'

type Props = {
  filter: SavedFilterView
  /** It says just what the list shows. */
  isSame: boolean
  isFirst: boolean
  isLast: boolean
  busy: boolean
  onOpen: () => void
  onPin: () => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

/** One kept filter: its name opens it, and what can be done with it stands beside. */
export function SavedFilterItem(props: Props): ReactNode {
  const { filter, isSame, isFirst, isLast, busy, onOpen, onPin, onMove, onRemove } = props
  const t = useTranslations('sessions.saved')
  const { name, pinned } = filter
  return (
    <li className="flex items-center gap-0.5 rounded-lg hover:bg-sunken">
      <button
        type="button"
        onClick={onOpen}
        className="flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded-lg px-2 py-1 text-start"
      >
        <Check aria-hidden className={`size-4 shrink-0 ${isSame ? '' : 'invisible'}`} />
        <span className="min-w-0 foreign-text">{name}</span>
      </button>
      <Small
        Icon={pinned ? PinOff : Pin}
        label={t(pinned ? 'unpinOne' : 'pinOne', { name })}
        disabled={busy}
        onPress={onPin}
      />
      <Small Icon={ArrowUp} label={t('up', { name })} disabled={busy || isFirst} onPress={() => onMove(-1)} />
      <Small
        Icon={ArrowDown}
        label={t('down', { name })}
        disabled={busy || isLast}
        onPress={() => onMove(1)}
      />
      <Small Icon={Trash2} label={t('remove', { name })} disabled={busy} onPress={onRemove} />
    </li>
  )
}

type SmallProps = { Icon: LucideIcon; label: string; disabled: boolean; onPress: () => void }

function Small({ Icon, label, disabled, onPress }: SmallProps): ReactNode {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onPress}
      className="grid size-7 shrink-0 place-items-center rounded-lg text-muted hover:text-text"
    >
      <Icon aria-hidden className="size-3.5" />
    </button>
  )
}
