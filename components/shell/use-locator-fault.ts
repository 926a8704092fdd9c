'use client'

import { useTranslations } from 'next-intl'
import type { LocatorFault } from '@/lib/failover/session-locator'

/** Says what a text is that names no failover session. */
export function useLocatorFault(): (fault: LocatorFault) => string {
  const t = useTranslations('shell.find')
  return (fault) =>
    'thing' in fault
      ? t(`error.${fault.error}`, { thing: t(`thing.${fault.thing ?? 'unknown'}`) })
      : t(`error.${fault.error}`)
}
