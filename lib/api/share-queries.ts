import { queryOptions } from '@tanstack/react-query'
import { getJson } from './get-json'
import { paths } from './paths'
import type { ProviderReply, ShareLinkListReply, ShareViewsReply } from './share-replies'

const LINKS_POLL_MS = 15_000

// As with the failovers: the next poll is the retry, and a browser that believes itself offline still asks.
const steady = { retry: false, networkMode: 'always' } as const

export const shareLinksQuery = () =>
  queryOptions({
    queryKey: ['share-links'] as const,
    queryFn: ({ signal }) => getJson<ShareLinkListReply>(paths.shareLinks(), signal),
    refetchInterval: LINKS_POLL_MS,
    ...steady,
  })

export const shareViewsQuery = (linkId: string) =>
  queryOptions({
    queryKey: ['share-views', linkId] as const,
    queryFn: ({ signal }) => getJson<ShareViewsReply>(paths.shareLinkViews(linkId), signal),
    refetchInterval: LINKS_POLL_MS,
    ...steady,
  })

/** It seldom changes; whoever changes it fetches it anew. */
export const providerQuery = () =>
  queryOptions({
    queryKey: ['provider'] as const,
    queryFn: ({ signal }) => getJson<ProviderReply>(paths.provider(), signal),
    refetchInterval: ({ state: { error } }) => (error ? LINKS_POLL_MS : false),
    ...steady,
  })
