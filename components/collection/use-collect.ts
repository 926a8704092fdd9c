'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ReplyError } from '@/lib/api/get-json'
import { paths } from '@/lib/api/paths'
import { sessionListQuery, sessionQuery } from '@/lib/api/queries'
import { sendJson } from '@/lib/api/send-json'
import type { Refused } from '../session/use-tagging'

export type Collecting = { busy: boolean; refused: Refused | null; ask: () => void }

/** Asks for a collection; every page that shows how far it is reads anew. @param sessionId null on a page of no single run */
export function useCollect(sessionId: string | null): Collecting {
  const client = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => sendJson('POST', sessionId === null ? paths.collect() : paths.collectFor(sessionId)),
    // A browser that believes itself offline would wait in silence.
    networkMode: 'always',
    onSettled: async () => {
      void client.invalidateQueries({ queryKey: sessionListQuery().queryKey })
      if (sessionId !== null) await client.invalidateQueries({ queryKey: sessionQuery(sessionId).queryKey })
    },
  })
  return {
    busy: isPending,
    refused: error && { problem: error instanceof ReplyError ? error.problem : null },
    ask: () => mutate(),
  }
}
