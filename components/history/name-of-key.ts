import type { TaskView } from '@/lib/api/replies'
import { parseGuid } from '@/lib/failover/ids'

/**
 * Names the VM of a task's key. A row that got its replica point late has changed its key since: an earlier key that
 * is no id is the VM's name itself.
 */
export function nameOfKey(
  tasks: readonly Pick<TaskView, 'key' | 'vmName'>[],
  unnamed: string,
): (key: string) => string {
  const names = new Map(tasks.map((task) => [task.key, task.vmName ?? unnamed]))
  return (key) => names.get(key) ?? (parseGuid(key) === null ? key : unnamed)
}
