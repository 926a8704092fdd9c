'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import type { ReactNode } from 'react'
import { ChoiceRow } from './choice-row'

export const THEMES = [
  { key: 'system', Icon: Monitor },
  { key: 'light', Icon: Sun },
  { key: 'dark', Icon: Moon },
] as const

export function ThemeChoice(): ReactNode {
  const t = useTranslations('habits.preferences.theme')
  const { theme, setTheme } = useTheme()
  return (
    <ChoiceRow
      label={t('label')}
      choices={THEMES.map(({ key, Icon }) => ({
        key,
        text: t(key),
        icon: <Icon aria-hidden className="size-3.5" />,
      }))}
      chosen={THEMES.find(({ key }) => key === theme)?.key ?? null}
      onChoose={setTheme}
    />
  )
}
