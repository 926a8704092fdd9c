'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { parseReplicaPointId, parseSessionId } from '@/lib/failover/ids'
import { PointSheet } from './point-sheet'
import { type SheetTarget, toSheetId } from './sheet-address'
import { SheetFrame } from './sheet-frame'
import { VmSheet } from './vm-sheet'

type Props = { target: SheetTarget; reply: SessionReply }

/** One sheet for all that a run's page can open. The frame stays while its content changes. */
export function SessionSheet({ target, reply }: Props): ReactNode {
  return (
    <SheetFrame id={toSheetId(target)}>
      {'vm' in target ? (
        <VmSheet taskKey={target.vm} reply={reply} />
      ) : (
        <Point key={target.point} raw={target.point} reply={reply} />
      )}
    </SheetFrame>
  )
}

function Point({ raw, reply }: { raw: string; reply: SessionReply }): ReactNode {
  const t = useTranslations('sheet')
  const id = parseReplicaPointId(raw)
  if (id !== null) return <PointSheet pointId={id} fromSession={parseSessionId(reply.session.id)} />
  return <p className="px-5 py-6 text-muted foreign-text">{t('unknown.point', { key: raw })}</p>
}
