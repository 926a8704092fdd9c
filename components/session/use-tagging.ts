'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ReplyError } from '@/lib/api/get-json'
import { paths } from '@/lib/api/paths'
import type { ProblemReply } from '@/lib/api/problem'
import { comparisonQuery, sessionListQuery, sessionQuery } from '@/lib/api/queries'
import { sendJson } from '@/lib/api/send-json'
import type { RunKind } from '@/lib/failover/role'

/** What a command that was not carried out ended with; `problem` is null where no answer came. */
export type Refused = { problem: ProblemReply | null }

export type Tagging = {
  busy: boolean
  refused: Refused | null
  /** @returns whether it was done, and the page shows it */
  set: (kind: RunKind | null) => Promise<boolean>
  forget: () => void
}

export function useTagging(sessionId: string): Tagging {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  return {
    busy,
    refused,
    forget: () => setRefused(null),
    async set(kind) {
      if (busy) return false
      setBusy(true)
      setRefused(null)
      try {
        await sendJson('POST', paths.tag(sessionId), { kind })
        // Other runs are like this one now.
        void client.invalidateQueries({ queryKey: sessionListQuery().queryKey })
        void client.invalidateQueries({ queryKey: comparisonQuery(sessionId).queryKey })
        await client.invalidateQueries({ queryKey: sessionQuery(sessionId).queryKey })
        return true
      } catch (error) {
        setRefused({ problem: error instanceof ReplyError ? error.problem : null })
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}
