/** A request that EM carries out later (api.md §6.8). Times in scenario time, epoch ms. */
export type AsyncTask = {
  /** `task-1`, counted per logon session. */
  id: string
  logonSessionId: string
  operation: 'StartCloudFailoverPlan' | 'UndoCloudFailoverPlan' | 'CollectingBackupServer'
  /** Done on the backup server. */
  operationEndsAtMs: number
  /** EM's database has the outcome too. */
  finishesAtMs: number
  success: boolean
  message: string
  /** The session that a start made. */
  session: { id: string; name: string } | null
}

export type AsyncTaskInput = Omit<AsyncTask, 'id'>

export type AsyncTasks = {
  add(task: AsyncTaskInput): AsyncTask
  /** Tasks of another logon session are not visible (api.md §6.8, inferred). */
  list(logonSessionId: string): AsyncTask[]
  find(logonSessionId: string, id: string): AsyncTask | null
  remove(task: AsyncTask): void
}

export function toTaskState(task: AsyncTask, nowMs: number): 'Running' | 'OperationFinished' | 'Finished' {
  if (nowMs >= task.finishesAtMs) return 'Finished'
  return nowMs >= task.operationEndsAtMs ? 'OperationFinished' : 'Running'
}

export function createAsyncTasks(): AsyncTasks {
  let tasks: AsyncTask[] = []
  const counts = new Map<string, number>()
  const list = (logonSessionId: string): AsyncTask[] =>
    tasks.filter((task) => task.logonSessionId === logonSessionId)
  return {
    add(input) {
      const count = (counts.get(input.logonSessionId) ?? 0) + 1
      counts.set(input.logonSessionId, count)
      const task = { ...input, id: `task-${count}` }
      tasks.push(task)
      return task
    },
    list,
    find: (logonSessionId, id) => list(logonSessionId).find((task) => task.id === id.toLowerCase()) ?? null,
    remove(task) {
      tasks = tasks.filter((kept) => kept !== task)
    },
  }
}
