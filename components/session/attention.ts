import type { SessionView, TaskView } from '@/lib/api/replies'
import { hasOwnFailure } from '@/lib/failover/acknowledgement'
import { type Outcome, toTaskStanding } from '@/lib/failover/outcome'

export type AttentionItem =
  | { kind: 'session'; text: string | null }
  /** What the session says of itself where that is no failure of its own. */
  | { kind: 'message'; text: string; isFailed: boolean }
  | { kind: 'failed' | 'warning'; task: TaskView; text: string | null }

type FailureItem = Exclude<AttentionItem, { kind: 'message' | 'warning' }>

/** Something that has failed, and that somebody may acknowledge. */
export const isFailureItem = (item: AttentionItem): item is FailureItem =>
  item.kind === 'session' || item.kind === 'failed'

export const taskOf = (item: AttentionItem): TaskView | null => ('task' in item ? item.task : null)

/** The key of the VM's task; null for the session's own failure. */
export const keyOfItem = (item: AttentionItem): string | null => taskOf(item)?.key ?? null

/**
 * What a person has to look at, worst first: the session's own failure, each failed VM, then what says something
 * without being a failure. A session that failed with its VMs has its message first, which sums them up.
 */
export function toAttentionItems(session: SessionView, outcome: Outcome): AttentionItem[] {
  const { failureMessage } = session
  const failed = session.tasks.filter((task) => toTaskStanding(task) === 'failed')
  if (hasOwnFailure(outcome, failed.length))
    return [{ kind: 'session', text: failureMessage }, ...toWarnings(session)]
  const isFailed = outcome.kind === 'ended' && outcome.result === 'failed'
  const said: AttentionItem[] =
    failureMessage === null ? [] : [{ kind: 'message', text: failureMessage, isFailed }]
  return [
    ...(isFailed ? said : []),
    ...failed.map((task) => ({ kind: 'failed' as const, task, text: task.failureMessage })),
    ...(isFailed ? [] : said),
    ...toWarnings(session),
  ]
}

const toWarnings = ({ tasks }: SessionView): AttentionItem[] =>
  tasks
    .filter((task) => toTaskStanding(task) !== 'failed' && task.failureMessage !== null)
    .map((task) => ({ kind: 'warning', task, text: task.failureMessage }))
