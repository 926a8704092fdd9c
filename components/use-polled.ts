'use client'

import { type QueryKey, useQuery, type UseQueryOptions } from '@tanstack/react-query'
import { useState } from 'react'
import type { Polled } from '@/lib/api/get-json'

/** A reply that the server has put into the page, with its age when it did. */
export type Initial<Reply> = { reply: Reply; ageMs: number }

export type PolledState<Reply> =
  | { kind: 'loading' }
  | { kind: 'failed'; error: Error; failedAtMs: number; busy: boolean; retry: () => void }
  | {
      kind: 'ready'
      polled: Polled<Reply>
      error: Error | null
      /** What is shown is an earlier query's, until that of this one is there. */
      isPending: boolean
      /** What is shown was kept of an earlier visit, until the first answer of this one. */
      isCached: boolean
    }

/** One polled query as the three things a page can be in. What was once read stays, whatever happens later. */
export function usePolled<Reply, Key extends QueryKey>(
  options: UseQueryOptions<Polled<Reply>, Error, Polled<Reply>, Key>,
  initial?: Initial<Reply>,
): PolledState<Reply> {
  const query = useQuery({ ...options, ...(initial && { initialData: () => toPolled(initial) }) })
  // A first read that is tried again loses its error in the meantime; the page must not fall back to "loading".
  const [lastError, setLastError] = useState<Error | null>(query.error)
  if (query.error !== null && query.error !== lastError) setLastError(query.error)

  // A list whose filter changes keeps its rows until the new ones are there, also when asking for those fails.
  const keeps = options.placeholderData !== undefined
  const [last, setLast] = useState(query.data)
  if (keeps && query.data !== undefined && query.data !== last) setLast(query.data)
  const polled = query.data ?? (keeps ? last : undefined)
  if (polled !== undefined) {
    const isPending = query.data === undefined || query.isPlaceholderData
    const isCached = !isPending && !query.isFetchedAfterMount
    return { kind: 'ready', polled, error: query.error, isPending, isCached }
  }
  const error = query.error ?? lastError
  if (error === null) return { kind: 'loading' }
  return {
    kind: 'failed',
    error,
    failedAtMs: query.errorUpdatedAt,
    busy: query.isFetching,
    retry: () => void query.refetch(),
  }
}

function toPolled<Reply>({ reply, ageMs }: Initial<Reply>): Polled<Reply> {
  return { reply, ageOnArrivalMs: ageMs, arrivedAtMs: performance.now(), arrivedAtWallMs: Date.now() }
}
