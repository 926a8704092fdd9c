'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { failedOver } from '@/lib/failover/outcome'
import { Fact } from '../fact'
import { DurationFact } from './duration-fact'
import { OldestPointFact } from './oldest-point-fact'
import { ResultFact } from './result-fact'
import { StateFact } from './state-fact'

/** The strip under the title. Counts stand before the percentage, which is Enterprise Manager's own and explains itself. */
export function SessionFacts({ reply }: { reply: SessionReply }): ReactNode {
  const t = useTranslations()
  const { session, counts, outcome } = reply
  return (
    <div className="border-line xl:grid xl:grid-cols-[minmax(500px,1.9fr)_minmax(0,4fr)]">
      <StateFact reply={reply} />
      <dl
        aria-label={t('session.facts.label')}
        className="grid grid-cols-2 border-line max-xl:border-t lg:grid-cols-4 xl:border-l xl:[&>*+*]:border-l lg:max-xl:[&>*+*]:border-l"
      >
        <Fact
          label={t('session.facts.failedOver')}
          value={
            counts.total === 0
              ? t('session.facts.noRows')
              : t('common.vms', { done: failedOver(counts), total: counts.total })
          }
          note={<Percent progress={session.progress} over={outcome.kind !== 'running'} />}
        />
        <DurationFact session={session} />
        <ResultFact session={session} outcome={outcome} />
        <OldestPointFact tasks={session.tasks} sessionStartUtc={session.creationTimeUtc} />
      </dl>
    </div>
  )
}

function Percent({ progress, over }: { progress: number | null; over: boolean }): ReactNode {
  const t = useTranslations('session.facts')
  if (progress === null) return t('noPercent')
  // Enterprise Manager may leave a finished run at 0 %: then the counts are right and this is only what it says.
  return t(over && progress < 100 ? 'percentStill' : 'byEm', { percent: progress })
}
