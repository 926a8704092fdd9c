'use client'

import { Command } from 'cmdk'
import type { ReactNode } from 'react'
import type { PaletteEntry } from './palette-entry'

type Props = { entry: PaletteEntry; onChoose: () => void }

export function PaletteItem({ entry: { id, label, icon: Icon, note }, onChoose }: Props): ReactNode {
  return (
    <Command.Item
      value={id}
      onSelect={onChoose}
      className="flex min-h-9 cursor-pointer scroll-my-2 items-center gap-2.5 rounded-lg px-2.5 data-[selected=true]:bg-sunken"
    >
      {Icon !== null && <Icon aria-hidden className="size-4 shrink-0 text-faint" />}
      <span dir="auto" className="min-w-0 flex-1 truncate text-start foreign-text">
        {label}
      </span>
      {note !== undefined && <span className="min-w-0 shrink-0 text-[12.5px] text-muted">{note}</span>}
    </Command.Item>
  )
}
