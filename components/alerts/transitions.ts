import type { Reading, RunReading } from './reading'
import { compareNames } from '@/lib/failover/failure-name'

/** What is worth a word, each once. */
export type Alert =
  | { kind: 'started' | 'recovered'; id: string; name: string | null }
  /** `count`: how many more than before. */
  | { kind: 'failed' | 'warning'; id: string; name: string | null; count: number }
  | { kind: 'ended'; id: string; name: string | null; result: NonNullable<RunReading['result']> }
  | { kind: 'data_lost' | 'data_back' | 'signed_out' }
  | { kind: Refusal; sinceUtc: string }

/**
 * Why the list may not be read: Enterprise Manager refuses it to the monitor's account (`forbidden`), or the monitor to the
 * person's role (`not_allowed`).
 */
export type Refusal = 'forbidden' | 'not_allowed'

/** What this browser knows and has told, whichever of its tabs; kept over reloads. */
export type AlertMemory = {
  /** The newest look that was taken in. */
  observedAtUtc: string
  /** When a tab last looked, and when it last got an answer, on the browser's clock, ms. */
  lookedAtMs: number
  answeredAtMs: number
  /** That was told; never together with a refusal, which says more. */
  lost: boolean
  /** That was told, and since then nothing was read. Absent in memories of an older program. */
  refused?: Refusal | null
  /** The sign-in has ended, and that was told. */
  signedOut?: boolean
  /** The newest collection that was seen and the one before it, as `Reading` has it. An older program kept none. */
  collectedAtUtc?: string | null
  collectedBeforeUtc?: string | null
  runs: Record<string, RunMemory>
}

export type RunMemory = {
  failed: number
  warning: number
  /** Names of what has failed; absent: only the count is known. */
  failing?: string[]
  over: boolean
  /** A failure of it was told, so that it may be told again until somebody acknowledges it. */
  told: boolean
}

export type Told = { alerts: Alert[]; memory: AlertMemory }

/** Runs that are remembered; the list holds fewer. */
export const MOST_RUNS = 200
/** Without an answer for so long, what is shown says nothing about now. */
const LOST_AFTER_MS = 5 * 60_000
/** A look further back than this is none that came late: the monitor's clock was set back. */
const CLOCK_STEP_MS = 60_000

/** A memory that begins: what is there already is known and not told. */
export function toMemory(reading: Reading, nowMs: number): AlertMemory {
  return {
    observedAtUtc: reading.observedAtUtc,
    lookedAtMs: nowMs,
    answeredAtMs: nowMs,
    lost: reading.lost && reading.refusedSinceUtc === null,
    refused: reading.refusedSinceUtc === null ? null : 'forbidden',
    collectedAtUtc: reading.collectedAtUtc,
    runs: Object.fromEntries(reading.runs.map((run) => [run.id, toRunMemory(run, false)])),
  }
}

/** What has changed since; a look older than one that was taken in changes nothing. */
export function toTransitions(before: AlertMemory, reading: Reading, nowMs: number): Told {
  const times = { lookedAtMs: nowMs, answeredAtMs: nowMs }
  const behindMs = Date.parse(before.observedAtUtc) - Date.parse(reading.observedAtUtc)
  if (behindMs > 0 && behindMs < CLOCK_STEP_MS) return { alerts: [], memory: { ...before, ...times } }

  const collections = toCollections(before, reading)
  const sinceMs = toNewsSince(before, reading, collections.collectedBeforeUtc)
  const alerts: Alert[] = []
  const { lost, refused, alert } = toAccess(before, reading)
  if (alert !== null) alerts.push(alert)
  const runs: Record<string, RunMemory> = {}
  for (const run of reading.runs) {
    const known = before.runs[run.id]
    const found = known ? changesOf(known, run) : changesOfNew(run, sinceMs)
    alerts.push(...found)
    const told = known?.told === true && run.unacknowledged > 0
    runs[run.id] = toRunMemory(run, told || found.some(isFailure), known)
  }
  return {
    alerts,
    memory: {
      observedAtUtc: reading.observedAtUtc,
      ...times,
      signedOut: false,
      ...collections,
      lost,
      refused,
      runs: bounded(runs, before.runs),
    },
  }
}

type Access = Pick<AlertMemory, 'lost'> & { refused: Refusal | null; alert: Alert | null }

/** Whether Enterprise Manager can be read, and what is to be told of that. */
function toAccess({ lost, refused = null }: AlertMemory, reading: Reading): Access {
  const { refusedSinceUtc: sinceUtc } = reading
  if (sinceUtc !== null) {
    const alert = refused === 'forbidden' ? null : ({ kind: 'forbidden', sinceUtc } as const)
    return { lost: false, refused: 'forbidden', alert }
  }
  // Another problem in its place does not tell that the account may read again.
  if (refused !== null && !reading.lost && !reading.readWell) return { lost: false, refused, alert: null }
  const wasAway = lost || refused !== null
  if (reading.lost) return { lost: true, refused: null, alert: lost ? null : { kind: 'data_lost' } }
  return { lost: false, refused: null, alert: wasAway ? { kind: 'data_back' } : null }
}

/** A look that was refused, and why: the monitor answers, but there is nothing to be read. */
export function toRefused(
  before: AlertMemory,
  refusal: { code: Refusal; sinceUtc: string },
  nowMs: number,
): Told {
  const { code, sinceUtc } = refusal
  return {
    alerts: before.refused === code ? [] : [{ kind: code, sinceUtc }],
    memory: {
      ...before,
      lookedAtMs: nowMs,
      answeredAtMs: nowMs,
      lost: false,
      refused: code,
      signedOut: false,
    },
  }
}

/** A look that got no answer. Only when no tab has had one for long are the data lost. */
export function toSilence(before: AlertMemory, nowMs: number): Told {
  const lost = before.lost || nowMs - before.answeredAtMs > LOST_AFTER_MS
  return {
    alerts: lost && !before.lost ? [{ kind: 'data_lost' }] : [],
    memory: { ...before, lookedAtMs: nowMs, lost, ...(lost ? { refused: null } : {}) },
  }
}

/** A look that was refused, as the sign-in has ended: from now on nobody hears of anything. */
export function toSignedOut(before: AlertMemory, nowMs: number): Told {
  return {
    alerts: before.signedOut === true ? [] : [{ kind: 'signed_out' }],
    memory: { ...before, lookedAtMs: nowMs, signedOut: true },
  }
}

export const isFailure = (alert: Alert): boolean =>
  alert.kind === 'failed' || (alert.kind === 'ended' && alert.result === 'failed')

function changesOf(known: RunMemory, run: RunReading): Alert[] {
  const { id, name, failed, warning, result } = run
  // The end says it all: what failed in the last moment needs no word of its own.
  if (result !== null && !known.over) return [{ kind: 'ended', id, name, result }]
  const alerts: Alert[] = []
  const newlyFailed = result === null ? countNew(known, run) : countAnew(known, run)
  if (newlyFailed > 0) alerts.push({ kind: 'failed', id, name, count: newlyFailed })
  if (result !== null) return alerts
  if (failed === 0 && known.failed > 0) alerts.push({ kind: 'recovered', id, name })
  if (warning > known.warning) alerts.push({ kind: 'warning', id, name, count: warning - known.warning })
  return alerts
}

/** Failures that were not there before: one VM may recover in the moment in which another fails. */
function countNew(known: RunMemory, { failing, failed }: RunReading): number {
  if (failing === null || known.failing === undefined) return failed - known.failed
  return compareNames(known.failing, failing).fresh.length
}

/** In a run that is over: rows that come late were told with its end, but what has another reason now has failed anew. */
const countAnew = (known: RunMemory, { failing }: RunReading): number =>
  failing === null ? 0 : compareNames(known.failing ?? [], failing).anew.length

function changesOfNew(run: RunReading, sinceMs: number): Alert[] {
  const { id, name, failed, warning, result } = run
  if (result !== null) {
    // It reached Enterprise Manager when it was over. An old one that has come into the list's view is no news.
    const isNews = run.recent || (run.endedAtMs !== null && run.endedAtMs > sinceMs)
    return isNews ? [{ kind: 'ended', id, name, result }] : []
  }
  const alerts: Alert[] = [{ kind: 'started', id, name }]
  if (failed > 0) alerts.push({ kind: 'failed', id, name, count: failed })
  if (warning > 0) alerts.push({ kind: 'warning', id, name, count: warning })
  return alerts
}

function toCollections(
  before: AlertMemory,
  { collectedAtUtc }: Reading,
): { collectedAtUtc: string | null; collectedBeforeUtc: string | null } {
  const { collectedAtUtc: known = null, collectedBeforeUtc = null } = before
  return collectedAtUtc === null || collectedAtUtc === known
    ? { collectedAtUtc: known, collectedBeforeUtc }
    : { collectedAtUtc, collectedBeforeUtc: known }
}

/**
 * A run that is first seen when it is over is news if it ended later than this, on the monitor's clock: since the last
 * look, or since the collection before the newest one, which could not bring it yet.
 */
function toNewsSince(before: AlertMemory, reading: Reading, collectedBeforeUtc: string | null): number {
  const lastLookMs = Date.parse(before.observedAtUtc)
  if (collectedBeforeUtc === null) return lastLookMs
  return Math.min(lastLookMs, Date.parse(collectedBeforeUtc) - reading.emClockAheadMs)
}

const toRunMemory = (
  { failed, warning, failing, result }: RunReading,
  told: boolean,
  known?: RunMemory,
): RunMemory => ({
  failed,
  warning,
  ...(failing === null
    ? // As many as before: they are not named now, and are the same for all that anybody knows.
      known?.failing !== undefined && known.failed === failed && { failing: known.failing }
    : { failing: compareNames(known?.failing ?? [], failing).names }),
  over: result !== null,
  told,
})

/** Those that the list no longer holds stay known as long as there is room: they may come back. */
function bounded(
  listed: Record<string, RunMemory>,
  before: Record<string, RunMemory>,
): Record<string, RunMemory> {
  const kept = { ...listed }
  let room = MOST_RUNS - Object.keys(listed).length
  for (const [id, run] of Object.entries(before)) {
    if (room <= 0) break
    if (id in kept) continue
    kept[id] = run
    room -= 1
  }
  return kept
}
