import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import type { ProblemReply } from '@/lib/api/problem'
import { MessagePage } from '../message-page'

/** The record is away, or the address asks for something that there is none of. */
export function AuditFailure({ problem }: { problem: ProblemReply | null }): ReactNode {
  const t = useTranslations('audit')
  if (problem === null) {
    return (
      <MessagePage
        testId="audit-invalid"
        title={t('invalid.title')}
        explain={t('invalid.explain')}
        next={t('invalid.next')}
        actions={
          <Link href={pages.audit()} prefetch={false} className="button">
            {t('invalid.newest')}
          </Link>
        }
      />
    )
  }
  return (
    <MessagePage
      testId="audit-failure"
      title={t('failure.title')}
      explain={t('failure.explain')}
      next={t('failure.next')}
      actions={
        <>
          {/* A whole load: the router's cache would show the failure again. */}
          <a href={pages.audit()} className="button">
            {t('failure.retry')}
          </a>
          <Link href={pages.health()} className="button">
            {t('failure.health')}
          </Link>
        </>
      }
    >
      <p className="text-[12.5px] text-muted foreign-text">{problem.detail}</p>
    </MessagePage>
  )
}
