'use client'

import type { ReactNode } from 'react'
import type { ReplicaPointReply } from '@/lib/api/replies'
import { ProblemBanner } from '../problem-banner'
import { OtherPointsTable } from './other-points-table'
import { PointFacts } from './point-facts'
import { RecordedPointNotice } from './recorded-point-notice'
import { UsedByTable } from './used-by-table'
import { vmOfPoint } from './vm-of-point'

type Props = {
  reply: ReplicaPointReply
  /** The failover session whose row led here. */
  fromSession: string | null
  /** How another point of the replica is opened from here. */
  renderLink: (pointId: string, children: ReactNode) => ReactNode
}

/** All about a replica point, on its page and in its side sheet. */
export function PointBody({ reply, fromSession, renderLink }: Props): ReactNode {
  const { replicaPoint, usedBy } = reply
  const use = usedBy.find((it) => it.sessionId === fromSession)
  return (
    <>
      {!reply.inEnterpriseManager && <RecordedPointNotice observedAtUtc={reply.freshness.observedAtUtc} />}
      <ProblemBanner />
      <PointFacts
        point={replicaPoint}
        from={reply.pointFrom}
        inEnterpriseManager={reply.inEnterpriseManager}
        vm={vmOfPoint(reply, fromSession)}
        uses={use === undefined ? usedBy : [use]}
      />
      <UsedByTable
        uses={usedBy}
        unread={reply.usedByUnread}
        pointCreatedAtUtc={replicaPoint.creationTimeUtc}
      />
      <OtherPointsTable reply={reply} renderLink={renderLink} />
    </>
  )
}
