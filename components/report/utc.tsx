import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

/** A moment as it stands on paper: whole, in UTC, and the same whenever it is printed. `bare`: a heading says UTC. */
export function Utc({ at, bare = false }: { at: string; bare?: boolean }): ReactNode {
  const t = useTranslations('report')
  const parts = { date: at.slice(0, 10), time: at.slice(11, 19) }
  return <time dateTime={at}>{bare ? t('bareInstant', parts) : t('instant', parts)}</time>
}
