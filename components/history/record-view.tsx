'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { ReplyError } from '@/lib/api/get-json'
import { pages } from '@/lib/api/paths'
import { toWordedCode, type WordedCode } from '../problem-code'
import { Bone } from '../skeleton'

type Props<Reply> = { query: UseQueryResult<Reply>; children: (reply: Reply) => ReactNode }

/** A part of the record in whichever state it is. What was once read stays, and says so when it is no longer renewed. */
export function RecordView<Reply>({ query, children }: Props<Reply>): ReactNode {
  // A first read that is tried again loses its error in the meantime; the panel must not fall back to "loading".
  const [lastError, setLastError] = useState<Error | null>(query.error)
  if (query.error !== null && query.error !== lastError) setLastError(query.error)

  if (query.data !== undefined) {
    return (
      <>
        {query.error !== null && <Old error={query.error} />}
        {children(query.data)}
      </>
    )
  }
  const error = query.error ?? lastError
  if (error === null) return <Loading />
  return <RecordFailed error={error} busy={query.isFetching} retry={() => void query.refetch()} />
}

const LINES = ['a', 'b', 'c', 'd', 'e'] as const

function Loading(): ReactNode {
  const t = useTranslations('history')
  return (
    <div aria-busy="true" className="grid gap-4 px-4 py-5">
      <output className="sr-only">{t('loading')}</output>
      {LINES.map((line) => (
        <Bone key={line} className="h-4 w-full" />
      ))}
    </div>
  )
}

type FailedProps = { error: Error; busy: boolean; retry: () => void }

/** Why a part of the page could not be read, and what to do; the rest of the page stands. */
export function RecordFailed({ error, busy, retry }: FailedProps): ReactNode {
  const t = useTranslations()
  const code = toCode(error)
  return (
    <div data-testid="record-failed" data-code={code} className="grid max-w-[96ch] gap-1.5 px-4 py-5">
      <h3 className="heading-2">{t(`problem.any.${code}.title`)}</h3>
      <p className="text-muted">{t(`problem.any.${code}.explain`)}</p>
      <p>
        <strong className="font-[580]">{t('history.failed.next')}:</strong> {t(`problem.any.${code}.next`)}
      </p>
      <p className="text-[12.5px] text-muted foreign-text">
        <span className="font-mono">{code}</span> · {error.message}
      </p>
      <div className="mt-1 flex flex-wrap gap-2">
        <button type="button" onClick={retry} disabled={busy} className="button">
          {t(busy ? 'history.failed.busy' : 'history.failed.retry')}
        </button>
        <Link href={pages.health()} className="button">
          {t('problem.page.health')}
        </Link>
      </div>
    </div>
  )
}

function Old({ error }: { error: Error }): ReactNode {
  const t = useTranslations()
  return (
    <p data-testid="record-old" className="border-b border-line px-4 py-2.5 text-muted">
      {t('history.failed.old', { title: t(`problem.any.${toCode(error)}.title`) })}
    </p>
  )
}

/** `monitor`: the page got no answer from its own server. */
function toCode(error: Error): WordedCode | 'monitor' {
  return error instanceof ReplyError && error.problem ? toWordedCode(error.problem.code) : 'monitor'
}
