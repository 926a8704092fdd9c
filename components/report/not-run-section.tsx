import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { RunReport } from '@/lib/api/report'
import { isEnded } from '@/lib/failover/words'
import { ReportSection } from './section'
import { VmName } from './vm-name'

/** VMs that the plan lists and the run has no row of: what did not run says as much as what did. */
export function NotRunSection({ report }: { report: RunReport }): ReactNode {
  const t = useTranslations('report.notRun')
  const reasons = useTranslations('report.unknown.reasons')
  const { notRun, session, inEnterpriseManager } = report
  const goesOn = !isEnded(session) && inEnterpriseManager
  const title = (): string => {
    if (notRun.kind === 'unsure') return t('titleUnsure')
    return goesOn ? t('titleSoFar') : t('title')
  }
  const text = (): string => {
    if (notRun.kind === 'unknown') return t('unknown', { reason: reasons(notRun.reason) })
    if (notRun.kind === 'unsure') return t('unsure', { reason: reasons(notRun.reason) })
    const { length: count } = notRun.vms
    if (report.startedEarlier !== undefined)
      return count === 0 ? t('noneBeside') : t('knownBeside', { count })
    return count === 0 ? t('none') : t('known', { count })
  }
  return (
    <ReportSection id="report-not-run" title={title()}>
      <p>{text()}</p>
      {notRun.kind !== 'unknown' && (
        <>
          <ol data-not-run={notRun.kind} className="my-1.5 columns-1 gap-x-8 sm:columns-2 print:columns-2">
            {notRun.vms.map(({ order, vmName }) => (
              <li key={order} className="break-inside-avoid">
                <span className="text-muted">{t('item', { order })}</span>
                <VmName name={vmName} />
              </li>
            ))}
          </ol>
          <p className="text-muted">{t('note')}</p>
        </>
      )}
    </ReportSection>
  )
}
