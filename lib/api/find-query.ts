import { queryOptions } from '@tanstack/react-query'
import { getJson } from './get-json'
import { paths } from './paths'
import type { SessionListReply } from './replies'

const KEEP_MS = 30_000

/** Sessions whose plan, tenant, backup server or id holds the text; without one, those that run and the newest. Not polled. */
export const findSessionsQuery = (text: string) =>
  queryOptions({
    queryKey: ['find-sessions', text] as const,
    queryFn: ({ signal }) =>
      getJson<SessionListReply>(
        text === '' ? paths.sessions() : `${paths.sessions()}?q=${encodeURIComponent(text)}`,
        signal,
      ),
    retry: false,
    networkMode: 'always',
    staleTime: 5_000,
    gcTime: KEEP_MS,
  })
