'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useTick } from '../use-tick'
import { useTimeText } from '../use-time-text'
import { ChoiceRow } from './choice-row'
import { useChooseTime, useTimePreferences } from './time-preferences'

const CLOCKS = ['h23', 'h12'] as const

export function ClockChoice(): ReactNode {
  const t = useTranslations('habits.preferences.clock')
  const { clock } = useTimePreferences()
  const choose = useChooseTime()
  return (
    <ChoiceRow
      label={t('label')}
      choices={CLOCKS.map((key) => ({ key, text: t(key) }))}
      chosen={clock}
      onChoose={(next) => choose({ clock: next })}
      hint={<Example />}
    />
  )
}

/** What a time looks like by what is chosen. */
function Example(): ReactNode {
  const t = useTranslations('habits.preferences.clock')
  const { clock, offset } = useTimeText()
  return useTick((tick) =>
    tick === null ? '' : t('example', { time: `${clock(tick.wallMs)} ${offset(tick.wallMs)}` }),
  )
}
