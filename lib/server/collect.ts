import 'server-only'
import type { Audit } from './audit'
import type { Client } from './client'
import { isOutage, orderCollection, toOrderError } from './collect-order'
import type { Config } from './config'
import type { Features } from './features'
import type { Log } from './log'
import { RequestError } from './reply'
import type { SurroundingsSource } from './surroundings'
import type { CollectionView } from '@/lib/api/replies'
import type { StaffPrincipal } from '@/lib/auth/principal'
import type { EmClient } from '@/lib/em/em-client'
import { isOfThisClock } from '@/lib/failover/clock-step'
import { isSettled, toCollectProgress, type CollectOrder } from '@/lib/failover/collection'

/** Who asked; `session` where it was asked for from the page of one run. */
export type CollectAsker =
  | { by: StaffPrincipal; client: Client; session?: { id: string; name: string | null } }
  | { by: { kind: 'system' } }

export type Collect = {
  /**
   * Asks EM to collect, once however many ask, and joins a collection that runs already.
   * @throws {RequestError} `conflict` where it is switched off, `too_many_requests` within two minutes, `forbidden`, `not_there`
   * @throws {ReadError} when EM does not take the order
   */
  ask: (asker: CollectAsker) => Promise<CollectionView>
  view: () => CollectionView
  /** A failover is active: under `auto`, the time to ask may have come. */
  onActive: () => void
  dispose: () => void
}

/** Between two orders, whoever gives them: the job reads all backup servers, and EM itself slows down meanwhile. */
export const LEAST_GAP_MS = 2 * 60_000
/** How often a collection that was asked for is looked at until it has ended. */
const LOOK_EVERY_MS = 5_000

/** Collections on demand. EM's own list of jobs is the truth: nothing is lost by a restart but who waits. */
export function createCollect(parts: {
  em: Pick<EmClient, 'readBackupServers' | 'startCollection' | 'status'>
  features: Pick<Features, 'track' | 'status'>
  surroundings: Pick<SurroundingsSource, 'collection' | 'lookAtCollection' | 'ofList'>
  config: Config['collect']
  audit: Audit
  /** When EM was last asked, by whichever process of ours. */
  lastAskedAtMs: () => Promise<number | null>
  log: Log
  now: () => number
}): Collect {
  const { em, features, surroundings, config, audit, log, now } = parts
  let order: CollectOrder | null = null
  let inFlight: Promise<CollectionView> | null = null
  let lastOrderAtMs: number | null = null
  let isRemembered = false
  let lastTriedAtMs: number | null = null
  let timer: NodeJS.Timeout | null = null
  let disposed = false

  const newest = () => surroundings.collection().snapshot?.value.newest ?? null
  const progress = () =>
    toCollectProgress(order, newest(), {
      nowMs: now(),
      emNowMs: now() + em.status().clockAheadMs,
      canWatch: features.status('collections').state !== 'forbidden',
    })

  function view(): CollectionView {
    return {
      mode: config.mode,
      everyMs: config.mode === 'auto' ? config.intervalMs : null,
      progress: progress(),
      nextAtUtc: lastOrderAtMs === null ? null : new Date(lastOrderAtMs + LEAST_GAP_MS).toISOString(),
      unknown: surroundings.ofList().unreadable.collection,
    }
  }

  /** How long the gap still lasts, ms. */
  async function waitMs(): Promise<number> {
    if (!isRemembered) {
      // Without the book, a restart may shorten the gap once; that is no reason to refuse.
      lastOrderAtMs ??= await parts.lastAskedAtMs().catch(() => null)
      isRemembered = true
    }
    return lastOrderAtMs === null || !isOfThisClock(lastOrderAtMs, now())
      ? 0
      : Math.max(0, lastOrderAtMs + LEAST_GAP_MS - now())
  }

  /** Looks until the collection has ended, or has taken too long. */
  function follow(): void {
    if (timer) clearTimeout(timer)
    if (disposed || isSettled(progress())) return
    timer = setTimeout(() => {
      timer = null
      // A failed look is no end: the next one tells.
      void surroundings.lookAtCollection().then(follow, follow)
    }, LOOK_EVERY_MS)
    timer.unref()
  }

  async function askNow(asker: CollectAsker): Promise<CollectionView> {
    const gapMs = await waitMs()
    if (gapMs > 0 && !isSettled(progress())) return view()
    if (gapMs > 0) {
      throw new RequestError(
        'too_many_requests',
        'Enterprise Manager was asked to collect less than two minutes ago.',
        'The job reads every backup server, so it is asked for every two minutes at most.',
        gapMs,
      )
    }
    const askedAtMs = now()
    order = { askedAtMs, after: newest()?.startedAtUtc ?? null, joined: false, failure: null }
    try {
      const joined = await joinRunning(askedAtMs)
      if (!joined) {
        await orderCollection(em, features, () => (lastOrderAtMs = askedAtMs))
        await note(asker)
      }
    } catch (error) {
      const { failure, thrown, isTaken } = toOrderError(error)
      if (!isTaken && lastOrderAtMs === askedAtMs) lastOrderAtMs = null
      order = { ...order, failure }
      throw thrown
    }
    follow()
    return view()
  }

  /** Notes what EM's newest job is, to know a later one from it. @returns whether it still runs, so that it serves */
  async function joinRunning(askedAtMs: number): Promise<boolean> {
    // On EM's clock; used where its jobs cannot be read now, and perhaps later.
    const askedAtUtc = new Date(askedAtMs + em.status().clockAheadMs).toISOString()
    const after = await surroundings.lookAtCollection().then(
      ({ newest: last }) => last?.startedAtUtc ?? null,
      (error: unknown) => {
        if (isOutage(error)) throw error
        return askedAtUtc
      },
    )
    const joined = after !== askedAtUtc && progress().state === 'running'
    order = { askedAtMs, after, joined, failure: null }
    return joined
  }

  async function note(asker: CollectAsker): Promise<void> {
    const session = 'session' in asker ? asker.session : undefined
    await audit.note({
      action: 'collection_asked',
      by: asker.by,
      client: 'client' in asker ? asker.client : null,
      ...(session && { object: { kind: 'session', ...session } }),
    })
  }

  function ask(asker: CollectAsker): Promise<CollectionView> {
    if (config.mode === 'off') {
      const hint = 'Whoever runs this monitor can allow it: EM_COLLECT=manual.'
      return Promise.reject(new RequestError('conflict', 'Asking for collections is switched off.', hint))
    }
    inFlight ??= askNow(asker).finally(() => {
      inFlight = null
    })
    return inFlight
  }

  /** By EM's own collections too: where it has just collected by itself, nobody needs to ask. */
  function isDue(): boolean {
    const startedAtUtc = newest()?.startedAtUtc
    const startedAtMs = startedAtUtc ? Date.parse(startedAtUtc) - em.status().clockAheadMs : null
    const marks = [lastOrderAtMs, lastTriedAtMs, startedAtMs].flatMap((at) => at ?? [])
    return marks.every((atMs) => !isOfThisClock(atMs, now()) || now() - atMs >= config.intervalMs)
  }

  return {
    ask,
    view,
    onActive() {
      if (config.mode !== 'auto' || disposed || inFlight) return
      const { snapshot, problem } = surroundings.collection()
      // Before the first look nobody knows whether EM has just collected by itself.
      if ((snapshot === null && problem === null) || !isDue()) return
      lastTriedAtMs = now()
      ask({ by: { kind: 'system' } }).catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error)
        log({ level: 'warn', event: 'collection_not_asked', message })
      })
    },
    dispose() {
      disposed = true
      if (timer) clearTimeout(timer)
    },
  }
}
