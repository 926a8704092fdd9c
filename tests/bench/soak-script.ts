import type { WallReply, WallRun } from '@/lib/api/screen-replies'
import { DEFAULT_SCREEN_SETTINGS } from '@/lib/api/screen-settings'
import { createSeededRandom } from '@/simulator/seeded-random'
import { makeRun, makeWallReply, type Standing } from '../e2e/wall-replies'
import { makeFreshness, makeProblem, utc } from '../unit/components/fixtures'

/** What happens in the day that the wall is left alone, in ms since its begin; the same for the same seed. */

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** An ended run stays so long. */
const ENDED_STAYS_MS = 25 * MINUTE_MS
/** So many results are shown while nothing runs. */
const LAST_RESULTS = 6
/** Enterprise Manager is asked so often. */
const INTERVAL_MS = 3_000
const STALE_AFTER_MS = 30_000
const LOST_AFTER_MS = 5 * MINUTE_MS

export type Course = {
  n: number
  beginMs: number
  endMs: number
  failsAtMs: number | null
  /** Somebody says that they know; null: nobody. */
  knownAtMs: number | null
}
export type Span = { fromMs: number; toMs: number }

export type Script = {
  runs: Course[]
  /** The monitor does not answer. */
  silences: Span[]
  /** The monitor answers, Enterprise Manager does not. */
  outages: Span[]
  newBuildAtMs: number
  /** Moments around which the screen may still show what was before. */
  edges: number[]
}

const span = (hours: number, minutes: number): Span => ({
  fromMs: hours * HOUR_MS,
  toMs: hours * HOUR_MS + minutes * MINUTE_MS,
})

export function writeScript(hours: number): Script {
  const random = createSeededRandom('a day on the wall')
  const lengthMs = hours * HOUR_MS
  const runs: Course[] = []
  for (let beginMs = 4 * MINUTE_MS, n = 0; beginMs < lengthMs; n += 1) {
    const tookMs = random.int(12, 50) * MINUTE_MS
    const failsAtMs = n % 3 === 1 ? beginMs + Math.round(tookMs * 0.4) : null
    const knownAtMs = failsAtMs === null || n % 6 === 4 ? null : failsAtMs + random.int(2, 8) * MINUTE_MS
    runs.push({ n, beginMs, endMs: beginMs + tookMs, failsAtMs, knownAtMs })
    // Twice a day nothing runs for a while.
    const pauseMs = n % 24 === 20 ? 110 * MINUTE_MS : random.int(6, 30) * MINUTE_MS
    beginMs += pauseMs
  }
  const silences = [span(3.01, 0.7), span(9.02, 3), span(17.03, 12), span(21.4, 45)]
  const outages = [span(5.01, 6), span(13.02, 25), span(19.5, 2)]
  const newBuildAtMs = 2 * HOUR_MS
  const edges = [
    newBuildAtMs,
    ...runs.flatMap(({ beginMs, endMs, failsAtMs, knownAtMs }) => [
      beginMs,
      endMs,
      endMs + ENDED_STAYS_MS,
      failsAtMs ?? beginMs,
      knownAtMs ?? beginMs,
    ]),
    ...[...silences, ...outages].flatMap(({ fromMs, toMs }) => [fromMs, toMs]),
  ]
  return { runs, silences, outages, newBuildAtMs, edges }
}

export const within = (spans: readonly Span[], atMs: number): Span | undefined =>
  spans.find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs)

/** When Enterprise Manager was last read. */
export function readAtMs({ outages }: Script, atMs: number): number {
  return within(outages, atMs)?.fromMs ?? atMs
}

export const isOpen = ({ failsAtMs, knownAtMs }: Course, atMs: number): boolean =>
  failsAtMs !== null && failsAtMs <= atMs && (knownAtMs === null || knownAtMs > atMs)

/** One that an operator has tagged as a test takes nothing over. */
export const isAlarming = (course: Course, atMs: number): boolean =>
  isOpen(course, atMs) && makeRun('working', course.n, atMs).tag?.kind !== 'test'

/**
 * The runs that a screen has to show, as Enterprise Manager last told them. While none runs the last results come back,
 * with failures that nobody has ever acknowledged.
 */
export function shownAt(script: Script, atMs: number): Course[] {
  const readMs = readAtMs(script, atMs)
  const begun = script.runs.filter(({ beginMs }) => beginMs <= readMs)
  const shown = begun.filter(({ endMs }) => readMs < endMs + ENDED_STAYS_MS)
  if (shown.some(({ endMs }) => readMs < endMs)) return shown
  const last = begun.toSorted((one, other) => other.endMs - one.endMs).slice(0, LAST_RESULTS)
  return [...new Set([...shown, ...last])]
}

export const nameOf = ({ n }: Course): string => `Plan ${n + 1}`

function toRun(course: Course, atMs: number, readMs: number, dayMs: number): WallRun {
  const hasFailed = course.failsAtMs !== null && course.failsAtMs <= readMs
  const hasEnded = course.endMs <= readMs
  const standing: Standing = hasEnded
    ? hasFailed
      ? 'failed'
      : 'succeeded'
    : hasFailed
      ? 'failing'
      : 'working'
  const run = makeRun(standing, course.n, dayMs + course.beginMs + 20 * MINUTE_MS)
  const nowUtc = utc(dayMs + readMs)
  const { counts } = run
  return {
    ...run,
    // One VM fails, and no other with the end of the run: that would be news, and take the screen over once more.
    ...(hasFailed && hasEnded && { counts: { ...counts, succeeded: counts.total - 1, failed: 1 } }),
    session: {
      ...run.session,
      name: nameOf(course),
      creationTimeUtc: utc(dayMs + course.beginMs),
      endTimeUtc: hasEnded ? utc(dayMs + course.endMs) : null,
    },
    unacknowledged: isOpen(course, atMs) && hasFailed ? 1 : 0,
    failing: hasFailed ? [{ key: 'vm', open: isOpen(course, atMs) }] : [],
    freshness: { ...run.freshness, observedAtUtc: nowUtc },
  }
}

/** What the monitor answers; it is told the begin of the day in epoch ms. */
export function answerAt(script: Script, atMs: number, dayMs: number, build: string): WallReply {
  const readMs = readAtMs(script, atMs)
  const ageMs = atMs - readMs
  const level = ageMs > LOST_AFTER_MS ? 'lost' : ageMs > STALE_AFTER_MS ? 'stale' : 'live'
  const problem = ageMs === 0 ? null : makeProblem({ sinceUtc: utc(dayMs + readMs) }, dayMs + atMs)
  const freshness = makeFreshness(
    { level: problem !== null && level === 'live' ? 'late' : level, problem },
    dayMs + readMs,
  )
  const sessions = shownAt(script, atMs)
    .map((course) => toRun(course, atMs, readMs, dayMs))
    .map((run) =>
      run.freshness.level === 'final'
        ? run
        : { ...run, freshness: { ...run.freshness, level: freshness.level, problem } },
    )
  const reply = makeWallReply(sessions, dayMs + readMs, { freshness, build, pollAfterMs: INTERVAL_MS })
  // The stretch that is measured has to stay one page.
  return { ...reply, screen: { ...reply.screen, settings: { ...DEFAULT_SCREEN_SETTINGS, reloadAt: null } } }
}
