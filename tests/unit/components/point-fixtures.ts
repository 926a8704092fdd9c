import type { ReplicaPointReply } from '@/lib/api/replies'
import { ago, guid, makeFreshness, NOW_MS, SESSION_ID, utc } from './fixtures'

/** The replica point that a VM of fixtures.ts was started from. */
export function makePointReply(nowMs = NOW_MS): ReplicaPointReply {
  return {
    replicaPoint: {
      uid: `urn:veeam:VmReplicaPoint:${guid(4)}`,
      id: guid(4),
      name: 'sql02@2026-11-23 11:30:09',
      vmDisplayName: 'sql02',
      creationTimeUtc: ago(34, nowMs),
      pointType: 'Snapshot',
      state: 'Failover',
      backupServer: { id: guid(900), name: 'sp-vbr-01.tech.local' },
      replica: { id: guid(903), name: 'sql02_replica', platform: 'VMware', unreadable: null },
    },
    inEnterpriseManager: true,
    pointFrom: 'em',
    otherPoints: [
      {
        id: guid(41),
        name: 'sql02@2026-11-23 11:00:12',
        creationTimeUtc: ago(64, nowMs),
        pointType: 'Snapshot',
        state: 'Ready',
      },
      { id: guid(42), name: null, creationTimeUtc: null, pointType: null, state: null },
    ],
    otherPointsUnreadable: null,
    otherPointsLeftOut: 3,
    otherPointsOfOtherVms: 12,
    otherPointsReadAtUtc: utc(nowMs - 60_000),
    usedByUnread: false,
    usedBy: [
      {
        sessionId: SESSION_ID,
        sessionName: 'ABC Company Failover Plan',
        vmName: 'sql02',
        creationTimeUtc: utc(nowMs - 18 * 60_000 - 4000),
      },
    ],
    freshness: makeFreshness({ collectedAtUtc: null }, nowMs),
    pollAfterMs: 30_000,
  }
}
