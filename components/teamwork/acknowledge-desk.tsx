'use client'

import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { createContext, type ReactNode, useContext } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { useShortcut } from '../keys/use-shortcut'
import { type OpenFailure, toOpenFailures } from './open-failures'
import { useDraftOf } from './use-draft'

const AcknowledgeDialog = dynamic(() => import('./acknowledge-dialog').then((it) => it.AcknowledgeDialog), {
  ssr: false,
})

const AskContext = createContext<((failures: readonly OpenFailure[]) => void) | null>(null)

/** Opens the dialog that acknowledges failures; null where there is no desk or nothing may be acknowledged. */
export const useAcknowledge = () => useContext(AskContext)

type Props = { reply: SessionReply; children: ReactNode }

/**
 * Where failures are acknowledged, by button or by key. It stands around what shows them, so that a dialog with half a
 * reason stays when a failure goes, or somebody else was first. Whoever has to sign in meanwhile comes back to it.
 */
export function AcknowledgeDesk({ reply, children }: Props): ReactNode {
  const t = useTranslations('teamwork.acknowledge')
  const [asked, setAsked] = useDraftOf<readonly OpenFailure[]>(`acknowledging:${reply.session.id}`)
  const may = reply.may.acknowledge
  const open = may ? toOpenFailures(reply) : []
  useShortcut({ keys: 'a', label: t('key'), group: 'session' }, () => setAsked(open), open.length > 0)
  return (
    <AskContext value={may ? setAsked : null}>
      {children}
      {may && asked !== null && (
        <AcknowledgeDialog sessionId={reply.session.id} failures={asked} onClose={() => setAsked(null)} />
      )}
    </AskContext>
  )
}
