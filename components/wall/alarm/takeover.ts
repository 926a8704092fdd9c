import type { SessionSummary } from '@/lib/api/replies'
import { hasOwnFailure } from '@/lib/failover/acknowledgement'
import { compareNames } from '@/lib/failover/failure-name'

/** A failure that holds the screen. */
export type Held = {
  sessionId: string
  /** ms by the monitor's clock. */
  sinceMs: number
}

/** What a screen knows of failures; kept over reloads, so that none is rung for twice. */
export type AlarmState = {
  /** The screen, and what it is to show. Whatever another one knew says nothing about this one's failures. */
  of: string
  /**
   * Names of the failures that were known at the last look, by session, those seen last at the end; null: it has not
   * looked yet. A run that leaves the screen is kept: the last results come back when it is quiet again.
   */
  known: Readonly<Record<string, readonly string[]>> | null
  /** When it last looked, ms by Enterprise Manager's clock. */
  lookedAtMs: number
  /** Newest first. */
  held: readonly Held[]
}

export const NO_ALARM: AlarmState = { of: '', known: null, lookedAtMs: 0, held: [] }

/** How long a failure holds the screen if nobody acknowledges it. */
export const HOLD_MS = 10 * 60_000

/** A run that is over is news for so long, should the screen have seen nothing of it. */
const NEWS_MS = 2 * 60 * 60_000
/** Enterprise Manager tells late of what it has collected. */
const COLLECTION_MS = 15 * 60_000
const MOST_KNOWN = 500

export type AlarmRun = Pick<
  SessionSummary,
  'session' | 'outcome' | 'counts' | 'failing' | 'unacknowledged' | 'tag'
>

export type Look = {
  of: string
  sessions: readonly AlarmRun[]
  /** By the monitor's clock. */
  nowMs: number
  /** By Enterprise Manager's, which dates the ends of runs. */
  emNowMs: number
}

/**
 * The next state after a good poll. What failed before the screen's very first look takes nothing over: it stands on its
 * tile. From then on each further failure of a run does, until it is acknowledged or its time is over. A test alarms no
 * room.
 */
export function nextAlarm(before: AlarmState, look: Look): AlarmState {
  const { of, sessions, nowMs, emNowMs } = look
  const { known, lookedAtMs, held } = before.of === of ? before : NO_ALARM
  const isNew = (run: AlarmRun): boolean => {
    if (known === null) return false
    const { fresh: unseen, anew } = compareNames(known[run.session.id] ?? [], toNames(run))
    const isOpenOf = (names: readonly string[]): boolean =>
      run.failing.some(({ key, open }) => open && names.includes(key))
    // What was known and has another reason now happens now, however long the run is over.
    return isOpenOf(anew) || (isOpenOf(unseen) && isNews(run, lookedAtMs, emNowMs))
  }
  const fresh = sessions
    .filter((run) => isOpen(run) && isNew(run))
    .map(({ session }) => ({ sessionId: session.id, sinceMs: nowMs }))
  const still = held.filter((one) => {
    if (isOver(one, nowMs) || fresh.some(({ sessionId }) => sessionId === one.sessionId)) return false
    const run = sessions.find(({ session }) => session.id === one.sessionId)
    return run === undefined || isOpen(run) || isOpenUnnamed(run)
  })
  return { of, known: toKnown(known, sessions), lookedAtMs: emNowMs, held: [...fresh, ...still] }
}

/** Whether a failure no longer holds the screen. A clock that was set back must not hold it for ever. */
export const isOver = ({ sinceMs }: Held, nowMs: number): boolean =>
  nowMs - sinceMs >= HOLD_MS || nowMs < sinceMs - HOLD_MS

const toNames = ({ failing }: AlarmRun): string[] => failing.map(({ key }) => key)

/** Whether something is left that nobody has acknowledged, in a run that is no test. */
const isOpen = ({ failing, tag }: AlarmRun): boolean =>
  tag?.kind !== 'test' && failing.some(({ open }) => open)

/**
 * Whether the summary names all that has failed. One that only the record has may come without, and of very many failures
 * not all are named.
 */
const isWhole = ({ outcome, counts, failing }: AlarmRun): boolean =>
  failing.length >= (hasOwnFailure(outcome, counts.failed) ? 1 : counts.failed)

/** The same of a run whose failures are not all named: their number tells. */
const isOpenUnnamed = (run: AlarmRun): boolean =>
  run.tag?.kind !== 'test' && !isWhole(run) && run.unacknowledged > 0

/** What ended long before the screen's last look was not seen then, but it is no news. */
function isNews({ session, outcome }: AlarmRun, lookedAtMs: number, emNowMs: number): boolean {
  if (outcome.kind === 'running' || session.endTimeUtc === null) return true
  const endMs = Date.parse(session.endTimeUtc)
  return endMs >= Math.max(lookedAtMs - COLLECTION_MS, emNowMs - NEWS_MS)
}

const isMissing = (name: string, found: readonly string[]): boolean =>
  compareNames(found, [name]).fresh.length > 0

function toKnown(known: AlarmState['known'], sessions: readonly AlarmRun[]): AlarmState['known'] {
  const seen = new Map(Object.entries(known ?? {}))
  for (const run of sessions) {
    const { id } = run.session
    const before = seen.get(id) ?? []
    const { names: found } = compareNames(before, toNames(run))
    // What is not named has not recovered for that.
    const names = isWhole(run) ? found : [...before.filter((one) => isMissing(one, found)), ...found]
    // To the end: what was not seen for the longest time is forgotten first.
    seen.delete(id)
    if (names.length > 0) seen.set(id, names)
  }
  return Object.fromEntries([...seen].slice(-MOST_KNOWN))
}
