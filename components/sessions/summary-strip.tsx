'use client'

import { useNow, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionListReply } from '@/lib/api/replies'
import { useTick } from '../use-tick'
import { toSummary } from './summary'

export function SummaryStrip({ reply }: { reply: SessionListReply }): ReactNode {
  const t = useTranslations('sessions.strip')
  const renderedAtMs = useNow().getTime()
  const todayUtc = useTick((tick) => new Date(tick?.wallMs ?? renderedAtMs).toISOString().slice(0, 10))
  const summary = toSummary(reply, todayUtc)
  const count = (value: number): ReactNode => (summary.atLeast ? t('atLeast', { count: value }) : value)
  return (
    <dl
      aria-label={t('label')}
      className="ages-surface card grid grid-cols-2 overflow-hidden sm:grid-cols-4 sm:[&>*+*]:border-l"
    >
      <Figure label={t('running')}>{summary.running}</Figure>
      <Figure label={t('attention')} alarming={summary.attention > 0}>
        {summary.attention}
      </Figure>
      <Figure label={t('finishedToday')}>{count(summary.finishedToday)}</Figure>
      <Figure label={t('failedToday')} alarming={summary.failedToday > 0}>
        {count(summary.failedToday)}
      </Figure>
    </dl>
  )
}

type FigureProps = { label: string; children: ReactNode; alarming?: boolean }

function Figure({ label, children, alarming = false }: FigureProps): ReactNode {
  return (
    <div className="border-line px-4 py-3 sm:px-[18px]">
      <dt className="text-[12px] text-faint">{label}</dt>
      <dd
        className={`ages text-[22px] leading-snug font-[620] tracking-[-0.02em] ${alarming ? 'text-status-failed' : ''}`}
      >
        {children}
      </dd>
    </div>
  )
}
