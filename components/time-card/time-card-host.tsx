'use client'

import { useTranslations } from 'next-intl'
import { lazy, type ReactNode, Suspense, useRef } from 'react'
import { useShortcut } from '../keys/use-shortcut'
import { nextTime } from './time-target'
import { useTimeTarget } from './use-time-target'

// What the card is made of is only loaded where somebody looks at one.
const TimeCard = lazy(async () => ({ default: (await import('./time-card')).TimeCard }))

/**
 * All zones of any time on the page: under the pointer, by a press, or by the key `z`, which goes from time to time.
 * A key and not a stop for Tab at each of hundreds.
 */
export function TimeCardHost(): ReactNode {
  const t = useTranslations('habits.time')
  const { target, show, close } = useTimeTarget()
  const returnTo = useRef<Element | null>(null)

  useShortcut({ keys: 'z', label: t('key'), group: 'everywhere' }, () => {
    const time = nextTime(target?.anchor ?? null)
    if (time === null) return
    if (!target?.byKey) returnTo.current = document.activeElement
    show({ anchor: time, at: time.dateTime, pinned: true, byKey: true })
  })

  if (target === null) return null
  const end = (): void => {
    close()
    if (target.byKey && returnTo.current instanceof HTMLElement) returnTo.current.focus()
  }
  return (
    <Suspense fallback={null}>
      <TimeCard target={target} onClose={end} />
    </Suspense>
  )
}
