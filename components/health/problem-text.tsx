'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Countdown } from '../countdown'
import { withInstant } from '../rich-tags'

type Props = {
  title: string
  explain: string
  next: string
  problem: { code: string; message: string; sinceUtc: string; nextTryAtUtc: string | null }
}

/** What is wrong, what it means, what to do, and since when. */
export function ProblemText({ title, explain, next, problem }: Props): ReactNode {
  const t = useTranslations('health')
  return (
    <div className="grid max-w-[96ch] gap-1.5">
      <p className="font-[560]">{title}</p>
      <p className="text-muted">{explain}</p>
      <p>
        <strong className="font-[580]">{t('next')}:</strong> {next}
      </p>
      <p className="text-[12.5px] text-muted foreign-text">
        <span className="font-mono">{problem.code}</span>
        {' · '}
        {t.rich('since', withInstant(problem.sinceUtc))}
        {problem.nextTryAtUtc !== null && (
          <>
            {' · '}
            <Countdown toUtc={problem.nextTryAtUtc} />
          </>
        )}
        {' · '}
        {problem.message}
      </p>
    </div>
  )
}
