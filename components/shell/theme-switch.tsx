'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import type { ReactNode } from 'react'
import { useHydrated } from '../use-hydrated'

const THEMES = [
  { key: 'system', Icon: Monitor },
  { key: 'light', Icon: Sun },
  { key: 'dark', Icon: Moon },
] as const

export function ThemeSwitch(): ReactNode {
  const t = useTranslations('shell.theme')
  const { theme, setTheme } = useTheme()
  // Which one is chosen stands in the browser's storage, which the server does not know.
  const hydrated = useHydrated()
  return (
    <fieldset aria-label={t('label')} className="flex shrink-0 rounded-lg border border-line p-px">
      {THEMES.map(({ key, Icon }) => {
        const chosen = hydrated && theme === key
        return (
          <button
            key={key}
            type="button"
            aria-pressed={chosen}
            aria-label={t(key)}
            title={t(key)}
            onClick={() => setTheme(key)}
            className={`grid size-7 place-items-center rounded-[7px] ${chosen ? 'bg-sunken text-text' : 'text-faint hover:text-text'}`}
          >
            <Icon aria-hidden className="size-3.5" />
          </button>
        )
      })}
    </fieldset>
  )
}
