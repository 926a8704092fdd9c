'use client'

import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query'
import { sessionListQuery, sessionQuery } from '@/lib/api/queries'

/** One command about a run: its page and the list are read anew after it, what goes wrong stays until the next try. */
export function useTeamworkCommand<Input = void>(
  sessionId: string,
  command: (input: Input) => Promise<unknown>,
  onDone: () => void = () => undefined,
): UseMutationResult<unknown, Error, Input> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: command,
    // A browser that believes itself offline would wait in silence.
    networkMode: 'always',
    onSuccess: onDone,
    // What stands there must be what holds, whether or not an answer came: another person may have been first.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: sessionListQuery().queryKey })
      return client.invalidateQueries({ queryKey: sessionQuery(sessionId).queryKey })
    },
  })
}
