import 'server-only'
import type { Problem } from '@/lib/failover/freshness'
import { ReadError, type ReadProblem } from '@/lib/failover/read-error'
import { FEATURES, type HealthReply } from '@/lib/api/replies'

export type FeatureName = HealthReply['features'][number]['feature']
export type FeatureStatus = HealthReply['features'][number]

export type Features = {
  /** Runs a read and notes whether the role may do it. @throws what the read throws */
  track: <T>(feature: FeatureName, read: Promise<T>) => Promise<T>
  status: (feature: FeatureName) => FeatureStatus
  /** False for 15 minutes after EM has refused or not understood the read: another way has to serve meanwhile. */
  usable: (feature: FeatureName) => boolean
  all: () => FeatureStatus[]
}

const REFUSED_PAUSE_MS = 15 * 60_000
/** Faults that lie in this kind of read; any other fault would hit every other way too. */
const REFUSALS: ReadonlySet<ReadProblem> = new Set(['forbidden', 'not_found', 'upstream_error', 'bad_reply'])
/** Read by id: a missing one says nothing about the right to read the others. */
const BY_ID: ReadonlySet<FeatureName> = new Set(['sessions', 'replica_points', 'replicas'])

const isRefusal = (error: unknown): boolean => error instanceof ReadError && REFUSALS.has(error.code)

/** A query that hangs while single reads answer must not take them along. */
export const isQueryFault = (error: unknown): boolean =>
  isRefusal(error) || (error instanceof ReadError && error.code === 'timed_out')

/** What the account may read of Enterprise Manager, learnt from each read's own answer. */
export function createFeatures(now: () => number): Features {
  const known = new Map<FeatureName, FeatureStatus>()
  const refusedAtMs = new Map<FeatureName, number>()
  const status = (feature: FeatureName): FeatureStatus =>
    known.get(feature) ?? { feature, state: 'unknown', problem: null }

  function note(feature: FeatureName, error: ReadError): void {
    // A missing point or replica says nothing about the right to read them.
    if (error.code === 'not_found' && BY_ID.has(feature))
      return void known.set(feature, { feature, state: 'allowed', problem: null })
    if (feature === 'query' ? isQueryFault(error) : isRefusal(error)) refusedAtMs.set(feature, now())
    const before = status(feature).problem
    const problem: Problem = {
      code: error.code,
      message: error.message,
      sinceUtc: before?.sinceUtc ?? new Date(now()).toISOString(),
      nextTryAtUtc: null,
    }
    known.set(feature, { feature, state: error.code === 'forbidden' ? 'forbidden' : 'failing', problem })
  }

  return {
    async track(feature, read) {
      try {
        const value = await read
        refusedAtMs.delete(feature)
        known.set(feature, { feature, state: 'allowed', problem: null })
        return value
      } catch (error) {
        if (error instanceof ReadError) note(feature, error)
        throw error
      }
    },
    status,
    usable(feature) {
      const atMs = refusedAtMs.get(feature)
      return atMs === undefined || now() - atMs >= REFUSED_PAUSE_MS
    },
    all: () => FEATURES.map(status),
  }
}
