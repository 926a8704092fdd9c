'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { failedOver, isOver, toShownCounts, toShownStanding } from '@/lib/failover/outcome'
import { CountLegend } from '../count-legend'
import { ProgressBar } from '../progress-bar'
import { STANDING_ORDER, STATUS_LOOK, toOutcomeStanding, toWorstSoFar } from '../status-look'
import { StatusWord } from '../status-word'
import { toKeptRows } from '../tasks/kept-row'
import { useOutcomeText } from '../use-outcome-text'
import { VmBar } from '../vm-bar'

/** The sentence of state, and the VMs behind it. */
export function StateFact({ reply }: { reply: SessionReply }): ReactNode {
  const { session, outcome } = reply
  const counts = toShownCounts(reply.counts, isOver(outcome))
  const { state, soFar } = useOutcomeText()(outcome, session.state)
  const worst = toWorstSoFar(outcome)
  return (
    <div className="grid content-start gap-2 px-4 py-3.5 sm:px-6">
      <p data-testid="state" className="flex flex-wrap items-baseline gap-x-3">
        <StatusWord
          standing={toOutcomeStanding(outcome)}
          moving={outcome.kind === 'running'}
          className="figure"
        >
          {state}
        </StatusWord>
        {worst && (
          <>
            <span className="sr-only">, </span>
            <StatusWord standing={worst.standing} className="text-[14px]">
              {soFar}
            </StatusWord>
          </>
        )}
      </p>
      <Bar reply={reply} />
      <CountLegend counts={counts} />
      <Kept reply={reply} />
    </div>
  )
}

/** How many of the counted VMs are only as last seen, in words; empty if none. */
function useKeptText({ session, outcome }: SessionReply): string {
  const t = useTranslations('session.kept')
  const kept = isOver(outcome) ? null : toKeptRows(session.tasks)
  if (kept === null) return ''
  return t(kept.count === session.tasks.length ? 'countedAll' : 'counted', { count: kept.count })
}

function Kept({ reply }: { reply: SessionReply }): ReactNode {
  const text = useKeptText(reply)
  if (text === '') return null
  return (
    <p data-testid="kept-counted" className="text-[12.5px] text-muted">
      {text}
    </p>
  )
}

function Bar({ reply }: { reply: SessionReply }): ReactNode {
  const t = useTranslations()
  const { session, outcome } = reply
  const over = isOver(outcome)
  const counts = toShownCounts(reply.counts, over)
  const keptText = useKeptText(reply)
  if (counts.total === 0) {
    return (
      <ProgressBar
        label={t('session.facts.progressLabel')}
        percent={session.progress}
        valueText={
          session.progress === null
            ? t('session.facts.noPercent')
            : t('session.facts.byEm', { percent: session.progress })
        }
        fill={STATUS_LOOK[toOutcomeStanding(outcome)].fill}
        className="h-2.5 w-full"
      />
    )
  }
  const done = failedOver(counts)
  const legend = STANDING_ORDER.filter((it) => counts[it] > 0).map((it) =>
    t(`common.counted.${it}`, { count: counts[it] }),
  )
  return (
    <div
      // The element <progress> cannot hold one segment per VM.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="progressbar"
      aria-label={t('session.facts.progressLabel')}
      aria-valuemin={0}
      aria-valuemax={counts.total}
      aria-valuenow={done}
      aria-valuetext={t('session.facts.progressText', {
        vms: t('common.vms', { done, total: counts.total }),
        legend: [legend.join(', '), keptText].filter(Boolean).join('. '),
      })}
    >
      <VmBar
        counts={counts}
        standings={session.tasks.map((task) => toShownStanding(task, over))}
        className="h-2.5"
      />
    </div>
  )
}
