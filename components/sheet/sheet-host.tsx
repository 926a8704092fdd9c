'use client'

import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { useOpenSheet } from './use-open-sheet'

// What few look at is not loaded with every failover.
const SessionSheet = dynamic(() => import('./session-sheet').then((it) => it.SessionSheet), { ssr: false })

/** The side sheet that the address names. Its content follows the page's polling; only the address opens and closes it. */
export function SheetHost({ reply }: { reply: SessionReply }): ReactNode {
  const target = useOpenSheet()
  return target === null ? null : <SessionSheet target={target} reply={reply} />
}
