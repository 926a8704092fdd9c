'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FiltersReply, SavedFilterView } from '@/lib/api/filter-replies'
import { paths } from '@/lib/api/paths'
import { filtersQuery } from '@/lib/api/queries'
import { sendJson } from '@/lib/api/send-json'

export type FilterCommand =
  | { kind: 'add'; name: string; query: string; pinned: boolean }
  | { kind: 'change'; id: string; change: Partial<Omit<SavedFilterView, 'id'>> & { place?: number } }
  | { kind: 'remove'; id: string }

export type SavedFilters = {
  /** Undefined until they were read, and while they cannot be. */
  filters: FiltersReply['filters'] | undefined
  isUnavailable: boolean
  busy: boolean
  /** Why the last command was not done. */
  error: Error | null
  send: (command: FilterCommand, onDone?: (kept: SavedFilterView | undefined) => void) => void
  forget: () => void
}

function carryOut(command: FilterCommand): Promise<SavedFilterView | undefined> {
  switch (command.kind) {
    case 'add': {
      const { name, query, pinned } = command
      return sendJson('POST', paths.filters(), { name, query, pinned })
    }
    case 'change':
      return sendJson('PATCH', paths.filter(command.id), command.change)
    case 'remove':
      return sendJson('DELETE', paths.filter(command.id))
    default:
      return command satisfies never
  }
}

export function useSavedFilters(): SavedFilters {
  const client = useQueryClient()
  const { data, error: readError } = useQuery(filtersQuery())
  const command = useMutation({
    mutationFn: carryOut,
    networkMode: 'always',
    // What stands there must be what holds, whether or not an answer came.
    onSettled: () => client.invalidateQueries({ queryKey: filtersQuery().queryKey }),
  })
  return {
    filters: data?.filters,
    isUnavailable: readError !== null,
    busy: command.isPending,
    error: command.error,
    send: (what, onDone) => command.mutate(what, { onSuccess: (kept) => onDone?.(kept) }),
    forget: () => command.reset(),
  }
}
