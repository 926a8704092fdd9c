'use client'

import { CloudOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Countdown } from './countdown'
import { SignInLink } from './sign-in-link'
import { usePageFreshness } from './use-freshness'
import { withInstant } from './rich-tags'

/** Why old data is old, and what to do about it. What was read before stays below. */
export function ProblemBanner(): ReactNode {
  const t = useTranslations('problem')
  const { level, problem, collectedAtUtc } = usePageFreshness()
  if (problem === null || level === 'live' || level === 'late') return null
  return (
    <section
      data-testid="problem-banner"
      data-code={problem.code}
      aria-labelledby="problem-title"
      className="card ages-surface grid grid-cols-[auto_minmax(0,1fr)] gap-x-3.5 border-line-strong px-4 py-3"
    >
      <CloudOff aria-hidden className="mt-0.5 size-5" />
      <div className="grid max-w-[96ch] gap-1.5">
        <h2 id="problem-title" className="heading-2">
          {t(`any.${problem.code}.title`)}
        </h2>
        <p className="text-muted">
          {t(`any.${problem.code}.explain`)} {t(level === 'final' ? 'banner.final' : 'banner.kept')}
        </p>
        <p>
          <strong className="font-[580]">{t('banner.next')}:</strong> {t(`any.${problem.code}.next`)}
        </p>
        <p className="text-[12.5px] text-muted">
          {problem.code === 'collection_old' && collectedAtUtc !== null
            ? t.rich('banner.collected', withInstant(collectedAtUtc))
            : t.rich('banner.since', withInstant(problem.sinceUtc))}
          {problem.nextTryAtUtc !== null && (
            <>
              {' · '}
              <Countdown toUtc={problem.nextTryAtUtc} />
            </>
          )}
        </p>
        {problem.code === 'signed_out' && (
          <p>
            <SignInLink />
          </p>
        )}
        {problem.message !== null && (
          <details className="text-[12.5px] text-muted">
            <summary className="min-h-6 cursor-pointer">{t('banner.detail')}</summary>
            <p className="foreign-text font-mono">{problem.message}</p>
          </details>
        )}
      </div>
    </section>
  )
}
