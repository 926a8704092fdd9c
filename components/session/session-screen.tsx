'use client'

import type { ReactNode } from 'react'
import { sessionQuery } from '@/lib/api/queries'
import type { SessionReply } from '@/lib/api/replies'
import type { SessionId } from '@/lib/failover/ids'
import { PolledView } from '../polled-view'
import type { Initial } from '../use-polled'
import { SessionSkeleton } from './session-skeleton'
import { SessionView } from './session-view'

type Props = { sessionId: SessionId; initial?: Initial<SessionReply> }

export function SessionScreen({ sessionId, initial }: Props): ReactNode {
  return (
    <PolledView
      subject="session"
      query={sessionQuery(sessionId)}
      initial={initial}
      skeleton={<SessionSkeleton />}
    >
      {(reply) => <SessionView reply={reply} />}
    </PolledView>
  )
}
