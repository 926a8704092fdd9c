'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ReplyError } from '@/lib/api/get-json'
import type { ProblemReply } from '@/lib/api/problem'
import { peopleQuery } from '@/lib/api/queries'

/** Why the last command was not done; `problem` is null when no answer came. */
export type CommandFailure = { problem: ProblemReply | null }

export type Command = {
  busy: boolean
  failure: CommandFailure | null
  /** Runs one command at a time and reads the list again after it. @returns its reply; undefined if it failed */
  run: <Reply>(send: () => Promise<Reply>) => Promise<{ reply: Reply } | undefined>
  forget: () => void
}

export function useCommand(): Command {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<CommandFailure | null>(null)
  return {
    busy,
    failure,
    async run(send) {
      if (busy) return undefined
      setBusy(true)
      setFailure(null)
      try {
        return { reply: await send() }
      } catch (error) {
        setFailure({ problem: error instanceof ReplyError ? error.problem : null })
        return undefined
      } finally {
        // What stands in the list must be what holds, whether or not it was done.
        await client.invalidateQueries({ queryKey: peopleQuery().queryKey })
        setBusy(false)
      }
    },
    forget: () => setFailure(null),
  }
}
