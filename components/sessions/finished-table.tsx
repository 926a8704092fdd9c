'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { memo, type ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import type { SessionSummary } from '@/lib/api/replies'
import { durationBetween } from '@/lib/failover/duration'
import { failedOver } from '@/lib/failover/outcome'
import { Instant } from '../instant'
import { isLostRun } from '../is-lost-run'
import { toOutcomeStanding } from '../status-look'
import { StatusWord } from '../status-word'
import { useDurationText } from '../use-duration-text'
import { TagMark } from '../session/tag-mark'
import { RecordedMark } from './recorded-mark'

const COLUMNS = [
  { key: 'result', className: 'text-start' },
  { key: 'plan', className: 'text-start' },
  { key: 'tenant', className: 'text-start max-md:hidden' },
  { key: 'vms', className: 'text-end max-md:hidden' },
  { key: 'took', className: 'text-end max-md:hidden' },
  { key: 'backupServer', className: 'text-start max-lg:hidden' },
  { key: 'started', className: 'text-end max-sm:hidden' },
  { key: 'ended', className: 'text-end max-lg:hidden' },
] as const

export function FinishedTable({ summaries }: { summaries: readonly SessionSummary[] }): ReactNode {
  const t = useTranslations('sessions')
  return (
    <div className="ages-surface card overflow-hidden">
      <table className="w-full table-auto border-collapse">
        <caption className="sr-only">{t('recentCaption')}</caption>
        <thead>
          <tr className="border-b border-line text-[12px] text-faint">
            {COLUMNS.map(({ key, className }) => (
              <th key={key} scope="col" className={`px-3.5 py-2 font-[550] whitespace-nowrap ${className}`}>
                {t(`table.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {summaries.map((it) => (
            <FinishedRow key={it.session.id} summary={it} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const cell = 'px-3.5 py-2'

const FinishedRow = memo(function FinishedRow({ summary }: { summary: SessionSummary }): ReactNode {
  const t = useTranslations()
  const print = useDurationText()
  const { session, outcome, counts } = summary
  const { creationTimeUtc, endTimeUtc } = session
  const standing = toOutcomeStanding(outcome)
  const tookMs = durationBetween(creationTimeUtc, endTimeUtc)
  const took = tookMs === null ? t('common.notKnown') : print(tookMs)
  const vms =
    counts.total === 0
      ? t('sessions.table.noVms')
      : t('common.vms', { done: failedOver(counts), total: counts.total })
  return (
    <tr className="relative border-b border-line last:border-b-0 hover:bg-sunken">
      <td className={`${cell} whitespace-nowrap max-sm:align-top`}>
        <StatusWord standing={standing}>{t(`common.standing.${standing}`)}</StatusWord>
      </td>
      <th scope="row" className={`${cell} text-start font-[560]`}>
        <span className="flex flex-wrap items-baseline gap-x-2.5">
          <Link
            href={pages.session(session.id)}
            dir="auto"
            title={session.name ?? undefined}
            prefetch={false}
            className="line-clamp-2 min-w-0 rounded foreign-text after:absolute after:inset-0"
          >
            {session.name ?? t('common.unnamedPlan')}
          </Link>
          <TagMark tag={summary.tag} />
          {!summary.inEnterpriseManager && <RecordedMark lost={isLostRun(summary)} />}
        </span>
        <span className="block text-[12.5px] font-normal text-muted md:hidden">
          {vms} · {took}
          {creationTimeUtc !== null && (
            <span className="block sm:hidden">
              <Instant at={creationTimeUtc} />
            </span>
          )}
        </span>
      </th>
      <td dir="auto" className={`${cell} text-start foreign-text max-md:hidden`}>
        {session.tenant?.name ?? <span className="text-muted">{t('common.tenantUnknown.short')}</span>}
      </td>
      <td className={`${cell} text-end whitespace-nowrap max-md:hidden`}>{vms}</td>
      <td className={`${cell} text-end whitespace-nowrap max-md:hidden`}>{took}</td>
      <td className={`${cell} text-muted foreign-text max-lg:hidden`}>
        {session.backupServer?.name ?? t('common.notKnown')}
      </td>
      <td className={`${cell} text-end text-muted max-sm:hidden`}>
        {creationTimeUtc === null ? t('common.notReported') : <Instant at={creationTimeUtc} bare />}
      </td>
      <td className={`${cell} text-end text-muted max-lg:hidden`}>
        {endTimeUtc === null ? t('common.notReported') : <Instant at={endTimeUtc} bare />}
      </td>
    </tr>
  )
})
