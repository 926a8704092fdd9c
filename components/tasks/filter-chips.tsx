'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Counts, TaskStanding } from '@/lib/failover/outcome'
import { STATUS_LOOK } from '../status-look'
import { countOf, type Show, SHOWS } from './task-filter'

const LOOK_OF: Record<Exclude<Show, 'all'>, TaskStanding> = {
  failed: 'failed',
  working: 'working',
  waiting: 'waiting',
  done: 'succeeded',
  unknown: 'unknown',
}

type Props = { show: Show; counts: Counts; planned: number; onShow: (show: Show) => void }

/** How many VMs stand how, and a press to see those alone. The counts are always those of the last read. */
export function FilterChips({ show, counts, planned, onShow }: Props): ReactNode {
  const t = useTranslations('tasks')
  // What never happens needs no chip, unless it is the one that is pressed.
  const shown = SHOWS.filter((it) => it !== 'unknown' || it === show || counts.unknown > 0)
  return (
    <fieldset className="flex flex-wrap items-center gap-1.5">
      <legend className="sr-only">{t('show.label')}</legend>
      {shown.map((it) => (
        <Chip key={it} show={it} count={countOf(it, counts)} pressed={it === show} onShow={onShow} />
      ))}
      {planned > 0 && (
        <span title={t('plannedHint')} className="ms-1 text-[12px] whitespace-nowrap text-muted">
          {t('planned', { count: planned })}
        </span>
      )}
    </fieldset>
  )
}

type ChipProps = { show: Show; count: number; pressed: boolean; onShow: (show: Show) => void }

function Chip({ show, count, pressed, onShow }: ChipProps): ReactNode {
  const t = useTranslations('tasks.show')
  const look = show === 'all' ? null : STATUS_LOOK[LOOK_OF[show]]
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={() => onShow(show)}
      className={`inline-flex min-h-[26px] items-center gap-1.5 rounded-full border px-2.5 text-[12.5px] whitespace-nowrap ${pressed ? 'border-ink bg-ink text-on-ink' : 'border-line-strong bg-surface text-muted hover:bg-sunken'}`}
    >
      {look && (
        <look.Icon
          aria-hidden
          className={`ages size-3.5 shrink-0 ${pressed ? '' : count > 0 ? look.text : 'text-faint'}`}
        />
      )}
      {t(show)} <span className="tabular-nums">{count}</span>
    </button>
  )
}
