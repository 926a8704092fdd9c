'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { failedOver } from '@/lib/failover/outcome'
import { Fact } from '../fact'
import { DurationFact } from './duration-fact'
import { hasResult, ResultFact } from './result-fact'
import { RpoFact } from './rpo-fact'
import { RtoFact } from './rto-fact'
import { StateFact } from './state-fact'
import { TargetAction } from './target-action'
import { TargetDialog } from './target-dialog'

/** Four facts beside the state, or five: then they take from its room, and the last one fills the line of two. */
const LAYOUT = {
  four: {
    strip: 'xl:grid-cols-[minmax(500px,1.9fr)_minmax(0,4fr)]',
    facts: 'lg:grid-cols-4',
  },
  five: {
    strip: 'xl:grid-cols-[minmax(330px,1.2fr)_minmax(0,4.6fr)]',
    facts: 'lg:grid-cols-5 max-lg:[&>:last-child]:col-span-2',
  },
} as const

/** The strip under the title. Counts stand before the percentage, which is Enterprise Manager's own and explains itself. */
export function SessionFacts({ reply }: { reply: SessionReply }): ReactNode {
  const t = useTranslations()
  const { session, counts, outcome } = reply
  const withResult = hasResult(reply)
  const [targeting, setTargeting] = useState(false)
  const layout = LAYOUT[withResult ? 'five' : 'four']
  return (
    <div className={`border-line xl:grid ${layout.strip}`}>
      <StateFact reply={reply} />
      <dl
        aria-label={t('session.facts.label')}
        className={`grid grid-cols-2 border-line max-xl:border-t xl:border-l lg:[&>*+*]:border-l ${layout.facts}`}
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
        {withResult && <ResultFact reply={reply} />}
        <RtoFact
          reply={reply}
          action={<TargetAction reply={reply} goal="rto" onOpen={() => setTargeting(true)} />}
        />
        <RpoFact
          reply={reply}
          action={<TargetAction reply={reply} goal="rpo" onOpen={() => setTargeting(true)} />}
        />
      </dl>
      {targeting && session.plan !== null && (
        <TargetDialog
          sessionId={session.id}
          plan={session.plan}
          target={reply.recovery.target}
          onClose={() => setTargeting(false)}
        />
      )}
    </div>
  )
}

function Percent({ progress, over }: { progress: number | null; over: boolean }): ReactNode {
  const t = useTranslations('session.facts')
  if (progress === null) return t('noPercent')
  // Enterprise Manager may leave a finished run at 0 %: then the counts are right and this is only what it says.
  return t(over && progress < 100 ? 'percentStill' : 'byEm', { percent: progress })
}
