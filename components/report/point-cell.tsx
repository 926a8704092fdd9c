import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ReportVm } from '@/lib/api/report'
import { Utc } from './utc'

/** The point that a VM was started from: type, age and what became of it, or why that is not known. */
export function PointCell({ point }: { point: ReportVm['vmReplicaPoint'] }): ReactNode {
  const t = useTranslations('report.vms')
  const common = useTranslations('common')
  if (point === null) return <span className="text-muted">{common('figureUnknown.no_point')}</span>
  const { unreadable, creationTimeUtc, pointType, state, stateAsOfUtc } = point
  if (unreadable !== null) {
    return (
      <span className="text-muted" data-unreadable={unreadable}>
        {common(`pointUnreadable.${unreadable}`)}
      </span>
    )
  }
  const words = { type: pointType ?? t('pointType'), state: state ?? common('notReported') }
  return (
    <>
      <span className="block">
        {creationTimeUtc === null ? t('pointTime') : <Utc at={creationTimeUtc} bare />}
      </span>
      <span className="block foreign-text text-muted">
        {t(stateAsOfUtc === null ? 'pointWords' : 'pointWordsBefore', words)}
      </span>
    </>
  )
}
