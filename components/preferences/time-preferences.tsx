'use client'

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { TIME_DEFAULTS, toTimeCookie, type TimePreferences } from '@/lib/i18n/time/time-preferences'

type Choice = {
  preferences: TimePreferences
  /** Holds at once on this page, and for the server from the next request on. */
  choose: (change: Partial<TimePreferences>) => void
}

const Context = createContext<Choice>({ preferences: TIME_DEFAULTS, choose: () => undefined })

type Props = {
  /** As the server has read and checked them: the first render has to print what the server printed. */
  initial: TimePreferences
  children: ReactNode
}

export function TimePreferencesProvider({ initial, children }: Props): ReactNode {
  const [preferences, setPreferences] = useState(initial)
  const choice = useMemo<Choice>(
    () => ({
      preferences,
      choose: (change) => {
        keep(change)
        setPreferences((before) => ({ ...before, ...change }))
      },
    }),
    [preferences],
  )
  return <Context.Provider value={choice}>{children}</Context.Provider>
}

function keep({ timeZone, clock }: Partial<TimePreferences>): void {
  const secure = window.location.protocol === 'https:'
  if (timeZone !== undefined) document.cookie = toTimeCookie('timeZone', timeZone, secure)
  if (clock !== undefined) document.cookie = toTimeCookie('clock', clock, secure)
}

export const useTimePreferences = (): TimePreferences => useContext(Context).preferences

export const useChooseTime = (): Choice['choose'] => useContext(Context).choose
