import 'server-only'
import { LRUCache } from 'lru-cache'
import { createLookQueue, type QueuedLook } from './look-queue'
import { toRemembered, type Remembered } from './remembered'
import { createSetAside, toGapWrite } from './set-aside'
import { createTracks, type Reading, type Track } from './tracks'
import { HEARTBEAT_MS, toSessionWrite, type Look } from './to-session-write'
import type { EntityLink, FailoverSession, ReplicaPoint } from '@/lib/failover/failover-session'
import { STALE_INTERVALS } from '@/lib/failover/freshness'
import type { GapCode } from '@/lib/failover/gap'
import type { ReplicaPointId, SessionId } from '@/lib/failover/ids'
import type { RecordedPoint } from '@/lib/failover/recorded-session'
import type { RunTag } from '@/lib/failover/run-tag'
import type { SeenSession } from '@/lib/failover/seen-session'
import { isEnded } from '@/lib/failover/words'
import type { Detail } from '@/lib/poller/once-reader'
import { breathe } from '@/lib/store/breathe'
import type { SessionWrite } from '@/lib/store/session-write'
import type { StoreDoor } from '@/lib/store/store-door'
import { StoreError } from '@/lib/store/store-error'
import type { Retention } from '@/lib/store/thin-samples'

export type RecorderSettings = {
  door: Pick<StoreDoor, 'use' | 'generation' | 'isOpen'>
  /** Shows interest, so that EM is read although nobody looks at a page. */
  watch: () => void
  /** Plan and tenant where the join is certain. */
  joinOf: (session: FailoverSession) => { plan: EntityLink; tenant: EntityLink | null } | null
  /** Details of a replica point as far as they are known; reads them only if they are wanted. */
  pointOf: (id: ReplicaPointId, wanted: boolean) => Detail<ReplicaPoint>
  /** How the reading of a session stands: the interval that is kept, and what is wrong. */
  readingOf: (id: SessionId) => Reading
  /** EM's newest good collection on our clock, and when it counts as old; null if it cannot be known. */
  collection: () => { collectedAtMs: number; lateMs: number } | null
  retention: Retention
  now: () => number
  onFault: (event: string, error: unknown) => void
  /** Called when looks stand in the record. */
  onWritten?: (writes: readonly SessionWrite[]) => void
  tickMs?: number
}

/** What the record knows of a session besides its rows. */
export type SessionRecord = Pick<Remembered, 'plan' | 'tenant' | 'tag' | 'points' | 'inEnterpriseManager'>

export type RecorderStatus = {
  waiting: number
  /** Looks that the database refused for good and that were left out, since the start. */
  setAside: number
  lastWrittenAtMs: number | null
  /** Why the newest write failed; null if it did not. */
  fault: { error: StoreError; sinceMs: number; nextTryAtMs: number } | null
}

export type Recorder = {
  /** What the record holds of a session, for whoever reads it for the first time. @throws {StoreError} */
  recallSession: (id: SessionId) => Promise<{ value: SeenSession; observedAtMs: number } | null>
  /** The same for EM's whole list as it was last read. @throws {StoreError} */
  recallList: () => Promise<{ sessions: Map<SessionId, SeenSession>; observedAtMs: number } | null>
  /** A session was read. */
  onSession: (seen: SeenSession, observedAtMs: number) => void
  /** EM's whole list was read. Sessions in it that have ended are taken over; those it no longer holds are noted. */
  onList: (sessions: ReadonlyMap<SessionId, SeenSession>, observedAtMs: number, isWhole: boolean) => void
  /** Known without asking the database; null if nothing is, or nobody has recalled the session yet. */
  recordOf: (id: SessionId) => SessionRecord | null
  /** Somebody has tagged a run, and the record holds it. */
  tagged: (id: SessionId, tag: RunTag | null) => void
  status: () => RecorderStatus
  /** Writes what can still be written. */
  dispose: () => Promise<void>
}

const TICK_MS = 1_000
const RETRY_FIRST_MS = 1_000
const RETRY_MOST_MS = 30_000
const THIN_MS = 10 * 60_000
/** A full round of thinning after a long pause takes many steps; between two of them others get their turn. */
const THIN_NEXT_MS = 1_000
const LAST_WRITE_MS = 3_000
/** Old sessions that somebody has opened. */
const MOST_RECALLED = 1_000

/** Writes down what is seen of every failover, whether or not anybody looks. Nothing waits for it but its own queue. */
export function createRecorder(settings: RecorderSettings): Recorder {
  const { door, now } = settings
  const queue = createLookQueue()
  /** What the record holds of the sessions that EM lists, as soon as it could be asked. */
  const memory = new Map<SessionId, Remembered>()
  const recalled = new LRUCache<SessionId, Remembered>({ max: MOST_RECALLED })
  /** Set since the record was opened. They win over what a read of the record brings that began before. */
  const tags = new Map<SessionId, RunTag | null>()
  const setAside = createSetAside()
  let loadedGeneration = 0
  let loading: Promise<void> | null = null
  let listObservedAtMs: number | null = null
  let lastWrittenAtMs: number | null = null
  let fault: RecorderStatus['fault'] = null
  let failures = 0
  let writing: Promise<void> | null = null
  let scheduled = false
  let thinAtMs = 0
  let disposed = false

  const tracks = createTracks({
    now,
    readingOf: settings.readingOf,
    collection: settings.collection,
    push(look) {
      queue.push(look)
      writeSoon()
    },
  })

  /** Everything that one read of EM brings along goes into one transaction. */
  function writeSoon(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      void write()
    })
  }

  function write(): Promise<void> {
    if (writing || (fault && now() < fault.nextTryAtMs && now() >= fault.sinceMs))
      return writing ?? Promise.resolve()
    writing = writeAll().finally(() => {
      writing = null
    })
    return writing
  }

  async function writeAll(): Promise<void> {
    try {
      for (let batch = nextBatch(); batch.length > 0; batch = nextBatch()) {
        await load()
        const [first] = batch
        if (first?.kind === 'list') await writeList(first.presentIds, first.observedAtMs)
        else await writeLooks(batch.filter((item) => item.kind === 'session'))
        queue.done(batch.length)
        lastWrittenAtMs = now()
        fault = null
        failures = 0
        setAside.otherwise()
        // What has piled up may take minutes, and pages want their answers meanwhile.
        if (queue.size() > 0) await breathe()
      }
      setAside.drained()
    } catch (cause) {
      const error =
        cause instanceof StoreError ? cause : new StoreError('failed', 'The recorder failed', cause)
      if (fault?.error.code !== error.code) settings.onFault('recording_failed', error)
      if (error.code === 'failed') setAside.failed(now())
      else setAside.otherwise()
      failures += 1
      const delayMs = Math.min(RETRY_MOST_MS, RETRY_FIRST_MS * 2 ** (failures - 1))
      fault = { error, sinceMs: fault?.sinceMs ?? now(), nextTryAtMs: now() + delayMs }
    }
  }

  /** Fills the memory from the record, anew when that was opened anew: it may be another file. */
  function load(): Promise<void> {
    if (loadedGeneration > 0 && loadedGeneration === door.generation()) return Promise.resolve()
    loading ??= loadNow().finally(() => {
      loading = null
    })
    return loading
  }

  async function loadNow(): Promise<void> {
    tags.clear()
    const listed = await door.use((store) => store.readListed())
    memory.clear()
    recalled.clear()
    for (const one of listed?.sessions ?? []) memory.set(one.session.id, toRemembered(one))
    listObservedAtMs = listed?.observedAtMs ?? null
    const again = loadedGeneration > 0
    loadedGeneration = door.generation()
    if (again) tracks.lookAgain()
  }

  async function rememberedOf(id: SessionId): Promise<Remembered | null> {
    const known = memory.get(id)
    if (known) return known
    const recorded = await door.use((store) => store.readSession(id))
    return recorded && toRemembered(recorded)
  }

  const nextBatch = (): ReturnType<typeof queue.next> => queue.next((look) => setAside.isAlone(look))

  async function writeLooks(looks: readonly QueuedLook[]): Promise<void> {
    try {
      await writeTogether(looks)
    } catch (cause) {
      const [look] = looks
      if (look === undefined || looks.length > 1 || !setAside.isAlone(look) || !isForNoKnownReason(cause))
        throw cause
      await leaveOut(look, cause)
    }
  }

  /**
   * Sets one look aside, but only if the database is proved to take others: then that one is at fault.
   * @throws {StoreError} if the database takes none
   */
  async function leaveOut(look: QueuedLook, cause: unknown): Promise<void> {
    await door.use((store) => store.rehearseWrite(now()))
    const isFirst = setAside.put(look)
    const before = await rememberedOf(look.id).catch(() => null)
    const gap = before && toGapWrite(before)
    if (gap) {
      const isSaid = await door
        .use((store) => store.writeSessions([gap.write]))
        .then(
          () => true,
          () => false,
        )
      if (isSaid) memory.set(look.id, gap.after)
    }
    // Each following look of the run may be refused for the same reason: that is counted, and told once.
    if (isFirst) settings.onFault('look_set_aside', new Error(toSetAsideText(look, cause), { cause }))
  }

  async function writeTogether(looks: readonly QueuedLook[]): Promise<void> {
    const after = new Map<SessionId, Remembered>()
    const writes: SessionWrite[] = []
    for (const raw of looks) {
      const before = after.get(raw.id) ?? (await rememberedOf(raw.id))
      const look = setAside.carry(before, raw)
      const result = toSessionWrite(before, complete(before, look))
      after.set(look.id, result.after)
      // It ended while no monitor ran: what became of its replica points is still to be read.
      if (before && !isEnded(before.seen.session) && isEnded(look.seen.session))
        tracks.follow(look.seen, look.observedAtMs)
      if (result.write) writes.push(result.write)
    }
    if (writes.length > 0) await door.use((store) => store.writeSessions(writes))
    for (const [id, remembered] of after) {
      memory.set(id, remembered)
      recalled.delete(id)
      tracks.written(id)
      setAside.written(id)
    }
    if (writes.length > 0) settings.onWritten?.(writes)
  }

  function complete(before: Remembered | null, look: QueuedLook): Look {
    const { session } = look.seen
    const join = settings.joinOf(session)
    const downtime = before === null ? null : toDowntime(before, look)
    return {
      ...look,
      plan: join?.plan ?? null,
      tenant: join?.tenant ?? null,
      points: pointsOf(look.seen, tracks.follows(look.id)),
      beginGaps: downtime ? [...look.beginGaps, downtime] : look.beginGaps,
      endGaps: before?.fromEarlier ? [...look.endGaps, ...toLeftOpen(before, look)] : look.endGaps,
    }
  }

  /** A gap that an earlier process left open ends when this one sees the session again. */
  function toLeftOpen({ openGaps }: Remembered, look: QueuedLook): GapCode[] {
    return [...openGaps].flatMap(([code, fromMs]) => {
      const goesOn = tracks.gapSince(look.id, code) === fromMs
      return goesOn || look.observedAtMs <= fromMs || look.endGaps.includes(code) ? [] : [code]
    })
  }

  /** The span between an earlier process's last look and this one's first. */
  function toDowntime(before: Remembered, look: QueuedLook): Look['beginGaps'][number] | null {
    if (!before.fromEarlier || isEnded(before.seen.session)) return null
    const { intervalMs } = settings.readingOf(look.id)
    const lasted = look.observedAtMs - before.observedAtMs
    if (lasted <= HEARTBEAT_MS + STALE_INTERVALS * intervalMs) return null
    return { fromMs: before.observedAtMs, toMs: look.observedAtMs, code: 'not_recorded' }
  }

  /** EM lists finished runs of a month: their points are not all read because of that. */
  function pointsOf(seen: SeenSession, wanted: boolean): RecordedPoint[] {
    return seen.session.tasks.flatMap(({ vmReplicaPoint: link }) => {
      if (link === null) return []
      const { value, observedAtMs } = settings.pointOf(link.id, wanted)
      if (value === null || observedAtMs === null) return []
      const { id, name, vmDisplayName, creationTimeUtc, pointType, state } = value
      return [{ id, name, vmDisplayName, creationTimeUtc, pointType, state, observedAtMs }]
    })
  }

  async function writeList(presentIds: ReadonlySet<SessionId>, observedAtMs: number): Promise<void> {
    const gone = [...memory].filter(
      ([id, known]) => known.inEnterpriseManager && !presentIds.has(id) && known.observedAtMs <= observedAtMs,
    )
    await door.use((store) => store.writeList({ observedAtMs, goneIds: gone.map(([id]) => id) }))
    for (const [id, known] of gone) {
      memory.delete(id)
      recalled.set(id, { ...known, inEnterpriseManager: false })
      tracks.forget(id)
    }
  }

  /** True if the record lacks something of a session that is known by now. */
  function hasNews(track: Track): boolean {
    const known = memory.get(track.id)
    if (known === undefined) return false
    if (known.plan === null && settings.joinOf(track.seen.session) !== null) return true
    return pointsOf(track.seen, true).some(
      (point) => point.observedAtMs > (known.points.get(point.id)?.observedAtMs ?? Number.NEGATIVE_INFINITY),
    )
  }

  async function thin(): Promise<void> {
    if (!door.isOpen() || fault || now() < thinAtMs) return
    thinAtMs = now() + THIN_MS
    try {
      const { thinned } = await door.use((store) => store.thin(settings.retention, now()))
      if (thinned > 0) thinAtMs = now() + THIN_NEXT_MS
    } catch (error) {
      settings.onFault('thinning_failed', error)
    }
  }

  function tick(): void {
    settings.watch()
    tracks.tick(hasNews)
    if (queue.size() > 0 || (door.isOpen() && loadedGeneration !== door.generation())) void reload()
    void thin()
  }

  /** A record that was opened anew is filled with what runs, even where nothing has changed. */
  async function reload(): Promise<void> {
    if (queue.size() > 0) return write()
    try {
      await load()
    } catch {
      // The next look says what is wrong, and is written again until it stands.
    }
  }

  const timer = setInterval(tick, settings.tickMs ?? TICK_MS)
  timer.unref()
  setImmediate(() => {
    if (!disposed) tick()
  })

  return {
    async recallSession(id) {
      const known = await rememberedOf(id)
      if (known === null) return null
      if (!memory.has(id)) recalled.set(id, known)
      return { value: known.seen, observedAtMs: known.observedAtMs }
    },
    async recallList() {
      await load()
      if (listObservedAtMs === null) return null
      const listed = [...memory].filter(([, known]) => known.inEnterpriseManager)
      return {
        sessions: new Map(listed.map(([id, known]) => [id, known.seen] as const)),
        observedAtMs: listObservedAtMs,
      }
    },
    onSession(seen, observedAtMs) {
      if (!disposed) tracks.saw(seen, observedAtMs)
    },
    onList(sessions, observedAtMs, isWhole) {
      if (disposed) return
      // Those that run are read by themselves.
      for (const seen of sessions.values()) if (isEnded(seen.session)) tracks.saw(seen, observedAtMs, true)
      if (!isWhole) return
      queue.push({ kind: 'list', presentIds: new Set(sessions.keys()), observedAtMs })
      writeSoon()
    },
    recordOf(id) {
      const known = memory.get(id) ?? recalled.get(id)
      if (known === undefined) return null
      const tag = tags.get(id)
      return tag === undefined ? known : { ...known, tag }
    },
    tagged: (id, tag) => void tags.set(id, tag),
    status: () => ({ waiting: queue.size(), setAside: setAside.count(), lastWrittenAtMs, fault }),
    async dispose() {
      disposed = true
      clearInterval(timer)
      if (!door.isOpen()) return
      const deadline = new Promise<void>((resolve) => {
        setTimeout(resolve, LAST_WRITE_MS).unref()
      })
      await Promise.race([
        (async () => {
          await writing
          if (queue.size() > 0) await writeAll()
        })(),
        deadline,
      ])
    },
  }
}

function isForNoKnownReason(cause: unknown): boolean {
  return !(cause instanceof StoreError) || cause.code === 'failed'
}

/** For the log: which run, and why the looks at it are refused. */
const toSetAsideText = ({ id }: QueuedLook, cause: unknown): string =>
  `What was seen of failover session ${id} cannot be written and is left out, with a gap in its place; all else is written: ${cause instanceof Error ? cause.message : String(cause)}`
