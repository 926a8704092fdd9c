import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { toExactParts } from './exact-parts'

/** A duration to the second, however long it is: next to a target, a second decides. The element holds the ms. */
export function ExactDuration({ ms, field }: { ms: number; field?: string }): ReactNode {
  const t = useTranslations('report.duration')
  const { unit, ...parts } = toExactParts(ms)
  return (
    <data value={ms} data-field={field}>
      {t(unit, parts)}
    </data>
  )
}
