import type { TaskView } from '@/lib/api/replies'
import type { Counts, TaskStanding } from '@/lib/failover/outcome'
import { standingOf } from './standing-of'

/** What the chips above the table choose between; also the words of the address. */
export const SHOWS = ['all', 'failed', 'working', 'waiting', 'done', 'unknown'] as const
export type Show = (typeof SHOWS)[number]

const STANDINGS = {
  all: ['waiting', 'working', 'succeeded', 'warning', 'failed', 'unknown'],
  failed: ['failed'],
  working: ['working'],
  waiting: ['waiting'],
  done: ['succeeded', 'warning'],
  unknown: ['unknown'],
} as const satisfies Record<Show, readonly TaskStanding[]>

export function isShown(show: Show, standing: TaskStanding): boolean {
  return STANDINGS[show].some((it) => it === standing)
}

type HeldRow = { at: TaskView; over: boolean; late: 'from_plan' | 'new' | null }

/** Whether a row belongs to what was asked for, as it was when it took its place. */
export function isHeldIn({ at, over, late }: HeldRow, show: Show): boolean {
  // It stood there as a row of the plan, and must not vanish because its VM starts.
  if (late === 'from_plan' && isShown(show, 'waiting')) return true
  return isShown(show, standingOf(at, over))
}

export function countOf(show: Show, counts: Counts): number {
  return show === 'all' ? counts.total : STANDINGS[show].reduce((sum, it) => sum + counts[it], 0)
}

export const fold = (text: string): string => text.trim().toLowerCase()

const texts = new WeakMap<TaskView, string>()

/** What the search looks through: names of the VM and of its point, and the failure. Joined by what nobody types. */
export function searchText(task: TaskView): string {
  const found = texts.get(task)
  if (found !== undefined) return found
  const { vmName, vmReplicaPoint: point, failureMessage } = task
  const text = [vmName, point?.name, point?.pointType, failureMessage].join('\n').toLowerCase()
  texts.set(task, text)
  return text
}

/** @param sought as {@link fold} gives it */
export function isMatch(task: TaskView, over: boolean, show: Show, sought: string): boolean {
  return isShown(show, standingOf(task, over)) && (sought === '' || searchText(task).includes(sought))
}
