import { replaceEqualDeep } from '@tanstack/react-query'

/** So many rows are compared in one go: a few ms on a slow machine. */
const AT_ONCE = 500

type WithTasks = { session: { tasks: object[] } }

/**
 * Puts the earlier objects in the place of rows that have not changed, a few hundred at a time. The query library would do
 * the same in one go, which takes too long for thousands of rows: keys and scrolling would wait for it. What it finds
 * afterwards is the same already.
 */
export async function keepUnchanged<Reply extends WithTasks>(
  before: Reply | undefined,
  now: Reply,
): Promise<Reply> {
  const { tasks } = now.session
  const earlier = before?.session.tasks
  if (tasks.length <= AT_ONCE) return now
  // To read so long an answer was a task of its own; to show it is the next.
  await nextTask()
  if (earlier === undefined || earlier === tasks) return now
  const kept: object[] = []
  for (let from = 0; from < tasks.length; from += AT_ONCE) {
    await nextTask()
    for (const [offset, task] of tasks.slice(from, from + AT_ONCE).entries()) {
      kept.push(replaceEqualDeep(earlier[from + offset], task))
    }
  }
  return { ...now, session: { ...now.session, tasks: kept } }
}

/** Lets the browser do what has come up meanwhile. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0)
  })
}
