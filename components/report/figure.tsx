import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Figure as FigureValue } from '@/lib/failover/recovery'
import { ExactDuration } from './exact-duration'

type Props = {
  /** Its name in the JSON. */
  field: string
  figure: FigureValue
  /** Words for a reason that means something else here than elsewhere. */
  instead?: string | undefined
}

/** A duration, or why there is none. */
export function Figure({ field, figure, instead }: Props): ReactNode {
  const t = useTranslations('common.figureUnknown')
  if ('ms' in figure) return <ExactDuration ms={figure.ms} field={field} />
  return (
    <span data-field={field} data-unknown={figure.unknown} className="text-muted">
      {instead ?? t(figure.unknown)}
    </span>
  )
}
