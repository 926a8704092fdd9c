import type { TaskView } from '@/lib/api/replies'
import { durationBetween } from '@/lib/failover/duration'

/** The VM whose replica point was oldest when the failover began; null if no point's age is known. */
export function findOldestPoint(
  tasks: readonly TaskView[],
  sessionStartUtc: string | null,
): { ageMs: number; vmName: string | null } | null {
  let oldest: { ageMs: number; vmName: string | null } | null = null
  for (const { vmName, vmReplicaPoint } of tasks) {
    const ageMs = durationBetween(vmReplicaPoint?.creationTimeUtc ?? null, sessionStartUtc)
    if (ageMs !== null && ageMs > (oldest?.ageMs ?? -1)) oldest = { ageMs, vmName }
  }
  return oldest
}
