'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { CommandFailure } from './use-command'

/** Why something was not done, beside what was tried. */
export function CommandFailureNote({ failure }: { failure: CommandFailure | null }): ReactNode {
  const t = useTranslations('people.failed')
  if (failure === null) return null
  const { problem } = failure
  return (
    <div
      role="alert"
      className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 rounded-lg border border-line-strong bg-sunken px-3 py-2"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4" />
      <p>
        <strong className="font-[580]">{t('title')}.</strong>{' '}
        <span className="foreign-text text-muted">
          {problem === null ? t('silent') : [problem.detail, problem.hint].filter(Boolean).join(' ')}
        </span>
      </p>
    </div>
  )
}
