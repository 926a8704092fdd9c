'use client'

import { useTranslations } from 'next-intl'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { SquareTerminal } from 'lucide-react'
import type { MeReply } from '@/lib/api/access-replies'
import { PALETTE_KEYS } from '../keys/help-keys'
import { KeyCaps } from '../keys/key-caps'
import { useShortcut } from '../keys/use-shortcut'

const CommandPalette = lazy(async () => ({ default: (await import('./command-palette')).CommandPalette }))

/** Opens the palette, as does its key; it is loaded by the first of them. */
export function PaletteButton({ may }: Pick<MeReply, 'may'>): ReactNode {
  const t = useTranslations('habits.palette')
  const [open, setOpen] = useState(false)
  useShortcut({ keys: PALETTE_KEYS, label: t('key'), group: 'everywhere' }, () => setOpen(true))
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        aria-label={t('open')}
        title={t('open')}
        onClick={() => setOpen(true)}
        className="button shrink-0 max-sm:px-2.5"
      >
        <SquareTerminal aria-hidden className="size-4" />
        <span aria-hidden className="max-2xl:hidden">
          <KeyCaps keys={PALETTE_KEYS} />
        </span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <CommandPalette may={may} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
