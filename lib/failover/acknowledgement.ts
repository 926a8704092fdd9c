import type { FailoverSession, TaskSession } from './failover-session'
import { isSameReason } from './failure-name'
import { type Outcome, toTaskStanding } from './outcome'

/** What tells one failure from another of the same VM, or of the run itself. */
export type FailureMark = {
  /** Start of the VM's task; of the run for its own failure. UTC text. */
  startUtc: string | null
  message: string | null
}

/** One thing that has failed: a VM by its row's key, or the run itself (`key` null). */
export type Failure = FailureMark & { key: string | null; vmName: string | null }

/** Somebody's word that a failure is known and in hand. It holds for that failure only. */
export type Acknowledgement = Failure & {
  /** The record's own number. */
  no: number
  by: string
  /** ms since 1970. */
  atMs: number
  reason: string
}

/** Why an acknowledgement no longer holds, by what was seen; `withdrawn` is somebody's word. */
export type ClearedWhy = 'recovered' | 'failed_anew' | 'withdrawn'

type Head = Pick<FailoverSession, 'creationTimeUtc' | 'failureMessage'>
type Row = Pick<TaskSession, 'key' | 'vmName' | 'state' | 'result' | 'creationTimeUtc' | 'failureMessage'>
export type FailingRun = Head & { tasks: readonly Row[] }

/**
 * Whether the run itself has failed and no VM tells why. Where a VM does, the run's own message only sums up, and one
 * that comes with a success or a warning is no failure: either would count one failure twice.
 */
export function hasOwnFailure(outcome: Outcome, failedVms: number): boolean {
  return isFailed(outcome) && failedVms === 0
}

const isFailed = (outcome: Outcome): boolean => outcome.kind === 'ended' && outcome.result === 'failed'

/** All that has failed in a run: its VMs, or the run itself. */
export function toFailures(run: FailingRun, outcome: Outcome): Failure[] {
  const failed = run.tasks.filter((task) => toTaskStanding(task) === 'failed')
  return hasOwnFailure(outcome, failed.length)
    ? [{ key: null, vmName: null, ...toMark(run) }]
    : failed.map(toVmFailure)
}

const toMark = ({ creationTimeUtc, failureMessage }: Head): FailureMark => ({
  startUtc: creationTimeUtc,
  message: failureMessage,
})

const toVmFailure = (task: Row): Failure => ({ key: task.key, vmName: task.vmName, ...toMark(task) })

/**
 * Another start, or another reason, is another failure; one whose reason comes later, or is left out for a while, is the
 * same. The names that alerts and walls compare (failure-name.ts) go by the same rule.
 */
export const isSameFailure = (acknowledged: FailureMark, found: FailureMark): boolean =>
  acknowledged.startUtc === found.startUtc && isSameReason(acknowledged.message, found.message)

/**
 * The acknowledgement with the reason of the failure that it holds for, if that was given only later: from then on another
 * reason is another failure.
 */
export function withReason<One extends Failure>(
  acknowledgement: One,
  run: FailingRun,
  outcome: Outcome,
): One {
  if (acknowledgement.message !== null) return acknowledgement
  const standing = standingOfAcknowledgement(acknowledgement, run, outcome)
  if (standing.kind !== 'holds') return acknowledgement
  const found = toFailures(run, outcome).find(({ key }) => key === standing.key)
  const message = found?.message ?? null
  return message === null ? acknowledgement : { ...acknowledgement, message }
}

/** How an acknowledgement stands; `unseen`: the rows that are known do not tell. */
export type AcknowledgementStanding =
  | { kind: 'holds'; key: string | null }
  | { kind: 'recovered' | 'failed_anew' | 'unseen' }

export function standingOfAcknowledgement(
  acknowledgement: Failure,
  run: FailingRun,
  outcome: Outcome,
): AcknowledgementStanding {
  const failures = toFailures(run, outcome)
  if (acknowledgement.key === null) {
    const own = failures.find((failure) => failure.key === null)
    if (own === undefined) {
      // One of a run that tells the same by its VMs, or by its message: it is of nothing that counts, and nothing is over.
      return { kind: isFailed(outcome) || run.failureMessage !== null ? 'unseen' : 'recovered' }
    }
    return isSameFailure(acknowledgement, own) ? { kind: 'holds', key: null } : { kind: 'failed_anew' }
  }
  const row = rowOf(acknowledgement, run.tasks)
  if (row === undefined) return { kind: 'unseen' }
  if (toTaskStanding(row) !== 'failed') return { kind: 'recovered' }
  return isSameFailure(acknowledgement, toMark(row))
    ? { kind: 'holds', key: row.key }
    : { kind: 'failed_anew' }
}

/** A row's key changes once its replica point is known; then its VM's name finds it. */
function rowOf({ key, vmName }: Failure, tasks: readonly Row[]): Row | undefined {
  return (
    tasks.find((task) => task.key === key) ?? tasks.find((task) => vmName !== null && task.vmName === vmName)
  )
}

/** Those that hold, each under the key that its row has now; of several under one key the first. */
export function holdingOf<One extends Failure>(
  acknowledgements: readonly One[],
  run: FailingRun,
  outcome: Outcome,
): One[] {
  const found = new Map<string | null, One>()
  for (const one of acknowledgements) {
    const standing = standingOfAcknowledgement(one, run, outcome)
    if (standing.kind === 'holds' && !found.has(standing.key))
      found.set(standing.key, { ...one, key: standing.key })
  }
  return [...found.values()]
}
