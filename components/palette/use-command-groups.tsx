'use client'

import { ArrowRight, Clock, Command, Globe, LogOut, MonitorUp, Settings } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useRouter } from 'next/navigation'
import type { MeReply } from '@/lib/api/access-replies'
import { pages } from '@/lib/api/paths'
import { localTimeZone } from '@/lib/i18n/time/time-zone'
import { PALETTE_KEYS } from '../keys/help-keys'
import { KeyCaps } from '../keys/key-caps'
import { useActiveShortcuts } from '../keys/use-shortcut'
import { THEMES } from '../preferences/theme-choice'
import { useChooseTime, useTimePreferences } from '../preferences/time-preferences'
import { pagesFor } from '../shell/console-pages'
import { useSignOut } from '../shell/use-sign-out'
import type { PaletteEntry, PaletteGroup } from './palette-entry'

type Commands = {
  groups: PaletteGroup[]
  /** Of a command that is under way, or has failed. */
  state: string | null
}

/** What can be done from here: the keys of this page, the pages of this person, what may be chosen, the way out. */
export function useCommandGroups(may: MeReply['may'], openZones: () => void): Commands {
  const t = useTranslations('habits.palette')
  const router = useRouter()
  const { state, signOut } = useSignOut()
  const shortcuts = useActiveShortcuts().filter(({ keys }) => keys !== PALETTE_KEYS)

  const goTo = (key: Parameters<typeof t>[0] & `page.${string}`, href: string): PaletteEntry => ({
    id: `page ${href}`,
    label: t(key),
    icon: href === pages.wall() ? MonitorUp : ArrowRight,
    run: () => router.push(href),
  })
  const settings = useSettings(openZones)
  const groups = [
    {
      id: 'here',
      heading: t('group.here'),
      entries: shortcuts.map(({ keys, label, run }) => ({
        id: `key ${keys} ${label}`,
        label,
        icon: Command,
        note: <KeyCaps keys={keys} />,
        run,
      })),
    },
    {
      id: 'pages',
      heading: t('group.pages'),
      entries: [
        ...pagesFor(may).map(({ key, href }) => goTo(`page.${key}`, href)),
        ...(may.changeProvider ? [goTo('page.provider', pages.provider())] : []),
        // Not by the router: the wall is a document of its own.
        { ...goTo('page.wall', pages.wall()), run: () => window.location.assign(pages.wall()) },
      ],
    },
    {
      id: 'settings',
      heading: t('group.settings'),
      entries: [
        ...settings,
        // It stays open: whoever believes to be signed out must not learn from nobody that it has failed.
        { id: 'sign-out', label: t('signOut'), icon: LogOut, stays: true, run: () => void signOut() },
      ],
    },
  ]
  return { groups, state: state === 'idle' ? null : t(state === 'busy' ? 'signingOut' : 'signOutFailed') }
}

/** Only what would change something. */
function useSettings(openZones: () => void): PaletteEntry[] {
  const t = useTranslations('habits.palette')
  const { theme, setTheme } = useTheme()
  const { timeZone, clock } = useTimePreferences()
  const choose = useChooseTime()
  const here = localTimeZone()
  const otherClock = clock === 'h23' ? 'h12' : 'h23'
  const toZone = (zone: string, label: string): PaletteEntry => ({
    id: `zone ${zone}`,
    label,
    icon: Globe,
    run: () => choose({ timeZone: zone }),
  })
  return [
    ...THEMES.filter(({ key }) => key !== theme).map(({ key, Icon }) => ({
      id: `theme ${key}`,
      label: t(`theme.${key}`),
      icon: Icon,
      run: () => setTheme(key),
    })),
    ...(timeZone === 'UTC' ? [] : [toZone('UTC', t('zone', { zone: 'UTC' }))]),
    ...(here === timeZone || here === 'UTC' ? [] : [toZone(here, t('zoneHere', { zone: here }))]),
    { id: 'zones', label: t('zones'), icon: Settings, stays: true, run: openZones },
    {
      id: 'clock',
      label: t(`clock.${otherClock}`),
      icon: Clock,
      run: () => choose({ clock: otherClock }),
    },
  ]
}
