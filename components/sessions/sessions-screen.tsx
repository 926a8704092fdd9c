'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { sessionListQuery } from '@/lib/api/queries'
import { toListQuery } from '@/lib/api/session-filters'
import { PolledView } from '../polled-view'
import { AddressProvider } from './address-adapter'
import { SessionsSkeleton } from './sessions-skeleton'
import { SessionsView } from './sessions-view'
import { useListAddress } from './use-list-address'

export function SessionsScreen(): ReactNode {
  return (
    <AddressProvider>
      <AddressedList />
    </AddressProvider>
  )
}

const NONE: readonly string[] = []

/** The list, as its address says. */
function AddressedList(): ReactNode {
  const address = useListAddress()
  // What is held back belongs to one list; another filter or order begins anew.
  const [hold, setHold] = useState({ search: address.search, ids: NONE })
  const without = hold.search === address.search ? hold.ids : NONE
  const query = toListQuery({ ...address.said, without })
  const [missing, setMissing] = useState({ query, ids: '' })
  const also = missing.query === query ? missing.ids : ''
  const client = useQueryClient()
  useEffect(() => {
    // At once: what has left the page must not stand there as it was until the next poll.
    if (also !== '') void client.refetchQueries({ queryKey: sessionListQuery(query).queryKey, exact: true })
  }, [client, query, also])
  return (
    <PolledView subject="sessions" query={sessionListQuery(query, also)} skeleton={<SessionsSkeleton />}>
      {(reply, isPending, isCached) => (
        <SessionsView
          reply={reply}
          isPending={isPending}
          isCached={isCached}
          address={address}
          page={query}
          without={without}
          onWithout={(ids) => setHold({ search: address.search, ids })}
          onMissing={(ids) =>
            setMissing((before) => (before.query === query && before.ids === ids ? before : { query, ids }))
          }
        />
      )}
    </PolledView>
  )
}
