import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { RunReport } from '@/lib/api/report'
import { isEnded } from '@/lib/failover/words'
import { fill } from '../rich-tags'
import { ExactDuration } from './exact-duration'
import { ReportSection } from './section'
import { Utc } from './utc'

/** Whose run it is, where it comes from, and Enterprise Manager's own words about it. */
export function SessionFacts({ report }: { report: RunReport }): ReactNode {
  const t = useTranslations('report.facts')
  const common = useTranslations('common')
  const { session, enterpriseManager, unknown } = report
  const word = (it: string | null): string => it ?? common('notReported')
  const tenantUnknown = unknown.some(({ what, reason }) => what === 'tenant' && reason !== 'none_named')
  return (
    <ReportSection id="report-facts" title={t('title')}>
      <dl className="report-facts">
        <Row term={t('plan')}>{session.plan === null ? t('noPlan') : word(session.plan.name)}</Row>
        <Row term={t('tenant')}>
          {session.tenant?.name ?? (tenantUnknown ? common('notKnown') : common('notReported'))}
        </Row>
        <Row term={t('backupServer')}>{word(session.backupServer?.name ?? null)}</Row>
        <Row term={t('em')}>{enterpriseManager.url}</Row>
        <Row term={t('started')}>
          {session.creationTimeUtc === null ? common('notReported') : <Utc at={session.creationTimeUtc} />}
        </Row>
        <Row term={t('ended')}>
          <Ended session={session} />
        </Row>
        <Attempt attempt={report.attempt} />
        <Row term={t('own')} wide>
          {t('ownWords', {
            state: word(session.state),
            result: word(session.result),
            progress:
              session.progress === null
                ? common('notKnown')
                : common('percent', { percent: session.progress }),
          })}
        </Row>
        <Row term={t('failure')} wide>
          {session.failureMessage ?? t('noFailure')}
        </Row>
        <Row term={t('uid')} wide>
          <span className="font-mono text-[0.95em]">{session.uid}</span>
        </Row>
        <Moving report={report} />
      </dl>
    </ReportSection>
  )
}

function Row({
  term,
  wide = false,
  children,
}: {
  term: string
  wide?: boolean
  children: ReactNode
}): ReactNode {
  return (
    <div className={wide ? 'report-fact-wide' : undefined}>
      <dt className="text-muted">{term}</dt>
      <dd dir="auto" className="foreign-text whitespace-pre-line">
        {children}
      </dd>
    </div>
  )
}

/** Which attempt of a failover the run is, by a person's word. */
function Attempt({ attempt }: Pick<RunReport, 'attempt'>): ReactNode {
  const t = useTranslations('report.facts')
  if (attempt === null) return null
  const { number, of, firstStartUtc, set } = attempt
  return (
    <Row term={t('attempt')} wide>
      {t('attemptOf', { number, of })}
      {firstStartUtc !== null && number > 1 && (
        <> {t.rich('attemptFirst', { at: fill(<Utc at={firstStartUtc} />) })}</>
      )}
      {set !== null && (
        <> {t.rich('attemptSet', { by: fill(<bdi>{set.by}</bdi>), at: fill(<Utc at={set.atUtc} />) })}</>
      )}
    </Row>
  )
}

function Ended({ session }: { session: RunReport['session'] }): ReactNode {
  const t = useTranslations('report.facts')
  const common = useTranslations('common')
  if (session.endTimeUtc !== null) return <Utc at={session.endTimeUtc} />
  return isEnded(session) ? common('notReported') : t('notEnded')
}

/** What matters only while the run goes on. */
function Moving({ report }: { report: RunReport }): ReactNode {
  const t = useTranslations('report.facts')
  const common = useTranslations('common')
  const { final, collectedAtUtc, emClockAheadMs } = report
  if (final) return null
  return (
    <>
      <Row term={t('collected')}>
        {collectedAtUtc === null ? common('notKnown') : <Utc at={collectedAtUtc} />}
      </Row>
      {emClockAheadMs !== null && (
        <Row term={t('clock')}>
          {emClockAheadMs === 0
            ? t('clockSame')
            : t.rich(emClockAheadMs > 0 ? 'clockAhead' : 'clockBehind', {
                duration: fill(<ExactDuration ms={Math.abs(emClockAheadMs)} />),
              })}
        </Row>
      )}
    </>
  )
}
