import type { TaskSession } from './failover-session'

/** Task rows with their origin, see {@link keepTaskRows}. */
export type KeptTaskRows = {
  tasks: TaskSession[]
  /** `em`: all rows stood in the newest read. `record`: some or all are remembered from an earlier one. */
  tasksFrom: 'em' | 'record'
}

/**
 * Joins what was seen before with what was read now. Enterprise Manager empties the task list of a finished session,
 * so a row that is missing now is kept as it was last seen: nothing once seen is lost. Rows that are there now win.
 * A row that gains its replica point only later changes its key; it is recognised by its VM's name and not doubled.
 */
export function keepTaskRows(before: readonly TaskSession[], now: readonly TaskSession[]): KeptTaskRows {
  const nowByKey = new Map(now.map((task) => [task.key, task]))
  const beforeKeys = new Set(before.map((task) => task.key))
  const newcomers = now.filter((task) => !beforeKeys.has(task.key))

  const successorOf = (gone: TaskSession): TaskSession | null => {
    const at = newcomers.findIndex(
      (task) => task.vmName === gone.vmName && (gone.vmReplicaPoint === null || task.vmReplicaPoint === null),
    )
    return at < 0 ? null : (newcomers.splice(at, 1)[0] ?? null)
  }

  const tasks: TaskSession[] = []
  let remembered = 0
  for (const task of before) {
    const current = nowByKey.get(task.key) ?? successorOf(task)
    if (current) tasks.push(current)
    else {
      tasks.push(task)
      remembered += 1
    }
  }
  tasks.push(...newcomers)
  if (remembered > 0) return { tasks, tasksFrom: 'record' }
  return { tasks: [...now], tasksFrom: 'em' }
}
