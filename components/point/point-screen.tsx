'use client'

import type { ReactNode } from 'react'
import { replicaPointQuery } from '@/lib/api/queries'
import type { ReplicaPointReply } from '@/lib/api/replies'
import type { ReplicaPointId, SessionId } from '@/lib/failover/ids'
import { PolledView } from '../polled-view'
import type { Initial } from '../use-polled'
import { PointSkeleton } from './point-skeleton'
import { PointView } from './point-view'

type Props = {
  pointId: ReplicaPointId
  /** The failover session whose row led here. */
  fromSession: SessionId | null
  initial?: Initial<ReplicaPointReply>
}

export function PointScreen({ pointId, fromSession, initial }: Props): ReactNode {
  return (
    <PolledView
      subject="point"
      query={replicaPointQuery(pointId)}
      initial={initial}
      skeleton={<PointSkeleton />}
    >
      {(reply) => <PointView reply={reply} fromSession={fromSession} />}
    </PolledView>
  )
}
