import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ReportGap, RunReport } from '@/lib/api/report'
import { isEnded } from '@/lib/failover/words'
import { GridBody, GridRow } from '../grid-table'
import { fill } from '../rich-tags'
import { ExactDuration } from './exact-duration'
import { LabelledCell, ReportTable } from './report-table'
import { ReportSection } from './section'
import { Utc } from './utc'

/** What the monitor did not see of the run. Stands before the figures' details: they rest on it. */
export function GapsSection({ report }: { report: RunReport }): ReactNode {
  const t = useTranslations('report.gaps')
  const { gaps, recording } = report
  return (
    <ReportSection id="report-gaps" title={t('title')}>
      {recording === null && <p>{t('unread')}</p>}
      {recording !== null && gaps === null && <p>{t('nothing')}</p>}
      {recording !== null && gaps !== null && (
        <>
          <p>{gaps.length === 0 ? t('none') : t('some', { count: gaps.length })}</p>
          {gaps.length > 0 && <Gaps gaps={gaps} />}
          <Recorded recording={recording} ended={isEnded(report.session)} />
        </>
      )}
    </ReportSection>
  )
}

function Gaps({ gaps }: { gaps: readonly ReportGap[] }): ReactNode {
  const t = useTranslations('report.gaps')
  const reason = useTranslations('history.gap.reason')
  return (
    <ReportTable label={t('caption')} columns={[t('from'), t('to'), t('length'), t('why')]} className="my-2">
      <GridBody>
        {gaps.map(({ fromUtc, toUtc, lengthMs, code }) => (
          <GridRow key={`${fromUtc} ${code}`} data-gap={code}>
            <LabelledCell label={t('from')}>
              <Utc at={fromUtc} bare />
            </LabelledCell>
            <LabelledCell label={t('to')}>
              {toUtc === null ? <strong className="font-[620]">{t('open')}</strong> : <Utc at={toUtc} bare />}
            </LabelledCell>
            <LabelledCell label={t('length')}>
              {lengthMs === null ? t('openLength') : <ExactDuration ms={lengthMs} field="lengthMs" />}
            </LabelledCell>
            <LabelledCell label={t('why')}>{reason(code)}</LabelledCell>
          </GridRow>
        ))}
      </GridBody>
    </ReportTable>
  )
}

type Recording = NonNullable<RunReport['recording']>

function Recorded({ recording, ended }: { recording: Recording; ended: boolean }): ReactNode {
  const t = useTranslations('report.gaps')
  const { recordedFromUtc, recordedToUtc, samples, wholeRun, unobserved } = recording
  if (recordedFromUtc === null) return null
  const coverage = (): string => {
    if (wholeRun) return t('whole')
    if (unobserved.length === 0 && !ended) return t('soFar')
    return t('notWhole', { parts: unobserved.map((part) => t(`unobserved.${part}`)).join('; ') })
  }
  return (
    <p data-testid="report-recorded" data-whole={wholeRun} className="text-muted">
      {t.rich('recorded', {
        from: fill(<Utc at={recordedFromUtc} />),
        to: fill(<Utc at={recordedToUtc ?? recordedFromUtc} />),
      })}{' '}
      {coverage()}
      {samples !== null && (
        <> {t('samples', { count: samples.count, thinned: samples.thinned ? 'yes' : 'no' })}</>
      )}
    </p>
  )
}
