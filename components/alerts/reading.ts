import type { SessionListReply, SessionSummary } from '@/lib/api/replies'

/** One run as far as alerts go. */
export type RunReading = {
  id: string
  name: string | null
  running: boolean
  /** Null while it runs. */
  result: 'success' | 'warning' | 'failed' | 'unknown' | null
  failed: number
  warning: number
  /** A name for each failure; null where they are not all named, so that only the counts can be compared. */
  failing: string[] | null
  /** Failures that nobody has acknowledged. */
  unacknowledged: number
  /** It runs or has just ended, as the server says. */
  recent: boolean
  /** On the monitor's clock, ms; null while it runs, or where the end is not reported. */
  endedAtMs: number | null
}

/** One good look at all failovers. */
export type Reading = {
  observedAtUtc: string
  /** The newest collection, which is what brings runs to Enterprise Manager; UTC text on its clock, null: not known. */
  collectedAtUtc: string | null
  emClockAheadMs: number
  /** What is shown is so old that nobody knows how things stand. */
  lost: boolean
  /** Enterprise Manager refuses the monitor's account the list, and since when, UTC text; null: that is not the problem. */
  refusedSinceUtc: string | null
  /** The newest read of Enterprise Manager was a good one. */
  readWell: boolean
  runs: RunReading[]
}

/** All runs of a reply, each once: those that run or have just ended, and those of its page. */
export function runsOf({ live, sessions }: Pick<SessionListReply, 'live' | 'sessions'>): SessionSummary[] {
  const known = new Set(live.map(({ session }) => session.id))
  return [...live, ...sessions.filter(({ session }) => !known.has(session.id))]
}

export function toReading(reply: SessionListReply): Reading {
  const { problem } = reply.freshness
  const recent = new Set(reply.live.map(({ session }) => session.id))
  return {
    observedAtUtc: reply.freshness.observedAtUtc,
    collectedAtUtc: reply.freshness.collectedAtUtc,
    emClockAheadMs: reply.emClockAheadMs,
    lost: reply.freshness.level === 'lost',
    refusedSinceUtc: problem?.code === 'forbidden' ? problem.sinceUtc : null,
    readWell: problem === null || problem.code === 'collection_old',
    runs: runsOf(reply).map((summary) => ({
      ...toRun(summary, reply.emClockAheadMs),
      recent: recent.has(summary.session.id),
    })),
  }
}

function toRun(summary: SessionSummary, emClockAheadMs: number): Omit<RunReading, 'recent'> {
  const { session, outcome, counts, failing, unacknowledged } = summary
  const running = outcome.kind === 'running'
  // A summary names so many and no more, and none of a run that only the record has.
  const isWhole = failing.length >= counts.failed
  return {
    id: session.id,
    name: session.name,
    running,
    result: running ? null : outcome.kind === 'ended' ? outcome.result : 'unknown',
    failed: counts.failed,
    warning: counts.warning,
    failing: isWhole ? failing.map(({ key }) => key) : null,
    unacknowledged,
    endedAtMs:
      running || session.endTimeUtc === null ? null : Date.parse(session.endTimeUtc) - emClockAheadMs,
  }
}
