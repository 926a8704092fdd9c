'use client'

import { Settings2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { useTimeText } from '../use-time-text'

const PreferencesPanel = lazy(async () => ({
  default: (await import('./preferences-panel')).PreferencesPanel,
}))

/** Names the zone in which the page prints times, wherever one is, and leads to the choice of it. */
export function PreferencesButton(): ReactNode {
  const t = useTranslations('habits.preferences')
  const { zone } = useTimeText()
  const opener = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        ref={opener}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={t('open', { zone })}
        title={t('open', { zone })}
        onClick={() => setOpen(!open)}
        className="button shrink-0"
      >
        <Settings2 aria-hidden className="size-4" />
        <span className="max-w-28 truncate max-sm:sr-only">{zone}</span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <PreferencesPanel opener={opener} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
