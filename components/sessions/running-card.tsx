'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import type { SessionSummary } from '@/lib/api/replies'
import { failedOver } from '@/lib/failover/outcome'
import { Elapsed } from '../elapsed'
import { toOutcomeStanding, toWorstSoFar } from '../status-look'
import { TagMark } from '../session/tag-mark'
import { StatusWord } from '../status-word'
import { useOutcomeText } from '../use-outcome-text'
import { VmBar } from '../vm-bar'

/** One failover that runs. The whole card leads to it; the name is the link. */
export function RunningCard({ summary }: { summary: SessionSummary }): ReactNode {
  const t = useTranslations()
  const { session, outcome, counts } = summary
  const { sentence } = useOutcomeText()(outcome, session.state)
  const worst = toWorstSoFar(outcome)
  return (
    <li
      className={`ages-surface card relative grid content-start gap-2.5 p-4 shadow-card focus-within:border-line-strong hover:border-line-strong ${worst?.standing === 'failed' ? 'border-status-failed/40' : ''}`}
    >
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="min-w-0">
          <Link
            href={pages.session(session.id)}
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
        <StatusWord standing={worst?.standing ?? toOutcomeStanding(outcome)} moving={worst === null}>
          {sentence}
        </StatusWord>
        <TagMark tag={summary.tag} />
      </div>
      <VmBar counts={counts} className="h-2" />
      <p className="flex flex-wrap gap-x-4 text-[12.5px] text-muted">
        <span className="font-[560] text-text">
          {counts.total === 0
            ? t('sessions.card.noRows')
            : t('common.vms', { done: failedOver(counts), total: counts.total })}
        </span>
        <span>
          {session.creationTimeUtc === null ? (
            t('sessions.card.noStart')
          ) : (
            <Elapsed sinceUtc={session.creationTimeUtc} grain="minute" />
          )}
        </span>
        {session.backupServer?.name && (
          <span className="ml-auto foreign-text">{session.backupServer.name}</span>
        )}
      </p>
    </li>
  )
}
