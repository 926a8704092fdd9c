'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ReplyError } from '@/lib/api/get-json'
import { SignInLink } from '../sign-in-link'
import { Fault } from './field'

/** Why a command was not carried out, beside what sent it. Nothing that was typed is lost by it. */
export function CommandFailure({ error }: { error: Error | null }): ReactNode {
  const t = useTranslations('shareLinks.failure')
  if (error === null) return null
  const problem = error instanceof ReplyError ? error.problem : null
  const signedOut = problem?.code === 'signed_out'
  return (
    <div role="alert" className="mr-auto grid max-w-[64ch] gap-1.5">
      <Fault>
        {problem === null ? (
          t('noAnswer')
        ) : (
          <span className="foreign-text">{[problem.detail, problem.hint].filter(Boolean).join(' ')}</span>
        )}
      </Fault>
      {signedOut && (
        <p>
          <SignInLink />
        </p>
      )}
    </div>
  )
}
