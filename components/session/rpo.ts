import type { SessionView } from '@/lib/api/replies'
import { type FigureUnknown, toRpoAgainst, toTaskRpo, toWorst } from '@/lib/failover/recovery'

/** Why no VM's data loss window is known, if it is one reason for all of them. */
export function toOneReason({
  tasks,
  creationTimeUtc,
}: Pick<SessionView, 'tasks' | 'creationTimeUtc'>): FigureUnknown | null {
  if (tasks.length === 0) return 'no_vms'
  const reasons = new Set(
    tasks.map((task) => {
      const figure = toTaskRpo(task, creationTimeUtc)
      return 'unknown' in figure ? figure.unknown : null
    }),
  )
  const [first] = reasons
  return reasons.size === 1 ? (first ?? null) : null
}

/** Whether one VM's replica point is known to be older than the target allows. */
export function isOlderThanTarget(
  task: Parameters<typeof toTaskRpo>[0],
  sessionStartUtc: string | null,
  targetMs: number,
): boolean {
  const worst = toWorst([task], (it) => toTaskRpo(it, sessionStartUtc))
  return toRpoAgainst(targetMs, worst).kind === 'exceeded'
}
