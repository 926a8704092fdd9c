'use client'

import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query'

/** One command to the server: what it does is seen in the list at once, what goes wrong stays until the next try. */
export function useShareCommand<Input, Reply>(
  command: (input: Input) => Promise<Reply>,
  onDone: (reply: Reply) => void = () => undefined,
): UseMutationResult<Reply, Error, Input> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: command,
    // A browser that believes itself offline would wait in silence.
    networkMode: 'always',
    onSuccess: (reply) => {
      void client.invalidateQueries({ queryKey: ['share-links'] })
      onDone(reply)
    },
  })
}
