'use client'

import { useTranslations } from 'next-intl'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { HELP_KEYS } from './help-keys'
import { useShortcut } from './use-shortcut'

const HelpDialog = lazy(async () => ({ default: (await import('./help-dialog')).HelpDialog }))

export function HelpHost(): ReactNode {
  const t = useTranslations('habits.keys')
  const [open, setOpen] = useState(false)
  useShortcut({ keys: HELP_KEYS, label: t('key'), group: 'everywhere' }, () => setOpen(true))
  if (!open) return null
  return (
    <Suspense fallback={null}>
      <HelpDialog onClose={() => setOpen(false)} />
    </Suspense>
  )
}
