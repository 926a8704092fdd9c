'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { memo, type ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import type { SessionSummary } from '@/lib/api/replies'
import { failedOver } from '@/lib/failover/outcome'
import { toTook } from '@/lib/failover/recovery'
import { AttemptMark } from '../attempts/attempt-mark'
import { GridCell, GridRow, GridRowHead } from '../grid-table'
import { Instant } from '../instant'
import { fill } from '../rich-tags'
import { isLostRun } from '../is-lost-run'
import { TagMark } from '../session/tag-mark'
import { toOutcomeStanding } from '../status-look'
import { StatusWord } from '../status-word'
import { AcknowledgedMark } from '../teamwork/acknowledged-mark'
import { useTookText } from '../use-took-text'
import { PlaceMark, type RowPlace } from './place-mark'
import { RecordedMark } from './recorded-mark'
import { WorstRpo } from './worst-rpo'

const cell = 'px-2.5 py-2 max-sm:px-0 max-sm:py-0 xl:px-3.5'
const number = `${cell} text-end whitespace-nowrap`

type Props = {
  summary: SessionSummary
  /** How it stands to the list: it belongs to it, does no longer, or nobody knows anything newer of it. */
  place: RowPlace
}

/** One run that is over. The whole row leads to it; the name is the link. Rendered anew only when the run has changed. */
export const HistoryRow = memo(function HistoryRow({ summary, place }: Props): ReactNode {
  const t = useTranslations()
  const printTook = useTookText()
  const { session, outcome, counts, tag, freshness } = summary
  const { creationTimeUtc, endTimeUtc } = session
  const standing = toOutcomeStanding(outcome)
  const isTimed = 'ms' in toTook(creationTimeUtc, endTimeUtc)
  return (
    <GridRow
      data-run={session.id}
      className="relative border-b border-line last:border-b-0 focus-within:bg-sunken hover:bg-sunken max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-4 max-sm:gap-y-0.5 max-sm:px-4 max-sm:py-3"
    >
      <GridCell className={`${cell} whitespace-nowrap max-sm:order-1`}>
        <StatusWord standing={standing}>{t(`common.standing.${standing}`)}</StatusWord>
      </GridCell>
      <GridRowHead className={`${cell} text-start font-[560] max-sm:order-3 max-sm:col-span-2`}>
        <span className="flex flex-wrap items-baseline gap-x-2.5">
          <Link
            href={pages.session(session.id)}
            data-run-link
            dir="auto"
            title={session.name ?? undefined}
            prefetch={false}
            className="line-clamp-2 min-w-0 rounded foreign-text after:absolute after:inset-0"
          >
            {session.name ?? t('common.unnamedPlan')}
          </Link>
          <AttemptMark attempt={summary.attempt} />
          {!summary.inEnterpriseManager && <RecordedMark lost={isLostRun(summary)} />}
          <AcknowledgedMark summary={summary} />
          <PlaceMark place={place} observedAtUtc={freshness.observedAtUtc} />
        </span>
      </GridRowHead>
      <GridCell dir="auto" className={`${cell} text-start foreign-text max-sm:order-4 max-sm:text-muted`}>
        {session.tenant?.name ?? <span className="text-muted">{t('common.tenantUnknown.short')}</span>}
      </GridCell>
      <GridCell className={`${cell} text-start max-sm:order-5`}>
        {tag === null ? (
          <span className="text-[12px] text-faint max-sm:hidden">{t('session.tag.none')}</span>
        ) : (
          <TagMark tag={tag} />
        )}
      </GridCell>
      <GridCell className={`${number} max-sm:order-6 max-sm:text-start max-sm:text-[12.5px]`}>
        {counts.total === 0 ? (
          <span className="text-faint">{t('sessions.table.noVms')}</span>
        ) : (
          t('common.vms', { done: failedOver(counts), total: counts.total })
        )}
      </GridCell>
      <GridCell className={`${number} max-sm:order-7 max-sm:text-[12.5px] sm:max-lg:hidden`}>
        <span className={isTimed ? '' : 'whitespace-normal text-faint'}>
          {printTook(creationTimeUtc, endTimeUtc)}
        </span>
      </GridCell>
      <GridCell className={`${number} max-xl:hidden`}>
        <WorstRpo recovery={summary.recovery} />
      </GridCell>
      <GridCell className={`${cell} text-start text-muted max-xl:hidden`}>
        <span
          title={session.backupServer?.name ?? undefined}
          className="block max-w-[24ch] truncate foreign-text"
        >
          {session.backupServer?.name ?? t('common.notKnown')}
        </span>
      </GridCell>
      <GridCell className={`${number} text-muted max-sm:order-2 max-sm:text-[12.5px]`}>
        {creationTimeUtc === null ? t('common.notReported') : <Instant at={creationTimeUtc} bare />}
      </GridCell>
      <GridCell className={`${number} text-muted max-[1560px]:hidden`}>
        {endTimeUtc === null ? (
          t.rich('sessions.table.endSeen', { at: fill(<Instant at={freshness.observedAtUtc} bare />) })
        ) : (
          <Instant at={endTimeUtc} bare />
        )}
      </GridCell>
    </GridRow>
  )
})
