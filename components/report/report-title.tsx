import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { RunReport } from '@/lib/api/report'
import { isEnded } from '@/lib/failover/words'
import { fill } from '../rich-tags'
import { StateLine } from './state-line'
import { Utc } from './utc'

/** What this is, of which run, what kind of run, how it stands, and whether more can come. */
export function ReportTitle({ report }: { report: RunReport }): ReactNode {
  const t = useTranslations('report')
  const common = useTranslations('common')
  const { session, outcome, kind, kindSet, asOfUtc } = report
  return (
    <header className="report-section">
      <p className="text-[12.5px] text-muted">{t('eyebrow')}</p>
      <h1 id="report-title" dir="auto" className="heading-1 foreign-text">
        {session.name ?? common('unnamedPlan')}
      </h1>
      <div data-testid="report-state" className="mt-2 grid gap-1">
        <StateLine outcome={outcome} state={session.state} className="text-[16px]" />
        <p>{t.rich(`state.${toPhase(report)}`, { at: fill(<Utc at={asOfUtc} />) })}</p>
        {!report.inEnterpriseManager && isEnded(session) && <p>{t('state.recorded')}</p>}
      </div>
      <p data-testid="report-kind" className="mt-2 text-muted">
        <strong className="me-2 rounded-sm border border-line-strong px-1.5 py-px text-[12px] font-[560] text-text">
          {t(`kind.${kind ?? 'none'}`)}
        </strong>
        {kind === null && t('kind.noneNote')}
        {kindSet !== null &&
          t.rich('kind.set', { by: fill(<bdi>{kindSet.by}</bdi>), at: fill(<Utc at={kindSet.atUtc} />) })}
      </p>
    </header>
  )
}

function toPhase({
  final,
  session,
  inEnterpriseManager,
}: RunReport): 'final' | 'settling' | 'running' | 'gone' {
  if (final) return 'final'
  if (isEnded(session)) return 'settling'
  return inEnterpriseManager ? 'running' : 'gone'
}
