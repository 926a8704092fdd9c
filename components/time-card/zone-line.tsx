'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useTimePreferences } from '../preferences/time-preferences'
import { useTimeTextIn } from '../use-time-text'

type Props = { zone: string; at: string; chosen: boolean; here: boolean }

export function ZoneLine({ zone, at, chosen, here }: Props): ReactNode {
  const t = useTranslations('habits.time')
  const { clock } = useTimePreferences()
  const { moment } = useTimeTextIn({ timeZone: zone, clock })
  const notes = [chosen ? t('chosen') : '', here ? t('here') : ''].filter(Boolean)
  return (
    <div className="grid gap-px">
      <dt className="flex flex-wrap gap-x-1.5 text-[12px] text-faint">
        <span>{zone}</span>
        {notes.map((note) => (
          <span key={note}>· {note}</span>
        ))}
      </dt>
      <dd className="text-[13.5px] font-[560]">
        <time dateTime={at}>{moment(Date.parse(at))}</time>
      </dd>
    </div>
  )
}
