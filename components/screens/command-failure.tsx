'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ReplyError } from '@/lib/api/get-json'
import { SignInLink } from '../sign-in-link'
import { FaultText } from './fault-text'

/** Why a command was not carried out. What was typed stays. */
export function CommandFailure({ error }: { error: Error | null }): ReactNode {
  const t = useTranslations('screens.failure')
  if (error === null) return null
  const problem = error instanceof ReplyError ? error.problem : null
  return (
    <div role="alert" className="grid max-w-[64ch] gap-1.5">
      <FaultText>
        {problem === null ? (
          t('noAnswer')
        ) : (
          <span className="foreign-text">{[problem.detail, problem.hint].filter(Boolean).join(' ')}</span>
        )}
      </FaultText>
      {problem?.code === 'signed_out' && (
        <p>
          <SignInLink />
        </p>
      )}
    </div>
  )
}
