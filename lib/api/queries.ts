import { queryOptions } from '@tanstack/react-query'
import type { PeopleReply } from './access-replies'
import { getJson, getPolled, ReplyError, type Polled } from './get-json'
import { paths } from './paths'
import type { ComparisonReply, HistoryReply } from './record-replies'
import type { HealthReply, ReplicaPointReply, SessionListReply, SessionReply } from './replies'

/** After an error: quick enough to see a recovery, slow enough to be no burden. */
const AFTER_ERROR_MS = 5_000

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
    queryFn: ({ signal }) => getPolled<SessionReply>(paths.session(id), signal),
    ...polled,
    // A failover in a background tab still shows its state in the tab's title.
    refetchIntervalInBackground: true,
  })

export const sessionListQuery = () =>
  queryOptions({
    queryKey: ['sessions'] as const,
    queryFn: ({ signal }) => getPolled<SessionListReply>(paths.sessions(), signal),
    ...polled,
  })

export const replicaPointQuery = (id: string) =>
  queryOptions({
    queryKey: ['replica-point', id] as const,
    queryFn: ({ signal }) => getPolled<ReplicaPointReply>(paths.replicaPoint(id), signal),
    ...polled,
  })

const RECORD_ERROR_POLL_MS = 15_000

/** What is recorded of a session. It only grows, so it is asked for at the record's own slow pace. */
export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['history', id] as const,
    queryFn: ({ signal }) => getJson<HistoryReply>(paths.history(id), signal),
    refetchInterval: ({ state: { data, error } }) =>
      error || !data ? RECORD_ERROR_POLL_MS : (data.pollAfterMs ?? false),
    retry: false,
    networkMode: 'always',
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
