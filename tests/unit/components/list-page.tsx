import {
  AppRouterContext,
  type AppRouterInstance,
} from 'next/dist/shared/lib/app-router-context.shared-runtime'
import type { ReactNode } from 'react'
import { NO_FILTERS } from '@/components/sessions/list-address'
import { SessionsView } from '@/components/sessions/sessions-view'
import type { ListAddress } from '@/components/sessions/use-list-address'
import type { SessionListReply } from '@/lib/api/replies'
import { toFilterSearch } from '@/lib/api/session-filters'
import { arriving, inScope } from './render'

/** An address that a test can look at. */
export function makeAddress(said: Partial<ListAddress['said']> = {}): ListAddress & { done: unknown[] } {
  const done: unknown[] = []
  const all = { ...NO_FILTERS, sort: null, page: null, ...said }
  return {
    done,
    said: all,
    search: toFilterSearch(all),
    faults: [],
    forgetFaults: () => done.push('forgetFaults'),
    change: (change) => done.push(change),
    goTo: (page) => done.push({ page }),
    clear: () => done.push('clear'),
    open: (query) => done.push({ open: query }),
  }
}

const noRouter = new Proxy({}, { get: () => () => undefined }) as AppRouterInstance // safe: nothing is opened here

type More = {
  address?: ListAddress
  isPending?: boolean
  isCached?: boolean
  page?: string
  without?: readonly string[]
  onMissing?: (ids: string) => void
}

const toNothing = (): void => undefined

/** The page of the list as it stands with one reply. */
export function listPage(
  reply: SessionListReply,
  {
    address = makeAddress(),
    isPending = false,
    isCached = false,
    page = 'first',
    without = [],
    onMissing = toNothing,
  }: More = {},
  onWithout: (ids: readonly string[]) => void = () => undefined,
): ReactNode {
  return (
    <AppRouterContext.Provider value={noRouter}>
      {inScope(
        arriving(reply),
        <SessionsView
          reply={reply}
          address={address}
          isPending={isPending}
          isCached={isCached}
          page={page}
          without={without}
          onWithout={onWithout}
          onMissing={onMissing}
        />,
      )}
    </AppRouterContext.Provider>
  )
}
