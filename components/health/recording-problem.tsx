'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { HealthReply } from '@/lib/api/replies'
import { ProblemText } from './problem-text'

/** Why the monitor cannot record, what that means, and what to do. */
export function RecordingProblem({ recording }: { recording: HealthReply['recording'] }): ReactNode {
  const t = useTranslations('health.recording')
  const { problem } = recording
  if (problem === null) return <p className="text-muted">{t('noReason')}</p>
  return (
    <ProblemText
      title={t(`problems.${problem.code}.title`)}
      explain={t(`problems.${problem.code}.explain`)}
      next={t(`problems.${problem.code}.next`)}
      problem={problem}
    />
  )
}
