'use client'

import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query'
import { shareLinksQuery } from '@/lib/api/share-queries'

/** One command to the server: the list is read anew after it, what goes wrong stays until the next try. */
export function useShareCommand<Input, Reply>(
  command: (input: Input) => Promise<Reply>,
  onDone: (reply: Reply) => void = () => undefined,
): UseMutationResult<Reply, Error, Input> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: command,
    // A browser that believes itself offline would wait in silence.
    networkMode: 'always',
    onSuccess: onDone,
    // What stands in the list must be what holds, whether or not an answer came.
    onSettled: () => void client.invalidateQueries({ queryKey: shareLinksQuery().queryKey }),
  })
}
