import 'server-only'
import { byStart, type AttemptOf } from './attempts-view'
import type { SessionId } from '@/lib/failover/ids'
import { mergeAttempts, type AttemptVm } from '@/lib/failover/merge-attempts'

/** A VM by its latest outcome before a run, with the attempt that it comes from and the VM's own times in that. */
export type EarlierAttemptVm = AttemptVm & {
  sessionId: SessionId
  sessionCreationTimeUtc: string | null
  creationTimeUtc: string | null
  endTimeUtc: string | null
}

/** What earlier attempts of a run tell, by a person's word. */
export type EarlierAttempts =
  /** Nobody has joined it with an earlier run. */
  | { kind: 'none' }
  /** The record, where what people have said stands, cannot be read. */
  | { kind: 'unread' }
  /** `unseen`: of some earlier attempt no VM is known. */
  | { kind: 'known'; vms: readonly EarlierAttemptVm[]; unseen: boolean }

/** Those of all attempts that started before the run, in the order of their starts. */
export function toEarlier<Attempt extends AttemptOf>(id: string, all: readonly Attempt[]): Attempt[] {
  const attempts = all.toSorted(byStart)
  return attempts.slice(
    0,
    attempts.findIndex((one) => one.id === id),
  )
}

/**
 * Every VM by its latest outcome in earlier attempts. Where an undo was the last to take it, it is not up, however well
 * that undo went: where it stands then is unknown.
 * @param isUndo whether a run that is known only by its attempt is tagged as an undo
 */
export function toEarlierVms(earlier: readonly AttemptOf[], isUndo: (id: string) => boolean): AttemptVm[] {
  return mergeAttempts(earlier).map((vm) => {
    const run = earlier[vm.run - 1]
    return run !== undefined && isUndo(run.id) ? { ...vm, standing: 'unknown' } : vm
  })
}

/** The same with the attempt and the times that each outcome comes from. */
export function toEarlierAttempts(
  earlier: readonly (AttemptOf & { id: SessionId })[],
  isUndo: (id: string) => boolean,
): EarlierAttempts {
  if (earlier.length === 0) return { kind: 'none' }
  const vms = toEarlierVms(earlier, isUndo).flatMap((vm) => {
    const run = earlier[vm.run - 1]
    const task = run?.tasks.find(({ key }) => key === vm.key)
    if (run === undefined || task === undefined) return []
    const { creationTimeUtc, endTimeUtc } = task
    return { ...vm, sessionId: run.id, sessionCreationTimeUtc: run.startUtc, creationTimeUtc, endTimeUtc }
  })
  return { kind: 'known', vms, unseen: earlier.some(({ tasks }) => tasks.length === 0) }
}
