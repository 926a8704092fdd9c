'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { ownDrafts, watchDraftOwner } from './draft-store'

type Props = { personId: string; children: ReactNode }

/** Around everything in which somebody may write: what is begun in there is this person's. */
export function DraftOwner({ personId, children }: Props): ReactNode {
  // Before anything within reads a draft, and not on the server, where many people's pages are made by one program.
  useState(() => {
    if (typeof window !== 'undefined') ownDrafts(personId)
  })
  useEffect(() => ownDrafts(personId), [personId])
  useEffect(watchDraftOwner, [])
  return children
}
