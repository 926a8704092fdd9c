'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { AttemptsView } from '@/lib/api/attempt-replies'
import { pages } from '@/lib/api/paths'
import { toOutcomeStanding } from '../status-look'

/** The way to the other attempts, each with what became of it. */
export function OtherAttempts({ attempts, ownId }: { attempts: AttemptsView; ownId: string }): ReactNode {
  const t = useTranslations('attempts.whole')
  const common = useTranslations('common')
  return (
    <p className="flex flex-wrap items-center gap-x-3">
      <span>{t('others')}</span>
      {attempts.runs
        .filter((run) => run.id !== ownId)
        .map((run) => (
          <Link
            key={run.id}
            href={pages.session(run.id)}
            prefetch={false}
            className="link inline-flex min-h-6 items-center text-text"
          >
            {t('other', {
              number: run.number,
              outcome: common(`standing.${toOutcomeStanding(run.outcome)}`).toLowerCase(),
            })}
          </Link>
        ))}
    </p>
  )
}
