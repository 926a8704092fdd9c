import type { TaskView } from '@/lib/api/replies'

/**
 * When a row was last seen that Enterprise Manager no longer lists although its run goes on: nothing of it is of now.
 * Null of every other row; of a run that is over, rows are emptied as a matter of course and final as they are.
 */
export const keptSince = (task: Pick<TaskView, 'lastSeenAtUtc'>, over: boolean): string | null =>
  over ? null : task.lastSeenAtUtc

export type KeptRows = { count: number; firstUtc: string; lastUtc: string }

/** The rows that EM's newest reply lacks, and the span of moments when they were last seen; null if it has all. */
export function toKeptRows(tasks: readonly Pick<TaskView, 'lastSeenAtUtc'>[]): KeptRows | null {
  // Texts of one form: their order is that of time.
  const moments = tasks.flatMap(({ lastSeenAtUtc }) => lastSeenAtUtc ?? []).sort()
  const [firstUtc] = moments
  const lastUtc = moments.at(-1)
  if (firstUtc === undefined || lastUtc === undefined) return null
  return { count: moments.length, firstUtc, lastUtc }
}
