'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ReplyError } from '@/lib/api/get-json'
import { pages } from '@/lib/api/paths'
import { MessagePage } from './message-page'
import { toWordedCode, type WordedCode } from './problem-code'
import { SignInLink } from './sign-in-link'
import { useDurationText } from './use-duration-text'
import { useTick } from './use-tick'
import { fill, withInstant } from './rich-tags'

export type Subject = 'session' | 'sessions' | 'point' | 'health' | 'screens'

type Props = {
  subject: Subject
  error: Error
  failedAtMs: number
  busy: boolean
  retry: () => void
}

/** A first read that failed, as a page of its own: what it means here, what to do, and when it is tried again. */
export function FailurePage({ subject, error, failedAtMs, busy, retry }: Props): ReactNode {
  const t = useTranslations('problem')
  const problem = error instanceof ReplyError ? error.problem : null
  const code: WordedCode | 'monitor' = problem ? toWordedCode(problem.code) : 'monitor'
  const text =
    code === 'not_found' || code === 'forbidden' ? (`${subject}.${code}` as const) : (`any.${code}` as const)
  const nextTryAtUtc = problem?.nextTryAtUtc
  const sinceUtc = problem?.sinceUtc
  return (
    <MessagePage
      testId={`failure-${code}`}
      title={t(`${text}.title`)}
      explain={t(`${text}.explain`)}
      next={t(`${text}.next`)}
      actions={
        <>
          {code === 'signed_out' && <SignInLink />}
          {code !== 'bad_request' && (
            <button type="button" onClick={retry} disabled={busy} className="button">
              {t('page.retry')}
            </button>
          )}
          {subject !== 'health' && code !== 'signed_out' && code !== 'not_allowed' && (
            <Link href={pages.health()} className="button">
              {t('page.health')}
            </Link>
          )}
          {subject !== 'sessions' && (
            <Link href={pages.sessions()} className="button">
              {t('page.home')}
            </Link>
          )}
        </>
      }
    >
      <p className="text-muted">
        {code !== 'bad_request' && t('page.retrying')}{' '}
        {nextTryAtUtc !== undefined &&
          t.rich('page.nextTry', {
            ...withInstant(nextTryAtUtc),
            left: fill(<Left toUtc={nextTryAtUtc} leftMs={problem?.retryAfterMs} fromMs={failedAtMs} />),
          })}
      </p>
      <p className="text-[12.5px] text-muted">
        {t('page.code')}: <span className="font-mono">{code}</span>
        {sinceUtc !== undefined && <> · {t.rich('page.since', withInstant(sinceUtc))}</>}
        {problem && (
          <>
            {' · '}
            <span className="foreign-text">{problem.detail}</span>
          </>
        )}
      </p>
    </MessagePage>
  )
}

/** The server's own countdown where it gives one; its clock and the browser's need not agree. */
function Left({ toUtc, leftMs, fromMs }: { toUtc: string; leftMs: number | undefined; fromMs: number }) {
  const t = useTranslations('freshness')
  const print = useDurationText()
  return useTick((tick) => {
    const nowMs = tick?.wallMs ?? fromMs
    const left = leftMs === undefined ? Date.parse(toUtc) - nowMs : fromMs + leftMs - nowMs
    return left < 1000 ? t('tryingNow') : t('nextTry', { duration: print(left) })
  })
}
