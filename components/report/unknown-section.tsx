import { useTranslations } from 'next-intl'
import { Fragment, type ReactNode } from 'react'
import type { RunReport } from '@/lib/api/report'
import { GridBody, GridRow } from '../grid-table'
import { groupUnknown, type UnknownGroup } from './group-unknown'
import { LabelledCell, ReportTable } from './report-table'
import { ReportSection } from './section'
import { VmName } from './vm-name'

/** Everything that is not known, in one place, so that nobody has to look for blanks. */
export function UnknownSection({ report }: { report: RunReport }): ReactNode {
  const t = useTranslations('report.unknown')
  const groups = groupUnknown(report.unknown)
  return (
    <ReportSection id="report-unknown" title={t('title')}>
      {groups.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <ReportTable label={t('caption')} columns={[t('what'), t('of'), t('why')]} className="report-unknown">
          <GridBody>
            {groups.map((group) => (
              <GridRow
                key={`${group.what} ${group.reason} ${group.vms === null}`}
                data-what={group.what}
                data-reason={group.reason}
                data-vms={group.vms?.length}
              >
                <LabelledCell label={t('what')}>{t(`matters.${group.what}`)}</LabelledCell>
                <LabelledCell label={t('of')}>
                  <Subjects vms={group.vms} total={report.vms.length} />
                </LabelledCell>
                <LabelledCell label={t('why')}>{t(`reasons.${group.reason}`)}</LabelledCell>
              </GridRow>
            ))}
          </GridBody>
        </ReportTable>
      )}
    </ReportSection>
  )
}

function Subjects({ vms, total }: { vms: UnknownGroup['vms']; total: number }): ReactNode {
  const t = useTranslations('report.unknown')
  if (vms === null) return t('run')
  if (vms.length === total && total > 1) return t('allVms', { count: total })
  return vms.map(({ key, vmName }, index) => (
    <Fragment key={key}>
      {index > 0 && ', '}
      <VmName name={vmName} />
    </Fragment>
  ))
}
