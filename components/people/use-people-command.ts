'use client'

import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query'
import { peopleQuery } from '@/lib/api/queries'

/** One command about people: the list is read anew before it counts as done, what goes wrong stays until the next try. */
export function usePeopleCommand<Input, Reply>(
  command: (input: Input) => Promise<Reply>,
  onDone: (reply: Reply, input: Input) => void,
): UseMutationResult<Reply, Error, Input> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (input: Input) => {
      try {
        return await command(input)
      } finally {
        // What stands in the list must be what holds, whether or not it was done.
        await client.invalidateQueries({ queryKey: peopleQuery().queryKey })
      }
    },
    // A browser that believes itself offline would wait in silence.
    networkMode: 'always',
    onSuccess: onDone,
  })
}
