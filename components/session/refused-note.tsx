'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { SignInLink } from '../sign-in-link'
import type { Refused } from './use-tagging'

/** Why a command was not carried out, beside what sent it. */
export function RefusedNote({ refused }: { refused: Refused | null }): ReactNode {
  const t = useTranslations('session.refused')
  if (refused === null) return null
  const { problem } = refused
  return (
    <div
      role="alert"
      className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 rounded-lg border border-line-strong bg-sunken px-3 py-2"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4" />
      <p>
        <strong className="font-[580]">{t('title')}</strong>{' '}
        <span className="foreign-text text-muted">
          {problem === null ? t('silent') : [problem.detail, problem.hint].filter(Boolean).join(' ')}
        </span>
        {problem?.code === 'signed_out' && (
          <span className="mt-1 block">
            <SignInLink />
          </span>
        )}
      </p>
    </div>
  )
}
