import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { RunReport } from '@/lib/api/report'
import { Utc } from './utc'

type Props = { report: RunReport; sha256: string; children: ReactNode }

/**
 * The sheet with its running head. In print the frame is laid out as a table, since browsers repeat a table's head on
 * each page and nothing else; the roles of a table are not meant and not there.
 */
export function ReportFrame({ report, sha256, children }: Props): ReactNode {
  const t = useTranslations('report.head')
  const common = useTranslations('common')
  const { session } = report
  return (
    <div className="report-frame">
      <div className="report-frame-head" data-testid="running-head">
        <div>
          <p className="report-running-head">
            <strong className="font-[620]">{t('label')}</strong>
            <bdi dir="auto" className="foreign-text">
              {session.name ?? common('unnamedPlan')}
            </bdi>
            <span>
              {t('session')} <span className="font-mono foreign-text">{session.id}</span>
            </span>
            <span>
              {t('started')}{' '}
              {session.creationTimeUtc === null ? (
                common('notReported')
              ) : (
                <Utc at={session.creationTimeUtc} />
              )}
            </span>
            <span>
              {t('sha256')} <span className="font-mono">{t('short', { digits: sha256.slice(0, 12) })}</span>
            </span>
          </p>
        </div>
      </div>
      <div className="report-frame-body">
        <div>{children}</div>
      </div>
    </div>
  )
}
