import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ShownReport } from '@/lib/api/report'
import { fill } from '../rich-tags'
import { ReportSection } from './section'
import { Utc } from './utc'

/** What ties the paper to the file, and how to check it. */
export function Integrity({ report, sha256, kept }: Omit<ShownReport, 'json'>): ReactNode {
  const t = useTranslations('report.integrity')
  return (
    <ReportSection id="report-integrity" title={t('title')}>
      <dl className="report-facts">
        <div className="report-fact-wide">
          <dt className="text-muted">{t('sha256')}</dt>
          {/* Whole and in groups that stay together, so that it can be compared by eye; copied, it is one word. */}
          <dd data-testid="report-sha256" className="font-mono">
            {(sha256.match(/.{16}/g) ?? []).map((group, index) => (
              // Groups can be alike; their place is their identity.
              // oxlint-disable-next-line react/no-array-index-key
              <span key={index} className="inline-block">
                {group}
              </span>
            ))}
          </dd>
        </div>
        <div>
          <dt className="text-muted">{t('asOf')}</dt>
          <dd>
            <Utc at={report.asOfUtc} />
          </dd>
        </div>
        <div>
          <dt className="text-muted">{t('format')}</dt>
          <dd>{t('formatText', { format: report.format, version: String(report.version) })}</dd>
        </div>
        <div className="report-fact-wide">
          <dt className="text-muted">{t('verify')}</dt>
          <dd>{t.rich('verifyText', { command: fill(<code className="font-mono">sha256sum</code>) })}</dd>
        </div>
      </dl>
      {!kept && (
        <p data-testid="report-not-kept" className="report-note">
          <TriangleAlert
            aria-hidden
            className="me-1.5 inline size-[1.1em] align-[-0.15em] text-status-warning"
          />
          <strong className="font-[620]">{t('notKept')}</strong> {t('notKeptText')}
        </p>
      )}
    </ReportSection>
  )
}
