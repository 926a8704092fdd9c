import type { SessionView, TaskView } from '@/lib/api/replies'
import { toFailureText } from '@/lib/failover/failure-text'
import { type Outcome, toTaskStanding } from '@/lib/failover/outcome'

export type AttentionItem =
  | { kind: 'session'; text: string | null }
  | { kind: 'failed' | 'warning'; task: TaskView; text: string | null }

/**
 * What a person has to look at, worst first: the session's own failure, each failed VM, then VMs with a warning that
 * says something. A failed session without words of its own is not listed if its VMs give the reason.
 */
export function toAttentionItems(session: SessionView, outcome: Outcome): AttentionItem[] {
  const items: AttentionItem[] = []
  const failed = session.tasks.filter((task) => toTaskStanding(task) === 'failed')
  const sessionFailed = outcome.kind === 'ended' && outcome.result === 'failed'
  const reasonKnown = toFailureText(session) !== null
  if (session.failureMessage !== null || (sessionFailed && failed.length === 0 && !reasonKnown)) {
    items.push({ kind: 'session', text: session.failureMessage })
  }
  for (const task of failed) items.push({ kind: 'failed', task, text: task.failureMessage })
  for (const task of session.tasks) {
    if (toTaskStanding(task) !== 'failed' && task.failureMessage !== null) {
      items.push({ kind: 'warning', task, text: task.failureMessage })
    }
  }
  return items
}
