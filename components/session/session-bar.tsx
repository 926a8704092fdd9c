'use client'

import { useTranslations } from 'next-intl'
import { type FocusEvent, type ReactNode, type RefObject, useState } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { failedOver } from '@/lib/failover/outcome'
import { toOutcomeStanding, toWorstSoFar } from '../status-look'
import { StatusWord } from '../status-word'
import { useOutcomeText } from '../use-outcome-text'
import { BarActions } from './bar-actions'
import { BarAge, CollectionAge, ReadAge } from './bar-age'
import { BarFacts, BarTime } from './bar-facts'
import { BarMore } from './bar-more'
import { TagMark } from './tag-mark'
import { useScrolledPast } from './use-scrolled-past'

type Props = {
  reply: SessionReply
  /** What the bar stands for once it has been scrolled past. */
  head: RefObject<Element | null>
}

/**
 * The header in one line, while the rows scroll: whoever reads row 250 must see how the run stands and how old that is.
 * It stays while something in it has the focus, or the focus would be lost.
 */
export function SessionBar({ reply, head }: Props): ReactNode {
  const past = useScrolledPast(head)
  const [held, setHeld] = useState(false)
  const onBlur = (event: FocusEvent): void => {
    if (!event.currentTarget.contains(event.relatedTarget)) setHeld(false)
  }
  return (
    <div className="session-bar" onFocus={() => setHeld(true)} onBlur={onBlur}>
      {(past || held) && <BarLine reply={reply} />}
    </div>
  )
}

/** The line itself. */
export function BarLine({ reply }: { reply: SessionReply }): ReactNode {
  const t = useTranslations('session.bar')
  const running = reply.outcome.kind === 'running'
  return (
    <BarMore reply={reply}>
      {(more) => (
        <section
          aria-label={t('label')}
          data-testid="session-bar"
          className="session-bar-line ages-surface flex items-center gap-x-4 overflow-hidden border-b border-line-strong bg-surface px-4 leading-[1.35] shadow-card sm:gap-x-6 sm:px-6"
        >
          <div className="min-w-0 flex-1 sm:hidden">
            <div className="flex items-center justify-between gap-3">
              <PlanName reply={reply} />
              <span className="flex shrink-0 items-center gap-x-2.5 text-[12.5px] font-[580]">
                <BarTime session={reply.session} grain="minute" />
                <ReadAge />
              </span>
            </div>
            <div className="flex items-center gap-x-2.5 overflow-hidden text-[12.5px]">
              <BarState reply={reply} />
              <span className="min-w-0 flex-1 truncate">
                <BarCounts reply={reply} />
              </span>
              <CollectionAge running={running} />
            </div>
          </div>
          <div className="contents max-sm:hidden">
            <div className="min-w-0 flex-[1_1_200px]">
              <p className="flex items-center gap-2">
                <PlanName reply={reply} />
                <TagMark tag={reply.tag} className="max-md:hidden" />
              </p>
              <Tenant reply={reply} />
            </div>
            <div className="min-w-0 shrink-0">
              <p className="flex gap-x-3 text-[13.5px]">
                <BarState reply={reply} />
              </p>
              <p className="text-[12.5px]">
                <BarCounts reply={reply} />
              </p>
            </div>
            <BarFacts reply={reply} />
            <BarAge running={running} />
            <BarActions reply={reply} />
          </div>
          {more}
        </section>
      )}
    </BarMore>
  )
}

type Part = { reply: SessionReply }

function PlanName({ reply: { session } }: Part): ReactNode {
  const t = useTranslations('common')
  const name = session.name ?? t('unnamedPlan')
  return (
    <bdi title={name} className="min-w-0 truncate text-[14px] font-[620]">
      {name}
    </bdi>
  )
}

function Tenant({ reply: { session, unreadable } }: Part): ReactNode {
  const t = useTranslations('common.tenantUnknown')
  return (
    <p className="truncate text-[12px] text-muted">{session.tenant?.name ?? t(unreadable.plan ?? 'none')}</p>
  )
}

/** The state, and while it runs the worst so far. */
function BarState({ reply: { session, outcome } }: Part): ReactNode {
  const { state, soFar } = useOutcomeText()(outcome, session.state)
  const worst = toWorstSoFar(outcome)
  return (
    <>
      <StatusWord
        standing={toOutcomeStanding(outcome)}
        moving={outcome.kind === 'running'}
        className="shrink-0 whitespace-nowrap"
      >
        {state}
      </StatusWord>
      {worst && (
        <StatusWord standing={worst.standing} className="shrink-0 whitespace-nowrap">
          {soFar}
        </StatusWord>
      )}
    </>
  )
}

/** Counts before the percentage, which is Enterprise Manager's own. */
function BarCounts({ reply: { session, counts } }: Part): ReactNode {
  const t = useTranslations()
  const vms =
    counts.total === 0
      ? t('session.facts.noRows')
      : t('common.vms', { done: failedOver(counts), total: counts.total })
  return (
    <span className="min-w-0 truncate text-muted">
      {session.progress === null ? vms : t('session.bar.counts', { vms, percent: session.progress })}
    </span>
  )
}
