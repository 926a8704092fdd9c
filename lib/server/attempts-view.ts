import 'server-only'
import type { AttemptsView } from '@/lib/api/attempt-replies'
import type { TaskSession } from '@/lib/failover/failover-session'
import type { SessionId } from '@/lib/failover/ids'
import { mergeAttempts, toAttemptCounts, toWholeOutcome } from '@/lib/failover/merge-attempts'
import type { AttemptGroup } from '@/lib/store/attempts'

/** One attempt with its rows. */
export type AttemptOf = Omit<AttemptsView['runs'][number], 'number'> & { tasks: readonly TaskSession[] }

/**
 * All attempts as the page of one of them shows them. Holds no time of now, so that an unchanged reply keeps its ETag.
 * @param group what a person has confirmed; null while it is only offered
 */
export function toAttemptsView(
  id: SessionId,
  all: readonly AttemptOf[],
  group: AttemptGroup | null,
): AttemptsView {
  const attempts = all.toSorted(byStart)
  const vms = mergeAttempts(attempts)
  const counts = toAttemptCounts(vms)
  const newest = group?.runs.reduce((one, other) => (other.joinedMs > one.joinedMs ? other : one))
  return {
    kind: group === null ? 'offered' : 'confirmed',
    number: attempts.findIndex((one) => one.id === id) + 1,
    of: attempts.length,
    firstStartUtc: attempts[0]?.startUtc ?? null,
    lastEndUtc: toLastEnd(attempts),
    outcome: toWholeOutcome(attempts, counts),
    counts,
    runs: attempts.map(({ tasks: _tasks, ...run }, index) => ({ ...run, number: index + 1 })),
    // Who has only to decide needs no row of each VM.
    vms: group === null ? [] : vms,
    confirmedBy: newest?.joinedBy ?? null,
    confirmedAtUtc: newest === undefined ? null : new Date(newest.joinedMs).toISOString(),
  }
}

/** The latest end of all; null while one runs, or where an end is not known. */
function toLastEnd(attempts: readonly AttemptOf[]): string | null {
  let latest: string | null = null
  for (const { outcome, endUtc } of attempts) {
    if (outcome.kind === 'running' || endUtc === null) return null
    if (latest === null || Date.parse(endUtc) > Date.parse(latest)) latest = endUtc
  }
  return latest
}

/** The order of attempts; one whose start is not known is the last. */
export function byStart(a: AttemptOf, b: AttemptOf): number {
  const [one, other] = [a, b].map(({ startUtc }) =>
    startUtc === null ? Number.POSITIVE_INFINITY : Date.parse(startUtc),
  )
  if (one !== other) return (one ?? 0) < (other ?? 0) ? -1 : 1
  return a.id < b.id ? -1 : 1
}
