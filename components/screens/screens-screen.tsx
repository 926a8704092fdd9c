'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { screensQuery } from '@/lib/api/screen-queries'
import { FailurePage } from '../failure-page'
import { ScreensSkeleton } from './screens-skeleton'
import { ScreensView } from './screens-view'

type Props = { code: string; publicOrigin: string | null }

export function ScreensScreen(props: Props): ReactNode {
  const query = useQuery(screensQuery())
  // A first read that is tried again loses its error in the meantime; the page must not fall back to "loading".
  const [lastError, setLastError] = useState<Error | null>(query.error)
  if (query.error !== null && query.error !== lastError) setLastError(query.error)

  const { data, dataUpdatedAt } = query
  if (data !== undefined) {
    return (
      <ScreensView {...props} reply={data} arrivedAtWallMs={dataUpdatedAt} isSilent={query.error !== null} />
    )
  }
  const error = query.error ?? lastError
  return error === null ? (
    <ScreensSkeleton />
  ) : (
    <FailurePage
      subject="screens"
      error={error}
      failedAtMs={query.errorUpdatedAt}
      busy={query.isFetching}
      retry={() => void query.refetch()}
    />
  )
}
