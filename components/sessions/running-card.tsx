'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { memo, type ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import type { SessionSummary } from '@/lib/api/replies'
import { failedOver, toShownCounts } from '@/lib/failover/outcome'
import { toTook } from '@/lib/failover/recovery'
import { Elapsed } from '../elapsed'
import { AttemptMark } from '../attempts/attempt-mark'
import { withInstant } from '../rich-tags'
import { RtoAgainstTarget } from '../session/rto-value'
import { toOutcomeStanding, toWorstSoFar } from '../status-look'
import { TagMark } from '../session/tag-mark'
import { AcknowledgedMark } from '../teamwork/acknowledged-mark'
import { StatusWord } from '../status-word'
import { useOutcomeText } from '../use-outcome-text'
import { useTookText } from '../use-took-text'
import { VmBar } from '../vm-bar'

type Props = {
  summary: SessionSummary
  /** It is no longer among what runs, and nobody has said yet how it stands. */
  isUnseen: boolean
}

/**
 * One failover that runs, or has ended since the reader last asked for what is new. The whole card leads to it; the name is
 * the link.
 */
export const RunningCard = memo(function RunningCard({ summary, isUnseen }: Props): ReactNode {
  const t = useTranslations()
  const { session, outcome, counts, freshness } = summary
  const { sentence } = useOutcomeText()(outcome, session.state)
  const worst = toWorstSoFar(outcome)
  const isRunning = outcome.kind === 'running' && !isUnseen
  const standing = worst?.standing ?? (isUnseen ? 'unknown' : toOutcomeStanding(outcome))
  const { rtoTargetMs } = summary.recovery
  return (
    <li
      data-run={session.id}
      className={`ages-surface card relative grid content-start gap-2.5 p-4 shadow-card focus-within:border-line-strong hover:border-line-strong ${worst?.standing === 'failed' ? 'border-status-failed/40' : ''}`}
    >
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="min-w-0">
          <Link
            href={pages.session(session.id)}
            data-run-link
            dir="auto"
            title={session.name ?? undefined}
            className="line-clamp-2 rounded text-[14.5px] font-semibold tracking-[-0.01em] foreign-text after:absolute after:inset-0 after:rounded-xl"
          >
            {session.name ?? t('common.unnamedPlan')}
          </Link>
        </h3>
        <span dir="auto" className="line-clamp-2 max-w-[45%] shrink-0 text-end text-muted foreign-text">
          {session.tenant?.name ?? t('common.tenantUnknown.short')}
        </span>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <StatusWord standing={standing} moving={isRunning && worst === null}>
          {isUnseen
            ? t.rich('sessions.card.unseen', { state: sentence, ...withInstant(freshness.observedAtUtc) })
            : sentence}
        </StatusWord>
        <AttemptMark attempt={summary.attempt} />
        <TagMark tag={summary.tag} />
      </div>
      <AcknowledgedMark summary={summary} />
      <VmBar counts={toShownCounts(counts, !isRunning)} className="h-2" />
      <p className="flex flex-wrap gap-x-4 text-[12.5px] text-muted">
        <span className="font-[560] text-text">
          {counts.total === 0
            ? t('sessions.card.noRows')
            : t('common.vms', { done: failedOver(counts), total: counts.total })}
        </span>
        {!isUnseen && (
          <span>
            <Took summary={summary} />
          </span>
        )}
        {rtoTargetMs !== null && !isUnseen && (
          <span className="ml-auto inline-flex items-center gap-1">
            {t('sessions.card.rto')} <RtoAgainstTarget reply={summary} targetMs={rtoTargetMs} />
          </span>
        )}
      </p>
      <p className="flex flex-wrap justify-between gap-x-4 border-t border-line pt-2 text-[12px] text-faint">
        <span className="foreign-text">{session.backupServer?.name ?? t('sessions.card.noServer')}</span>
        {!isUnseen && <Age summary={summary} />}
      </p>
    </li>
  )
})

/** Running time while it runs; the whole of it once it has ended. */
function Took({ summary: { session, outcome } }: { summary: SessionSummary }): ReactNode {
  const t = useTranslations()
  const printTook = useTookText()
  const { creationTimeUtc, endTimeUtc } = session
  if (creationTimeUtc === null) return t('sessions.card.noStart')
  if (outcome.kind === 'running') return <Elapsed sinceUtc={creationTimeUtc} grain="minute" />
  const text = printTook(creationTimeUtc, endTimeUtc)
  return 'ms' in toTook(creationTimeUtc, endTimeUtc) ? t('sessions.card.took', { duration: text }) : text
}

/** When it ended, or was seen to be over; when it was read, where that is not lately; else since when it runs. */
function Age({ summary: { session, outcome, freshness } }: { summary: SessionSummary }): ReactNode {
  const t = useTranslations('sessions.card')
  const { creationTimeUtc, endTimeUtc } = session
  if (outcome.kind !== 'running') {
    const over = endTimeUtc === null ? 'endSeen' : 'ended'
    return <span>{t.rich(over, withInstant(endTimeUtc ?? freshness.observedAtUtc))}</span>
  }
  if (freshness.level !== 'live') return <span>{t.rich('read', withInstant(freshness.observedAtUtc))}</span>
  return creationTimeUtc === null ? null : <span>{t.rich('since', withInstant(creationTimeUtc))}</span>
}
