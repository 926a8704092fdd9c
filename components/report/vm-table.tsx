import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { RunReport } from '@/lib/api/report'
import { fill } from '../rich-tags'
import { ReportTable } from './report-table'
import { ReportSection } from './section'
import { Utc } from './utc'
import { VmRow } from './vm-row'

/** Every VM of the run; all rows are in the document, since paper does not scroll. */
export function VmTable({ report }: { report: RunReport }): ReactNode {
  const t = useTranslations('report.vms')
  const { vms, vmRows, session, final, inEnterpriseManager } = report
  if (vms.length === 0) {
    return (
      <ReportSection id="report-vms" title={t('title')}>
        <p>{t('none')}</p>
      </ReportSection>
    )
  }
  const columns = [
    t('number'),
    t('vm'),
    t('state'),
    t('times'),
    t('waited'),
    t('took'),
    t('point'),
    t('dataLoss'),
  ]
  return (
    <ReportSection id="report-vms" title={t('title')}>
      {vmRows.from === 'record' && (
        <p data-testid="report-rows-recorded" className="mb-2">
          {vmRows.seenAtUtc === null
            ? t('fromRecordNoTime')
            : t.rich('fromRecord', { at: fill(<Utc at={vmRows.seenAtUtc} />) })}
        </p>
      )}
      <ReportTable label={t('caption', { count: vms.length })} columns={columns} className="report-vms">
        {vms.map((vm) => (
          <VmRow
            key={vm.key}
            vm={vm}
            hasStart={session.creationTimeUtc !== null}
            mayMove={!final && inEnterpriseManager}
          />
        ))}
      </ReportTable>
    </ReportSection>
  )
}
