'use client'

import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query'
import { paths } from '@/lib/api/paths'
import { screensQuery } from '@/lib/api/screen-queries'
import type { ScreenView } from '@/lib/api/screen-replies'
import { sendJson } from '@/lib/api/send-json'

/** What can be asked of a screen, or taken back. */
export type ScreenAsk =
  | { kind: 'identify' }
  | { kind: 'reload' }
  | { kind: 'sound' }
  | { kind: 'message'; text: string; minutes: number }
  | { kind: 'withdraw'; commandId: string }

/** Asks a screen for something; the list is read anew before it counts as done. */
export function useScreenCommand(
  { id }: ScreenView,
  onAsked: (asked: ScreenAsk) => void,
): UseMutationResult<unknown, Error, ScreenAsk> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (asked: ScreenAsk) =>
      asked.kind === 'withdraw'
        ? sendJson('DELETE', paths.screenCommand(id, asked.commandId))
        : sendJson('POST', paths.screenCommands(id), asked),
    networkMode: 'always',
    async onSuccess(_reply, asked) {
      await queries.invalidateQueries({ queryKey: screensQuery().queryKey })
      onAsked(asked)
    },
  })
}
