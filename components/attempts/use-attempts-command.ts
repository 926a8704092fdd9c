'use client'

import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query'
import type { JoinAttemptsBody, JoinAttemptsReply } from '@/lib/api/attempt-replies'
import { paths } from '@/lib/api/paths'
import { sessionListQuery, sessionQuery } from '@/lib/api/queries'
import { sendJson } from '@/lib/api/send-json'
import { shareLinksQuery } from '@/lib/api/share-queries'

/** What staff can say of attempts. Each throws {ReplyError}. */
export const joinAttempts = (id: string, body: JoinAttemptsBody) =>
  sendJson<JoinAttemptsReply>('POST', paths.attempts(id), body)
export const separateAttempt = (id: string) => sendJson('DELETE', paths.attempts(id))
export const declineAttempts = (id: string, others: string[]) =>
  sendJson('POST', paths.declineAttempts(id), { with: others })
/** Of the run and those it is joined with: all that was said of others. */
export const takeBackDecline = (id: string) => sendJson('DELETE', paths.declineAttempts(id))

/** One command. It is done when the page shows it: all runs' pages, the list and the links are read anew first. */
export function useAttemptsCommand<Reply>(
  command: () => Promise<Reply>,
  onDone: (reply: Reply) => void,
): UseMutationResult<Reply, Error, void> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      try {
        return await command()
      } finally {
        // What is shown must be what holds, whether or not an answer came. The other runs have another number now.
        void client.invalidateQueries({ queryKey: sessionListQuery().queryKey })
        void client.invalidateQueries({ queryKey: shareLinksQuery().queryKey })
        await client.invalidateQueries({ queryKey: sessionQuery('').queryKey.slice(0, 1) })
      }
    },
    // A browser that believes itself offline would wait in silence.
    networkMode: 'always',
    onSuccess: onDone,
  })
}
