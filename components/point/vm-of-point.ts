import type { ReplicaPointReply } from '@/lib/api/replies'

/** Whose point it is: by its own name for it, else as a run that used it called the VM. */
export function vmOfPoint(
  { replicaPoint, usedBy }: Pick<ReplicaPointReply, 'replicaPoint' | 'usedBy'>,
  fromSession: string | null,
): string | null {
  const use = usedBy.find((it) => it.sessionId === fromSession)
  return replicaPoint.vmDisplayName ?? use?.vmName ?? usedBy[0]?.vmName ?? null
}
