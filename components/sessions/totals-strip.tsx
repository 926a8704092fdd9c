'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionTotals } from '@/lib/api/replies'
import { SuccessChart } from './success-chart'

type Props = {
  totals: SessionTotals
  /** Narrows the list down to what needs somebody. */
  onAttention: () => void
}

/** Figures over all runs, whatever the history is narrowed down by. */
export function TotalsStrip({ totals, onAttention }: Props): ReactNode {
  const t = useTranslations('sessions.strip')
  const { succeeded30, ended30, days } = totals
  const [warning, failed, unknown] = (['warning', 'failed', 'unknown'] as const).map((part) =>
    days.reduce((sum, day) => sum + day[part], 0),
  )
  return (
    <dl
      aria-label={t('label')}
      className="ages-surface card grid grid-cols-2 overflow-hidden md:grid-cols-4 xl:grid-cols-[repeat(4,minmax(0,1fr))_minmax(320px,1.7fr)] [&>*]:border-line max-md:[&>*:nth-child(even)]:border-l max-md:[&>*:nth-child(n+3)]:border-t md:[&>*:nth-child(n+2):nth-child(-n+4)]:border-l md:max-xl:[&>*:nth-child(5)]:border-t xl:[&>*+*]:border-l"
    >
      <Figure label={t('running')}>{totals.running}</Figure>
      <Figure label={t('attention')} hint={t('attentionHint')} alarming={totals.needAttention > 0}>
        {totals.needAttention === 0 ? (
          totals.needAttention
        ) : (
          <button
            type="button"
            onClick={onAttention}
            title={t('attentionShow')}
            className="-mx-1.5 rounded-md px-1.5 underline decoration-current/30 underline-offset-4 hover:decoration-current"
          >
            {totals.needAttention}
            <span className="sr-only">, {t('attentionShow')}</span>
          </button>
        )}
      </Figure>
      <Figure label={t('finishedToday')}>{totals.finishedToday}</Figure>
      <Figure label={t('vmsToday')} hint={t('realOnly')}>
        {totals.vmsFailedOverToday}
      </Figure>
      <div className="grid content-start gap-1.5 px-4 py-3 max-md:col-span-2 sm:px-[18px] md:max-xl:col-span-4">
        <dt className="text-[12px] text-faint">
          {t('succeeded')}
          {' · '}
          <span className="font-[600] text-text">{t('ofEnded', { succeeded30, ended30 })}</span>
        </dt>
        <dd className="relative">
          <SuccessChart days={days} />
          <span className="mt-1 block text-[12px] text-faint">
            {t('others', { warning: warning ?? 0, failed: failed ?? 0, unknown: unknown ?? 0 })}{' '}
            {t('realOnly')}
            {totals.incomplete && ` ${t('incomplete')}`}
          </span>
        </dd>
      </div>
    </dl>
  )
}

type FigureProps = { label: string; hint?: string; children: ReactNode; alarming?: boolean }

function Figure({ label, hint, children, alarming = false }: FigureProps): ReactNode {
  return (
    <div className="px-4 py-3 sm:px-[18px]">
      <dt title={hint} className="text-[12px] text-faint">
        {label}
        {hint !== undefined && <span className="sr-only"> ({hint})</span>}
      </dt>
      <dd
        className={`ages text-[22px] leading-snug font-[620] tracking-[-0.02em] ${alarming ? 'text-status-failed' : ''}`}
      >
        {children}
      </dd>
    </div>
  )
}
