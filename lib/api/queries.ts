import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { MeReply, PeopleReply } from './access-replies'
import { getJson, getPolled, ReplyError, type Polled } from './get-json'
import type { FiltersReply } from './filter-replies'
import { keepUnchanged } from './keep-unchanged'
import { paths } from './paths'
import type { ComparisonReply, HistoryReply } from './record-replies'
import type { FacetsReply, HealthReply, ReplicaPointReply, SessionListReply, SessionReply } from './replies'

/** After an error: quick enough to see a recovery, slow enough to be no burden. */
const AFTER_ERROR_MS = 5_000

const RECORD_ERROR_POLL_MS = 15_000

type Paced = { pollAfterMs: number }

/** The server sets the pace; after an error the page asks again at a fixed one. */
function nextPollMs(query: {
  state: { data?: Polled<Paced> | undefined; error: Error | null }
}): number | false {
  const { data, error } = query.state
  if (error instanceof ReplyError && error.problem?.code === 'bad_request') return false
  return error || !data ? AFTER_ERROR_MS : data.reply.pollAfterMs
}

// No retries of the library's own: the next poll is the retry, and a failure has to show at once. `always`: a browser
// that believes itself offline would otherwise stop asking and say nothing.
const polled = {
  refetchInterval: nextPollMs,
  retry: false,
  networkMode: 'always',
  staleTime: 0,
} as const

export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: ['session', id] as const,
    queryFn: async ({ signal, client, queryKey }) => {
      const arrived = await getPolled<SessionReply>(paths.session(id), signal)
      const before = client.getQueryData<Polled<SessionReply>>(queryKey)
      return { ...arrived, reply: await keepUnchanged(before?.reply, arrived.reply) }
    },
    ...polled,
    // A failover in a background tab still shows its state in the tab's title.
    refetchIntervalInBackground: true,
  })

/**
 * The list, or with a query (see {@link toListQuery}) what is left of it. The key of the whole list is the begin of every
 * other, so that whoever invalidates it reaches all.
 * @param also ids of runs to be told of beside it, with commas; the list is the same one with them
 */
export const sessionListQuery = (query = '', also = '') =>
  queryOptions({
    queryKey: ['sessions', ...(query === '' ? [] : [query])],
    queryFn: ({ signal }) =>
      getPolled<SessionListReply>(paths.sessions(also === '' ? query : `${query}&also=${also}`), signal),
    ...polled,
    // Rows stay until those of the next page or filter are there.
    placeholderData: keepPreviousData,
  })

const FACETS_KEPT_MS = 60_000

/** Names that the list can be narrowed down by. */
export const facetsQuery = () =>
  queryOptions({
    queryKey: ['session-facets'] as const,
    queryFn: ({ signal }) => getJson<FacetsReply>(paths.sessionFacets(), signal),
    staleTime: FACETS_KEPT_MS,
    retry: false,
    networkMode: 'always',
  })

/** Filters of the list that the person keeps. */
export const filtersQuery = () =>
  queryOptions({
    queryKey: ['filters'] as const,
    queryFn: ({ signal }) => getJson<FiltersReply>(paths.filters(), signal),
    refetchInterval: ({ state: { error } }) => (error ? RECORD_ERROR_POLL_MS : false),
    staleTime: FACETS_KEPT_MS,
    retry: false,
    networkMode: 'always',
  })

/**
 * All failovers, for the alerts of every page. Apart from the list's own query, which may be filtered and rests in the
 * background; both are answered by one ETag where nothing has changed.
 */
export const alertQuery = () =>
  queryOptions({
    queryKey: ['sessions', 'alerts'] as const,
    queryFn: ({ signal }) => getPolled<SessionListReply>(paths.sessions(), signal),
    ...polled,
    // A tab that nobody looks at is the one that has to alert.
    refetchIntervalInBackground: true,
  })

export const replicaPointQuery = (id: string) =>
  queryOptions({
    queryKey: ['replica-point', id] as const,
    queryFn: ({ signal }) => getPolled<ReplicaPointReply>(paths.replicaPoint(id), signal),
    ...polled,
  })

type RecordedState = { state: { data?: HistoryReply | undefined; error: Error | null } }

const recorded = {
  refetchInterval: ({ state: { data, error } }: RecordedState): number | false =>
    error || !data ? RECORD_ERROR_POLL_MS : (data.pollAfterMs ?? false),
  retry: false,
  networkMode: 'always',
} as const

/** What is recorded of a session. It only grows, so it is asked for at the record's own slow pace. */
export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['history', id] as const,
    queryFn: ({ signal }) => getJson<HistoryReply>(paths.history(id), signal),
    ...recorded,
  })

/** What is recorded of one VM of a run. */
export const taskHistoryQuery = (id: string, key: string) =>
  queryOptions({
    queryKey: ['history', id, key] as const,
    queryFn: ({ signal }) => getJson<HistoryReply>(paths.taskHistory(id, key), signal),
    ...recorded,
  })

export const comparisonQuery = (id: string) =>
  queryOptions({
    queryKey: ['comparison', id] as const,
    queryFn: ({ signal }) => getJson<ComparisonReply>(paths.comparison(id), signal),
    refetchInterval: ({ state: { error } }) => (error ? RECORD_ERROR_POLL_MS : 60_000),
    retry: false,
    networkMode: 'always',
  })

const HEALTH_POLL_MS = 10_000

export const healthQuery = () =>
  queryOptions({
    queryKey: ['health'] as const,
    queryFn: ({ signal }) => getJson<HealthReply>(paths.health(), signal),
    refetchInterval: HEALTH_POLL_MS,
    retry: false,
  })

const PEOPLE_POLL_MS = 15_000

/** People and their sign-ins, for administrators. */
export const peopleQuery = () =>
  queryOptions({
    queryKey: ['people'] as const,
    queryFn: ({ signal }) => getJson<PeopleReply>(paths.people(), signal),
    refetchInterval: PEOPLE_POLL_MS,
    retry: false,
    networkMode: 'always',
    staleTime: 0,
  })

/** Who is signed in; it does not change while a page stands. */
export const meQuery = () =>
  queryOptions({
    queryKey: ['me'] as const,
    queryFn: ({ signal }) => getJson<MeReply>(paths.me(), signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    networkMode: 'always',
  })
