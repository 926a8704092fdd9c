import type { TaskView } from '@/lib/api/replies'
import { toShownStanding, type TaskStanding } from '@/lib/failover/outcome'

const running = new WeakMap<TaskView, TaskStanding>()
const ended = new WeakMap<TaskView, TaskStanding>()

/** As {@link toShownStanding}, once per object: a poll brings thousands of rows of which few have changed. */
export function standingOf(task: TaskView, over: boolean): TaskStanding {
  const known = over ? ended : running
  const found = known.get(task)
  if (found !== undefined) return found
  const standing = toShownStanding(task, over)
  known.set(task, standing)
  return standing
}
