import type { RunKind } from './role'

/** A later run is offered as an attempt only if it starts so soon after the start of the one that failed. */
export const ATTEMPT_WITHIN_MS = 24 * 60 * 60_000

/** What decides whether two runs may be attempts of one failover. */
export type AttemptRun = {
  id: string
  plan: { id: string } | null
  /** The plan's name at the time of the run. */
  name: string | null
  backupServer: { id: string } | null
  kind: RunKind | null
  creationTimeUtc: string | null
  endTimeUtc: string | null
  /** VMs of it that have failed, so far or for good, by name; null for one without a name. */
  failedVms: readonly (string | null)[]
  /** VMs that it has started, by name. */
  startedVms: readonly string[]
}

/**
 * Whether `later` may be a further attempt of what failed in `earlier`. Enterprise Manager keeps no such link, so this is
 * inferred and a person confirms it: the same plan on the same backup server, started within 24 h of the start of a run
 * with failed VMs, whether or not that one is over, and before others had started all of those.
 * @param all runs among which those others may be
 * @see EM wire reference §8.4: a retry makes a new session with fewer rows under the same name
 */
export function isFurtherAttempt(
  earlier: AttemptRun,
  later: AttemptRun,
  all: readonly AttemptRun[] = [],
): boolean {
  if (earlier.failedVms.length === 0 || earlier.id === later.id) return false
  if (!isSamePlan(earlier, later) || !isSameKind(earlier.kind, later.kind)) return false
  if (earlier.creationTimeUtc === null || later.creationTimeUtc === null) return false
  const afterMs = Date.parse(later.creationTimeUtc) - Date.parse(earlier.creationTimeUtc)
  return afterMs > 0 && afterMs <= ATTEMPT_WITHIN_MS && !isMadeGood(earlier, later, all)
}

/** Whether nothing of what failed in `earlier` was left to be tried again when `later` started. */
function isMadeGood(earlier: AttemptRun, later: AttemptRun, all: readonly AttemptRun[]): boolean {
  const between = all.filter(
    (one) =>
      isSamePlan(earlier, one) &&
      isSameKind(earlier.kind, one.kind) &&
      startMs(one) > startMs(earlier) &&
      one.endTimeUtc !== null &&
      Date.parse(one.endTimeUtc) <= startMs(later),
  )
  const started = new Set(between.flatMap((one) => one.startedVms))
  return earlier.failedVms.every((name) => name !== null && started.has(name))
}

/** Where both plans are known they decide; else the name that the run took from its plan. */
function isSamePlan(one: AttemptRun, other: AttemptRun): boolean {
  if (one.backupServer === null || one.backupServer.id !== other.backupServer?.id) return false
  if (one.plan !== null && other.plan !== null) return one.plan.id === other.plan.id
  return one.name !== null && one.name === other.name
}

/** A run that nobody has tagged may be a real one; a test or an undo is a further attempt only of its like. */
const isSameKind = (one: RunKind | null, other: RunKind | null): boolean =>
  (one ?? 'real') === (other ?? 'real')

/**
 * The run with all runs that may be attempts of the same failover, in the order of their starts; the run alone where
 * there are none. Attempts form a chain: a third one may belong to the second only.
 * @param isDeclined a person has said of the two that they do not belong together; neither is then drawn in by a third
 */
export function findAttempts<Run extends AttemptRun>(
  run: Run,
  others: readonly Run[],
  isDeclined: (oneId: string, otherId: string) => boolean = () => false,
): Run[] {
  const chain = [run]
  const left = others.filter((other) => other.id !== run.id)
  const all = [run, ...left]
  const belongs = (other: Run): boolean =>
    chain.some((one) => isFurtherAttempt(one, other, all) || isFurtherAttempt(other, one, all)) &&
    chain.every((one) => !isDeclined(one.id, other.id))
  // The nearest one first, so that what was declined keeps out what lies behind it and not the other way round.
  left.sort((a, b) => distanceMs(run, a) - distanceMs(run, b) || compareStarts(a, b))
  for (let at = left.findIndex(belongs); at >= 0; at = left.findIndex(belongs))
    chain.push(...left.splice(at, 1))
  return chain.sort(compareStarts)
}

const startMs = (run: Pick<AttemptRun, 'creationTimeUtc'>): number =>
  run.creationTimeUtc === null ? Number.POSITIVE_INFINITY : Date.parse(run.creationTimeUtc)

const distanceMs = (one: AttemptRun, other: AttemptRun): number => Math.abs(startMs(one) - startMs(other))

function compareStarts(a: AttemptRun, b: AttemptRun): number {
  const [one, other] = [startMs(a), startMs(b)]
  if (one !== other) return one < other ? -1 : 1
  return a.id < b.id ? -1 : 1
}
