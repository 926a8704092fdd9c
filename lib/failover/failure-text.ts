import type { FailoverSession, TaskSession } from './failover-session'
import { toTaskStanding } from './outcome'

/**
 * Why a run failed, in EM's own words. EM often leaves a Failed session without a message; then the first failed
 * task's stands for it.
 * @returns null when nobody gave a reason; the page then says so in its own words
 * @see EM wire reference §10, trap 6
 */
export function toFailureText(
  session: Pick<FailoverSession, 'failureMessage'> & {
    tasks: readonly Pick<TaskSession, 'failureMessage' | 'state' | 'result'>[]
  },
): string | null {
  if (session.failureMessage !== null) return session.failureMessage
  const failed = session.tasks.find(
    (task) => toTaskStanding(task) === 'failed' && task.failureMessage !== null,
  )
  return failed?.failureMessage ?? null
}
