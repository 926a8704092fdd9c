'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionSummary } from '@/lib/api/replies'
import { RunningCard } from './running-card'

type Props = {
  /** Those that are shown. */
  cards: readonly SessionSummary[]
  /** Ids of those of which nobody has said how they stand now. */
  unseen: ReadonlySet<string>
  /** How many failovers run, and how many of them the filter would leave out. */
  running: number
  leftOut: number
  /** All are shown, whatever the filter says. */
  isWhole: boolean
  onWhole: (isWhole: boolean) => void
}

/**
 * What runs, and what has ended since the reader last asked for what is new. The filter narrows it down too, but never in
 * silence: what runs is the alarm.
 */
export function RunningSection({ cards, unseen, running, leftOut, isWhole, onWhole }: Props): ReactNode {
  const t = useTranslations('sessions')
  return (
    <section aria-labelledby="running-title" className="grid gap-3">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 id="running-title" className="heading-2">
          {t('running')}
        </h2>
        {leftOut > 0 && (
          <p data-testid="running-narrowed" className="flex flex-wrap items-baseline gap-x-2 text-[12.5px]">
            {isWhole
              ? t('runningPart.whole', { all: running })
              : t('runningPart.shown', { shown: running - leftOut, all: running })}
            <button type="button" className="link min-h-6" onClick={() => onWhole(!isWhole)}>
              {isWhole ? t('runningPart.narrow') : t('runningPart.show', { all: running })}
            </button>
          </p>
        )}
      </div>
      {cards.length > 0 && (
        <ul className="grid gap-3 sm:grid-cols-[repeat(auto-fill,minmax(340px,1fr))]">
          {cards.map((it) => (
            <RunningCard key={it.session.id} summary={it} isUnseen={unseen.has(it.session.id)} />
          ))}
        </ul>
      )}
      {cards.length === 0 && leftOut === 0 && <p className="card px-4 py-6 text-muted">{t('noneRunning')}</p>}
    </section>
  )
}
