'use client'

import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { AttemptsView } from '@/lib/api/attempt-replies'
import type { SessionReply } from '@/lib/api/replies'
import { KeptApart } from './kept-apart'
import { OfferBar } from './offer-bar'
import type { Said } from './said'
import { WholeHeader } from './whole-header'

// It reads the share links, so it comes when it is asked for.
const JoinDialog = dynamic(() => import('./join-dialog').then((it) => it.JoinDialog), { ssr: false })

/** Under the header of a run: that it may be an attempt of a failover, or which attempt it is and how all stand. */
export function AttemptsSection({ reply }: { reply: SessionReply }): ReactNode {
  const t = useTranslations('attempts.said')
  const box = useRef<HTMLDivElement>(null)
  const [said, setSaid] = useState<Said | null>(null)
  // What was offered when the dialog opened: once joined it is offered no more, and the dialog may have more to say.
  const [joining, setJoining] = useState<AttemptsView | null>(null)
  const { attempts, session } = reply
  // The button that was pressed has gone with what it stood in.
  useEffect(() => {
    if (said !== null && joining === null) box.current?.focus()
  }, [said, joining])
  return (
    <div ref={box} tabIndex={-1} className="outline-none">
      {attempts?.kind === 'offered' && (
        <OfferBar reply={reply} attempts={attempts} onJoin={() => setJoining(attempts)} onDone={setSaid} />
      )}
      {attempts?.kind === 'confirmed' && <WholeHeader reply={reply} attempts={attempts} onDone={setSaid} />}
      {reply.keptApart.length > 0 && <KeptApart reply={reply} onDone={setSaid} />}
      {joining !== null && (
        <JoinDialog
          sessionId={session.id}
          offer={joining}
          onJoined={() => setSaid('joined')}
          onClose={() => setJoining(null)}
        />
      )}
      <output className="sr-only">{said !== null && t(said)}</output>
    </div>
  )
}
