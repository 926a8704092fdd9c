import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import type { ProblemReply } from '@/lib/api/problem'
import { HomeLink } from '../home-link'
import { MessagePage } from '../message-page'
import { toWordedCode } from '../problem-code'
import { fill } from '../rich-tags'
import { Utc } from './utc'

type Props = { problem: ProblemReply; sessionId: string }

/** Why there is no report, in the words of the session's own page. */
export function ReportFailure({ problem, sessionId }: Props): ReactNode {
  const t = useTranslations('problem')
  const { detail, sinceUtc } = problem
  const code = toWordedCode(problem.code)
  const text =
    code === 'not_found' || code === 'forbidden' ? (`session.${code}` as const) : (`any.${code}` as const)
  return (
    <MessagePage
      testId={`failure-${code}`}
      title={t(`${text}.title`)}
      explain={t(`${text}.explain`)}
      next={t(`${text}.next`)}
      actions={
        <>
          {/* A whole load: the router's cache would show the failure again. */}
          <a href={pages.report(sessionId)} className="button">
            {t('page.retry')}
          </a>
          <Link href={pages.health()} className="button">
            {t('page.health')}
          </Link>
          <HomeLink />
        </>
      }
    >
      <p className="text-[12.5px] text-muted">
        {t('page.code')}: <span className="font-mono">{code}</span>
        {sinceUtc !== undefined && <> · {t.rich('page.since', { at: fill(<Utc at={sinceUtc} />) })}</>}
        {' · '}
        <span className="foreign-text">{detail}</span>
      </p>
    </MessagePage>
  )
}
