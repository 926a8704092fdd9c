'use client'

import type { ReactNode } from 'react'
import { sessionListQuery } from '@/lib/api/queries'
import type { SessionListReply } from '@/lib/api/replies'
import { PolledView } from '../polled-view'
import type { Initial } from '../use-polled'
import { SessionsSkeleton } from './sessions-skeleton'
import { SessionsView } from './sessions-view'

export function SessionsScreen({ initial }: { initial?: Initial<SessionListReply> }): ReactNode {
  return (
    <PolledView
      subject="sessions"
      query={sessionListQuery()}
      initial={initial}
      skeleton={<SessionsSkeleton />}
    >
      {(reply) => <SessionsView reply={reply} />}
    </PolledView>
  )
}
