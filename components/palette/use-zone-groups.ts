'use client'

import { Check, Globe } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { findZones } from '../preferences/find-zones'
import { useChooseTime, useTimePreferences } from '../preferences/time-preferences'
import type { PaletteGroup } from './palette-entry'

/** Time zones whose name holds the text; `more`: how many are left out, in words. */
export function useZoneGroups(sought: string): { groups: PaletteGroup[]; more: string | null } {
  const t = useTranslations('habits.preferences.zone')
  const { timeZone } = useTimePreferences()
  const choose = useChooseTime()
  const { zones, leftOut } = findZones(sought, timeZone)
  const entries = zones.map((zone) => ({
    id: `zone ${zone}`,
    label: zone.replaceAll('_', ' '),
    icon: zone === timeZone ? Check : Globe,
    ...(zone === timeZone && { note: t('chosen') }),
    run: () => choose({ timeZone: zone }),
  }))
  return {
    groups: [{ id: 'zones', heading: t('label'), entries }],
    more: leftOut === 0 ? null : t('more', { count: leftOut }),
  }
}
