import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { RunReport } from '@/lib/api/report'
import { failedOver } from '@/lib/failover/outcome'
import { fill } from '../rich-tags'
import { STANDING_ORDER, STATUS_LOOK } from '../status-look'
import { AgainstTarget } from './against-target'
import { ExactDuration } from './exact-duration'
import { Figure } from './figure'
import { ReportSection } from './section'
import { Utc } from './utc'
import { VmName } from './vm-name'

/** The figures that an auditor asks for first, each against its target. */
export function RecoverySummary({ report }: { report: RunReport }): ReactNode {
  const t = useTranslations('report.summary')
  return (
    <ReportSection id="report-summary" title={t('title')}>
      <dl className="report-summary">
        <Rto report={report} />
        <Rpo report={report} />
        <Vms report={report} />
      </dl>
      <TargetsSet report={report} />
    </ReportSection>
  )
}

function Item({
  label,
  value,
  children,
}: {
  label: string
  value: ReactNode
  children: ReactNode
}): ReactNode {
  return (
    <div className="min-w-0">
      <dt className="text-[12px] text-muted">{label}</dt>
      <dd>
        <span className="block figure">{value}</span>
        <div className="grid gap-0.5">{children}</div>
      </dd>
    </div>
  )
}

function Rto({ report }: { report: RunReport }): ReactNode {
  const t = useTranslations('report.summary')
  const { timeToFailOver, elapsedMs, rtoTargetMs, rtoAgainst } = report.recovery
  const runs = elapsedMs !== null
  const failed = 'unknown' in timeToFailOver && timeToFailOver.unknown === 'not_failed_over'
  return (
    <Item
      label={runs ? t('rtoSoFar') : t('rto')}
      value={
        runs ? (
          <ExactDuration ms={elapsedMs} field="elapsedMs" />
        ) : (
          <Figure
            field="runTimeToFailOver"
            figure={timeToFailOver}
            instead={failed ? t('runFailed') : undefined}
          />
        )
      }
    >
      <Target targetMs={rtoTargetMs} field="rtoTargetMs" known={isTargetKnown(report)} />
      {rtoAgainst !== null && <AgainstTarget against={rtoAgainst} field="rtoAgainst" />}
      <OnlyRan report={report} against={rtoAgainst} />
    </Item>
  )
}

function Rpo({ report }: { report: RunReport }): ReactNode {
  const t = useTranslations('report.summary')
  const common = useTranslations('common')
  const { worstDataLoss, vmsWithoutDataLoss, rpoTargetMs, rpoAgainst } = report.recovery
  return (
    <Item
      label={t('rpo')}
      value={
        worstDataLoss === null ? (
          common('notKnown')
        ) : (
          <ExactDuration ms={worstDataLoss.ms} field="worstDataLoss" />
        )
      }
    >
      {worstDataLoss !== null && (
        <span>{t.rich('worstOf', { vm: fill(<VmName name={worstDataLoss.vmName} />) })}</span>
      )}
      {vmsWithoutDataLoss > 0 && <span>{t('vmsUnknown', { count: vmsWithoutDataLoss })}</span>}
      <Target targetMs={rpoTargetMs} field="rpoTargetMs" known={isTargetKnown(report)} />
      {rpoAgainst !== null && <AgainstTarget against={rpoAgainst} field="rpoAgainst" />}
      <OnlyRan report={report} against={rpoAgainst} />
    </Item>
  )
}

/** That no target is set can only be said where it was looked for. */
const isTargetKnown = ({ unknown }: RunReport): boolean => !unknown.some(({ what }) => what === 'targets')

function Target({ targetMs, field, known }: { targetMs: number | null; field: string; known: boolean }) {
  const t = useTranslations('report.summary')
  if (targetMs === null)
    return <span className="text-muted">{known ? t('noTarget') : t('targetUnknown')}</span>
  return <span>{t.rich('target', { duration: fill(<ExactDuration ms={targetMs} field={field} />) })}</span>
}

/** A target that is set after the run proves less than one that was set before. */
function TargetsSet({ report }: { report: RunReport }): ReactNode {
  const t = useTranslations('report.summary')
  const { targetsSet } = report.recovery
  if (targetsSet === null) return null
  const { by, atUtc } = targetsSet
  return (
    <p data-testid="report-targets-set" className="mt-2 text-muted">
      {t.rich('targetsSet', { by: fill(<bdi>{by}</bdi>), at: fill(<Utc at={atUtc} />) })}
    </p>
  )
}

/** A target that was met by some of the plan's VMs is not met by the plan. */
function OnlyRan({ report, against }: { report: RunReport; against: { kind: string } | null }): ReactNode {
  const t = useTranslations('report.summary')
  const { notRun, startedEarlier = [] } = report
  if (against?.kind !== 'met' || notRun.kind === 'unknown') return null
  if (notRun.vms.length + startedEarlier.length === 0) return null
  return <span className="text-muted">{t('onlyRan')}</span>
}

function Vms({ report }: { report: RunReport }): ReactNode {
  const t = useTranslations()
  const { counts, final, inEnterpriseManager } = report
  const over = final || !inEnterpriseManager
  const done = failedOver(counts)
  return (
    <Item
      label={t('report.summary.vms')}
      value={counts.total === 0 ? t('report.summary.noRows') : t('common.vms', { done, total: counts.total })}
    >
      <ul data-testid="report-counts">
        {STANDING_ORDER.filter((it) => counts[it] > 0).map((it) => {
          // In a run that is over or gone nothing works or waits: that is only how it was last seen.
          const then = over && (it === 'working' || it === 'waiting')
          const { Icon, text } = STATUS_LOOK[then ? 'unknown' : it]
          const counted = t(`common.counted.${it}`, { count: counts[it] })
          return (
            <li key={it} data-count={it} className="flex items-center gap-1.5">
              <Icon aria-hidden className={`size-[1.05em] shrink-0 ${text}`} />
              {then ? t('report.summary.lastSeen', { counted }) : counted}
            </li>
          )
        })}
      </ul>
    </Item>
  )
}
