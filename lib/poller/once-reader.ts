import 'server-only'
import { LRUCache } from 'lru-cache'
import pLimit from 'p-limit'
import { ReadError, type ReadProblem } from '@/lib/failover/read-error'

/** A detail that is read once and kept. Both null: it is being read for the first time. */
export type Detail<Value> = {
  value: Value | null
  /** Begin of the read that brought the value, ms since 1970. */
  observedAtMs: number | null
  /** Why the newest read brought nothing; the value of an earlier one stays. */
  error: ReadError | null
}

export type OnceReader<Key extends string, Value> = {
  /** What is known, without waiting; begins the first read, or a retry that is due. */
  want: (key: Key) => Detail<Value>
  /** What is known, and nothing is read for it. */
  peek: (key: Key) => Detail<Value>
  /** Reads again, although a value is known; joins a read in flight. Never throws. */
  refresh: (key: Key) => Promise<Detail<Value>>
  /** As refresh, but ahead of all that waits: somebody looks at this one. */
  refreshNow: (key: Key) => Promise<Detail<Value>>
  dispose: () => void
}

type Entry<Value> = Detail<Value> & { inFlight: Promise<void> | null; failures: number; retryAtMs: number }

/** Details kept; 60 runs of 300 VMs. */
const MOST_DETAILS = 20_000
const RETRY_FIRST_MS = 30_000
const RETRY_MOST_MS = 10 * 60_000
/** Faults that do not lie in the key pause the whole resource: the role lacks the right, or EM is not there. */
const RESOURCE_PAUSES_MS: Partial<Record<ReadProblem, number>> = {
  forbidden: 15 * 60_000,
  unreachable: 10_000,
  timed_out: 10_000,
  logon_refused: 60_000,
}

/**
 * Reads details that hardly change, such as replica points: once each, one after the other so that the polled reads
 * keep their place. A 403 stops all reads of the resource for 15 minutes: it is the role that lacks the right, not the key.
 */
export function createOnceReader<Key extends string, Value extends object>(settings: {
  read: (key: Key, signal: AbortSignal) => Promise<Value>
  now?: () => number
}): OnceReader<Key, Value> {
  const now = settings.now ?? Date.now
  const entries = new LRUCache<Key, Entry<Value>>({ max: MOST_DETAILS })
  const oneByOne = pLimit(1)
  const abort = new AbortController()
  let paused: { error: ReadError; untilMs: number } | null = null

  function entryOf(key: Key): Entry<Value> {
    const known = entries.get(key)
    if (known) return known
    const entry: Entry<Value> = {
      value: null,
      observedAtMs: null,
      error: null,
      inFlight: null,
      failures: 0,
      retryAtMs: 0,
    }
    entries.set(key, entry)
    return entry
  }

  async function readNow(key: Key, entry: Entry<Value>): Promise<void> {
    const sinceMs = now()
    if (paused && sinceMs < paused.untilMs) {
      // Not an attempt of this key's own, so its pauses do not grow by it.
      entry.error = paused.error
      entry.retryAtMs = paused.untilMs
      return
    }
    try {
      entry.value = await settings.read(key, abort.signal)
      entry.observedAtMs = sinceMs
      entry.error = null
      entry.failures = 0
      paused = null
    } catch (cause) {
      const error =
        cause instanceof ReadError ? cause : new ReadError('bad_reply', 'The read failed', { cause })
      const pauseMs = RESOURCE_PAUSES_MS[error.code] ?? null
      if (pauseMs !== null) paused = { error, untilMs: now() + pauseMs }
      entry.failures += 1
      entry.error = error
      const backoffMs = Math.min(RETRY_MOST_MS, RETRY_FIRST_MS * 2 ** (entry.failures - 1))
      entry.retryAtMs = now() + Math.max(backoffMs, error.retryAfterMs ?? 0)
      if (pauseMs !== null && paused) entry.retryAtMs = Math.max(entry.retryAtMs, paused.untilMs)
    }
  }

  function start(key: Key, entry: Entry<Value>): Promise<void> {
    const queuedAtMs = now()
    // What somebody has read ahead meanwhile need not be read again.
    const unlessRead = async (): Promise<void> => {
      if ((entry.observedAtMs ?? -1) <= queuedAtMs) await readNow(key, entry)
    }
    entry.inFlight ??= oneByOne(unlessRead).finally(() => {
      entry.inFlight = null
    })
    return entry.inFlight
  }

  const toDetail = ({ value, observedAtMs, error }: Entry<Value>): Detail<Value> => ({
    value,
    observedAtMs,
    error,
  })

  return {
    want(key) {
      const entry = entryOf(key)
      const due = (entry.value === null || entry.error !== null) && now() >= entry.retryAtMs
      // A point that is gone stays gone; it may come back only by a refresh.
      if (due && entry.error?.code !== 'not_found' && !abort.signal.aborted) void start(key, entry)
      return toDetail(entry)
    },
    peek(key) {
      const entry = entries.peek(key)
      return entry ? toDetail(entry) : { value: null, observedAtMs: null, error: null }
    },
    async refresh(key) {
      const entry = entryOf(key)
      if (!abort.signal.aborted) await start(key, entry)
      return toDetail(entry)
    },
    async refreshNow(key) {
      const entry = entryOf(key)
      if (!abort.signal.aborted) await readNow(key, entry)
      return toDetail(entry)
    },
    dispose() {
      oneByOne.clearQueue()
      abort.abort()
    },
  }
}
