import 'server-only'
import { isOfThisClock } from '@/lib/failover/clock-step'
import type { Problem } from '@/lib/failover/freshness'
import { ReadError } from '@/lib/failover/read-error'

/** The last good value and what has happened since; never presented as newer than it is. */
export type Snapshot<Value> = {
  value: Value
  /** Begin of the read that brought the value, ms since 1970: the value cannot be older than that. */
  observedAtMs: number
  /** The interval that is kept at present, stretched while EM is too slow for the set one. */
  intervalMs: number
  /** What has gone wrong since; null if the newest read succeeded. */
  problem: Problem | null
  /** Begin of a read that has not come back yet. */
  inFlightSinceMs: number | null
}

/** What is known without waiting: a snapshot, or why there is none yet (both null: the first read is under way). */
export type Glance<Value> = { snapshot: Snapshot<Value> | null; problem: Problem | null }

/** What a read brought. `observedAtMs` is the begin of the upstream read if that was begun for somebody else before. */
export type Reading<Value> = { value: Value; observedAtMs?: number }

export type PollerSettings<Key extends string, Value> = {
  /** One upstream read. @throws {ReadError} */
  read: (key: Key, signal: AbortSignal) => Promise<Reading<Value>>
  /** The pace after a good read, ms. */
  intervalMs: (value: Value) => number
  /** The pace before anything was read, and the first step of the back-off, ms. */
  firstRetryMs: number
  /** Joins what was known with what was read, so that nothing once seen is lost. */
  merge?: (before: Value, now: Value) => Value
  /**
   * What is remembered of the key from before this process, asked for once, before its first read; null if nothing is.
   * A failure is no answer: it is asked again before the next read.
   */
  recall?: (key: Key) => Promise<Required<Reading<Value>> | null>
  /** Called after each good read; `observedAtMs` is its begin. */
  onRead?: (key: Key, value: Value, before: Value | null, observedAtMs: number) => void
  /** A longer pause than the back-off's for some faults, ms; null: the back-off decides. */
  pauseAfterMs?: (error: ReadError) => number | null
  now?: () => number
  /** 0 to 1, for the jitter. */
  random?: () => number
}

export type Poller<Key extends string, Value> = {
  /**
   * The newest value. Waits only for a first read, or shortly for one that begins because nobody had asked for long.
   * @throws {ReadError} only while nothing was ever read
   */
  read: (key: Key) => Promise<Snapshot<Value>>
  /** As read, without ever waiting or throwing; also counts as interest. */
  glance: (key: Key) => Glance<Value>
  /** As glance, but does not count as interest. */
  peek: (key: Key) => Snapshot<Value> | null
  /** Takes a value that another read has brought along. */
  offer: (key: Key, value: Value, observedAtMs: number) => void
  /** All values that are kept, watched or not. */
  values: () => Value[]
  /** Keys that somebody has asked for lately. */
  watched: () => Key[]
  dispose: () => void
}

type Entry<Value> = {
  good: { value: Value; observedAtMs: number } | null
  /** Whether what is remembered from before has been asked for. */
  recalled: boolean
  recalling: Promise<void> | null
  problem: Problem | null
  lastError: ReadError | null
  failures: number
  /** Moving average of how long a read takes, queueing included, ms. */
  tookMs: number
  inFlight: { promise: Promise<void>; sinceMs: number; abort: AbortController } | null
  timer: NodeJS.Timeout | null
  nextAtMs: number
  /** How far ahead `nextAtMs` lay when it was set. */
  plannedWaitMs: number
  askedAtMs: number
}

/** Interest lasts this many intervals; a browser asks once in each. */
const WATCH_INTERVALS = 4
const WATCH_AT_LEAST_MS = 15_000
const BACKOFF_MOST_MS = 60_000
const STRETCH_MOST_MS = 120_000
/** A page that comes after a long silence waits so long for new data before it is shown the old, with its age. */
const JOIN_MS = 2_000
/** What is remembered may lie in a database that does not answer; reading must not wait long for it. */
const RECALL_MS = 1_500
/** Snapshots kept of what nobody watches any more. */
const MOST_ENTRIES = 500

/**
 * Reads each key once per interval, whoever asks and however many; joins reads in flight; keeps the last good value
 * and the problem since. Stops when nobody asks.
 */
export function createPoller<Key extends string, Value>(
  settings: PollerSettings<Key, Value>,
): Poller<Key, Value> {
  const now = settings.now ?? Date.now
  const random = settings.random ?? Math.random
  const entries = new Map<Key, Entry<Value>>()
  let disposed = false

  const baseMs = (entry: Entry<Value>): number =>
    entry.good ? settings.intervalMs(entry.good.value) : settings.firstRetryMs

  // At most half of the time is spent reading: what cannot be kept is stretched openly, in whole seconds so that
  // replies do not differ by the noise of a measurement.
  const intervalMs = (entry: Entry<Value>): number => {
    const base = baseMs(entry)
    const wanted = Math.ceil((2 * entry.tookMs) / 1000) * 1000
    return 2 * entry.tookMs <= base ? base : Math.max(base, Math.min(wanted, STRETCH_MOST_MS))
  }

  const isWatched = (entry: Entry<Value>): boolean =>
    now() - entry.askedAtMs <= Math.max(WATCH_AT_LEAST_MS, WATCH_INTERVALS * intervalMs(entry))

  function entryOf(key: Key): Entry<Value> {
    let entry = entries.get(key)
    if (!entry) {
      entry = {
        good: null,
        recalled: settings.recall === undefined,
        recalling: null,
        problem: null,
        lastError: null,
        failures: 0,
        tookMs: 0,
        inFlight: null,
        timer: null,
        nextAtMs: 0,
        plannedWaitMs: 0,
        askedAtMs: 0,
      }
      entries.set(key, entry)
      evict(key)
    }
    return entry
  }

  /** Makes room, but not by the newcomer, which nobody has asked for yet at this moment. */
  function evict(newcomer: Key): void {
    if (entries.size <= MOST_ENTRIES) return
    const idle = [...entries].filter(
      ([key, entry]) => key !== newcomer && !entry.inFlight && !entry.timer && !isWatched(entry),
    )
    idle.sort(([, a], [, b]) => a.askedAtMs - b.askedAtMs)
    for (const [key] of idle.slice(0, entries.size - MOST_ENTRIES)) entries.delete(key)
  }

  function succeed(key: Key, entry: Entry<Value>, value: Value, observedAtMs: number): void {
    const before = entry.good?.value ?? null
    const merged = before !== null && settings.merge ? settings.merge(before, value) : value
    entry.good = { value: merged, observedAtMs }
    entry.problem = null
    entry.lastError = null
    entry.failures = 0
    settings.onRead?.(key, merged, before, observedAtMs)
  }

  async function recallNow(
    key: Key,
    entry: Entry<Value>,
    remembered: NonNullable<PollerSettings<Key, Value>['recall']>,
  ): Promise<void> {
    try {
      const known = await remembered(key)
      entry.recalled = true
      if (known === null || disposed) return
      if (entry.good === null) entry.good = known
      // What was read while the record could not be asked is joined with it belatedly.
      else if (settings.merge) entry.good.value = settings.merge(known.value, entry.good.value)
    } catch {
      // Asked again before a later read.
    }
  }

  /** Never throws: what cannot be recalled now is recalled before a later read. */
  function recall(key: Key, entry: Entry<Value>): Promise<void> {
    if (entry.recalled || settings.recall === undefined) return Promise.resolve()
    entry.recalling ??= recallNow(key, entry, settings.recall).finally(() => {
      entry.recalling = null
    })
    return entry.recalling
  }

  /** A slow read can come back after a later one has brought along the same. A time to come tells of a clock set back. */
  const knowsNewer = (entry: Entry<Value>, observedAtMs: number): boolean =>
    entry.good !== null &&
    entry.good.observedAtMs >= observedAtMs &&
    isOfThisClock(entry.good.observedAtMs, now())

  function plan(entry: Entry<Value>, nextAtMs: number): void {
    entry.nextAtMs = Math.max(now(), nextAtMs)
    entry.plannedWaitMs = entry.nextAtMs - now()
  }

  function fail(entry: Entry<Value>, cause: unknown): void {
    const error =
      cause instanceof ReadError ? cause : new ReadError('bad_reply', 'The read failed', { cause })
    entry.failures += 1
    entry.lastError = error
    const backoffMs = Math.min(
      BACKOFF_MOST_MS,
      Math.max(baseMs(entry), settings.firstRetryMs) * 2 ** (entry.failures - 1),
    )
    const pauseMs = Math.max(error.retryAfterMs ?? 0, settings.pauseAfterMs?.(error) ?? 0)
    // The jitter keeps many keys from coming back at one moment; an announced pause is kept to the end.
    plan(entry, now() + Math.max(pauseMs, Math.round(backoffMs * (0.8 + 0.4 * random()))))
    entry.problem = {
      code: error.code,
      message: error.message,
      sinceUtc: entry.problem?.sinceUtc ?? new Date(now()).toISOString(),
      nextTryAtUtc: new Date(entry.nextAtMs).toISOString(),
    }
  }

  async function readNow(key: Key, entry: Entry<Value>, sinceMs: number, signal: AbortSignal): Promise<void> {
    // Durations come from the clock that nobody can set.
    const begunMs = performance.now()
    try {
      if (!entry.recalled) await Promise.race([recall(key, entry), pause(RECALL_MS)])
      const { value, observedAtMs = sinceMs } = await settings.read(key, signal)
      if (disposed) return
      entry.tookMs = (entry.tookMs + (performance.now() - begunMs)) / 2
      if (!knowsNewer(entry, observedAtMs)) succeed(key, entry, value, observedAtMs)
      plan(entry, observedAtMs + intervalMs(entry))
    } catch (cause) {
      if (!disposed) fail(entry, cause)
    } finally {
      entry.inFlight = null
      schedule(key, entry)
    }
  }

  function start(key: Key, entry: Entry<Value>): Promise<void> {
    if (entry.inFlight) return entry.inFlight.promise
    stopTimer(entry)
    const abort = new AbortController()
    const sinceMs = now()
    const promise = readNow(key, entry, sinceMs, abort.signal)
    entry.inFlight = { promise, sinceMs, abort }
    return promise
  }

  function stopTimer(entry: Entry<Value>): void {
    if (entry.timer) clearTimeout(entry.timer)
    entry.timer = null
  }

  function schedule(key: Key, entry: Entry<Value>): void {
    stopTimer(entry)
    if (disposed || entry.inFlight || !isWatched(entry)) return
    // An id that EM does not know is read again when somebody asks, not by itself: ids can be made up.
    if (!entry.good && entry.lastError?.code === 'not_found') return
    entry.timer = setTimeout(
      () => {
        entry.timer = null
        if (isWatched(entry)) void start(key, entry)
      },
      Math.max(0, entry.nextAtMs - now()),
    )
    entry.timer.unref()
  }

  const toSnapshot = (entry: Entry<Value>): Snapshot<Value> | null =>
    entry.good && {
      ...entry.good,
      intervalMs: intervalMs(entry),
      problem: entry.problem,
      inFlightSinceMs: entry.inFlight?.sinceMs ?? null,
    }

  /** Notes the interest and makes sure that the key is being read. @returns a read that has just begun */
  function ask(key: Key): { entry: Entry<Value>; begun: Promise<void> | null } {
    const entry = entryOf(key)
    const wasIdle = !entry.timer && !entry.inFlight
    entry.askedAtMs = now()
    if (!wasIdle) return { entry, begun: null }
    // After a fault the announced next try holds, also for whoever comes new; so does the pace after a success.
    // A wait that has grown since it was planned tells that the clock was set back.
    const waitMs = entry.nextAtMs - now()
    if (waitMs <= 0 || waitMs > entry.plannedWaitMs) return { entry, begun: start(key, entry) }
    schedule(key, entry)
    return { entry, begun: null }
  }

  return {
    async read(key) {
      if (disposed) throw new ReadError('unreachable', 'The monitor is shutting down')
      const { entry, begun } = ask(key)
      if (entry.recalling) await Promise.race([entry.recalling, pause(RECALL_MS)])
      if (!entry.good && entry.inFlight) await entry.inFlight.promise
      else if (begun) await Promise.race([begun, pause(JOIN_MS)])
      const snapshot = toSnapshot(entry)
      if (snapshot) return snapshot
      const error = entry.lastError
      if (!error) throw new ReadError('unreachable', 'The monitor is shutting down')
      throw new ReadError(error.code, error.message, {
        cause: error,
        retryAfterMs: Math.max(0, entry.nextAtMs - now()),
        ...(entry.problem && { sinceUtc: entry.problem.sinceUtc }),
      })
    },
    glance(key) {
      if (disposed) return { snapshot: null, problem: null }
      const { entry } = ask(key)
      return { snapshot: toSnapshot(entry), problem: entry.problem }
    },
    peek(key) {
      const entry = entries.get(key)
      return entry ? toSnapshot(entry) : null
    },
    offer(key, value, observedAtMs) {
      if (disposed) return
      const entry = entryOf(key)
      const take = (): void => {
        if (disposed || knowsNewer(entry, observedAtMs)) return
        succeed(key, entry, value, observedAtMs)
        plan(entry, observedAtMs + intervalMs(entry))
        schedule(key, entry)
      }
      if (entry.recalled) return take()
      void recall(key, entry).then(take)
    },
    values: () => [...entries.values()].flatMap((entry) => (entry.good ? [entry.good.value] : [])),
    watched: () => [...entries].filter(([, entry]) => isWatched(entry)).map(([key]) => key),
    dispose() {
      disposed = true
      for (const entry of entries.values()) {
        stopTimer(entry)
        entry.inFlight?.abort.abort()
      }
    },
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}
