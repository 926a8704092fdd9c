'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { ReplyError } from '@/lib/api/get-json'
import { peopleQuery } from '@/lib/api/queries'
import { FailurePage } from '../failure-page'
import { Bone, Skeleton } from '../skeleton'
import { PeopleView } from './people-view'

/** Answers after which the list is none of this person's business any more. */
const GONE: ReadonlySet<string | undefined> = new Set(['signed_out', 'not_allowed'])

export function PeopleScreen(): ReactNode {
  const query = useQuery(peopleQuery())
  // A first read that is tried again loses its error in the meantime; the page must not fall back to "loading".
  const [lastError, setLastError] = useState<Error | null>(query.error)
  if (query.error !== null && query.error !== lastError) setLastError(query.error)

  const error = query.error ?? (query.data === undefined ? lastError : null)
  const isGone = error instanceof ReplyError && GONE.has(error.problem?.code)
  if (error !== null && (query.data === undefined || isGone)) {
    return (
      <FailurePage
        subject="session"
        error={error}
        failedAtMs={query.errorUpdatedAt}
        busy={query.isFetching}
        retry={() => void query.refetch()}
      />
    )
  }
  if (query.data === undefined) return <PeopleSkeleton />
  return <PeopleView reply={query.data} isSilent={error !== null} />
}

const ROWS = ['a', 'b', 'c', 'd'] as const

function PeopleSkeleton(): ReactNode {
  const t = useTranslations('people')
  return (
    <Skeleton text={t('loading')}>
      <div className="mx-auto grid max-w-[1100px] gap-4 px-4 pt-5 pb-12 sm:px-6">
        <h1 className="heading-1">{t('title')}</h1>
        <div className="card">
          {ROWS.map((row) => (
            <div key={row} className="flex gap-6 border-b border-line p-5 last:border-b-0">
              <Bone className="h-4 w-40" />
              <Bone className="h-4 w-28" />
            </div>
          ))}
        </div>
      </div>
    </Skeleton>
  )
}
