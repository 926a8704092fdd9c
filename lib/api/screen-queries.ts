import { queryOptions } from '@tanstack/react-query'
import { getJson } from './get-json'
import { paths } from './paths'
import type { ScreenListReply } from './screen-replies'

/** Often enough that a screen which has just been paired, or has gone silent, is soon seen. */
const SCREENS_POLL_MS = 5_000

export const screensQuery = () =>
  queryOptions({
    queryKey: ['screens'] as const,
    queryFn: ({ signal }) => getJson<ScreenListReply>(paths.screens(), signal),
    refetchInterval: SCREENS_POLL_MS,
    retry: false,
    networkMode: 'always',
  })
