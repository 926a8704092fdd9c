'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ReplyError } from '@/lib/api/get-json'
import { Fault } from './fault'
import { SignInLink } from './sign-in-link'

type Props = { error: Error | null; asked?: 'command' | 'read' }

/** Why a command was not carried out, or nothing could be read, beside what asked for it. Nothing that was typed is lost. */
export function CommandFailure({ error, asked = 'command' }: Props): ReactNode {
  const t = useTranslations('problem.noAnswer')
  if (error === null) return null
  const problem = error instanceof ReplyError ? error.problem : null
  return (
    <div role="alert" className="mr-auto grid max-w-[64ch] gap-1.5">
      <Fault>
        {problem === null ? (
          t(asked)
        ) : (
          <span className="foreign-text">{[problem.detail, problem.hint].filter(Boolean).join(' ')}</span>
        )}
      </Fault>
      {problem?.code === 'signed_out' && (
        <p>
          <SignInLink />
        </p>
      )}
    </div>
  )
}
