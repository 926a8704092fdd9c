'use client'

import type { QueryKey, UseQueryOptions } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Polled } from '@/lib/api/get-json'
import { FailurePage, type Subject } from './failure-page'
import { FreshnessScope } from './freshness-scope'
import type { WithAge } from './use-freshness'
import { type Initial, usePolled } from './use-polled'

type Props<Reply, Key extends QueryKey> = {
  subject: Subject
  query: UseQueryOptions<Polled<Reply>, Error, Polled<Reply>, Key>
  initial?: Initial<Reply> | undefined
  /** The true layout without its data. */
  skeleton: ReactNode
  /** @param isCached the reply was kept of an earlier visit */
  children: (reply: Reply, isPending: boolean, isCached: boolean) => ReactNode
}

/** A polled page in whichever state it is: loading, failed before anything was read, or showing what was read. */
export function PolledView<Reply extends WithAge, Key extends QueryKey>({
  subject,
  query,
  initial,
  skeleton,
  children,
}: Props<Reply, Key>): ReactNode {
  const state = usePolled(query, initial)
  switch (state.kind) {
    case 'loading':
      return skeleton
    case 'failed':
      return (
        <FailurePage
          subject={subject}
          error={state.error}
          failedAtMs={state.failedAtMs}
          busy={state.busy}
          retry={state.retry}
        />
      )
    case 'ready':
      return (
        <FreshnessScope polled={state.polled} error={state.error}>
          {children(state.polled.reply, state.isPending, state.isCached)}
        </FreshnessScope>
      )
    default:
      return state satisfies never
  }
}
