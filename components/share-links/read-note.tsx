'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Instant } from '../instant'
import { fill } from '../rich-tags'

type Props = { readAtMs: number; error: Error | null }

/** When this was read, by this browser's clock, and whether the newest try failed: old rows must not look new. */
export function ReadNote({ readAtMs, error }: Props): ReactNode {
  const t = useTranslations('shareLinks.read')
  const at = fill(<Instant at={new Date(readAtMs).toISOString()} />)
  return (
    <p data-testid="read-note" className="text-[12.5px] text-muted">
      {error === null ? (
        t.rich('at', { at })
      ) : (
        <strong className="font-[600] text-text">{t.rich('old', { at })}</strong>
      )}
    </p>
  )
}
