'use client'

import { Command } from 'cmdk'
import { Check, Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo, useState } from 'react'
import { localTimeZone } from '@/lib/i18n/time/time-zone'
import { findZones } from './find-zones'
import { useChooseTime, useTimePreferences } from './time-preferences'

/** Any zone that this browser knows, found by a part of its name. */
export function ZoneChoice(): ReactNode {
  const t = useTranslations('habits.preferences.zone')
  const { timeZone } = useTimePreferences()
  const choose = useChooseTime()
  const [sought, setSought] = useState('')
  const { zones, leftOut } = useMemo(() => findZones(sought, timeZone), [sought, timeZone])
  const here = localTimeZone()
  return (
    <div className="grid gap-1.5">
      <span aria-hidden className="text-[12px] font-[560] text-muted">
        {t('label')}
      </span>
      <Command
        label={t('find')}
        shouldFilter={false}
        defaultValue={timeZone}
        className="overflow-hidden rounded-lg border border-line-strong bg-bg"
      >
        <div className="flex items-center gap-2 border-b border-line px-2.5">
          <Search aria-hidden className="size-3.5 shrink-0 text-faint" />
          <Command.Input
            value={sought}
            onValueChange={setSought}
            placeholder={t('placeholder')}
            className="h-8 w-full bg-transparent outline-none placeholder:text-faint"
          />
        </div>
        <Command.List
          label={t('label')}
          className="h-[168px] overflow-y-auto overscroll-contain p-1 text-[12.5px]"
        >
          {zones.length === 0 && <p className="px-2 py-1.5 text-muted">{t('none')}</p>}
          {zones.map((zone) => (
            <Command.Item
              key={zone}
              value={zone}
              onSelect={() => choose({ timeZone: zone })}
              className="flex min-h-7 scroll-my-1 cursor-pointer items-center gap-2 rounded-md px-2 data-[selected=true]:bg-sunken"
            >
              <Check aria-hidden className={`size-3.5 shrink-0 ${zone === timeZone ? '' : 'invisible'}`} />
              <span className={zone === timeZone ? 'font-[560]' : ''}>{zone.replaceAll('_', ' ')}</span>
              {zone === timeZone && <span className="sr-only">, {t('chosen')}</span>}
              <span className="ms-auto text-[12px] text-faint">
                {zone === 'UTC' && t('utc')}
                {zone === here && zone !== 'UTC' && t('here')}
              </span>
            </Command.Item>
          ))}
          {leftOut > 0 && <p className="px-2 py-1.5 text-muted">{t('more', { count: leftOut })}</p>}
        </Command.List>
        <output className="sr-only">{sought !== '' && t('found', { count: zones.length + leftOut })}</output>
      </Command>
    </div>
  )
}
