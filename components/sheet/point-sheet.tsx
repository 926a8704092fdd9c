'use client'

import { ArrowUpRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import { replicaPointQuery } from '@/lib/api/queries'
import type { ReplicaPointReply } from '@/lib/api/replies'
import type { ReplicaPointId, SessionId } from '@/lib/failover/ids'
import { PointBody } from '../point/point-body'
import { vmOfPoint } from '../point/vm-of-point'
import { FreshnessScope } from '../freshness-scope'
import { RecordFailed } from '../history/record-view'
import { usePolled } from '../use-polled'
import { SheetHead } from './sheet-head'
import { SheetLink } from './sheet-link'
import { SheetWaiting } from './sheet-waiting'

type Props = { pointId: ReplicaPointId; fromSession: SessionId | null }

/** A replica point beside the run that used it: the same facts as on its page, with an age of its own. */
export function PointSheet({ pointId, fromSession }: Props): ReactNode {
  const t = useTranslations('sheet')
  const state = usePolled(replicaPointQuery(pointId))
  switch (state.kind) {
    case 'loading':
      return <SheetWaiting kind="point" />
    case 'failed':
      return (
        <>
          <SheetHead kind="point" title={t('kind.point')} aged={false} />
          <RecordFailed error={state.error} busy={state.busy} retry={state.retry} />
        </>
      )
    case 'ready':
      return (
        <FreshnessScope polled={state.polled} error={state.error}>
          <Point reply={state.polled.reply} fromSession={fromSession} />
        </FreshnessScope>
      )
    default:
      return state satisfies never
  }
}

function Point({
  reply,
  fromSession,
}: {
  reply: ReplicaPointReply
  fromSession: SessionId | null
}): ReactNode {
  const t = useTranslations()
  const { id, name } = reply.replicaPoint
  const from = fromSession === null ? '' : `?session=${encodeURIComponent(fromSession)}`
  return (
    <>
      <SheetHead
        kind="point"
        title={vmOfPoint(reply, fromSession) ?? name ?? t('point.unnamed')}
        below={<p className="text-[12.5px] text-muted foreign-text">{name ?? t('point.unnamed')}</p>}
      >
        <Link
          href={`${pages.replicaPoint(id)}${from}`}
          prefetch={false}
          className="inline-flex min-h-8 items-center gap-1 rounded-lg px-2 text-[12.5px] text-muted hover:bg-sunken hover:text-text"
        >
          {t('sheet.openPage')}
          <ArrowUpRight aria-hidden className="size-3.5" />
        </Link>
      </SheetHead>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-4 py-4 pb-10 sm:px-5">
        <PointBody
          reply={reply}
          fromSession={fromSession}
          renderLink={(pointId, children) => (
            <SheetLink sheet={{ point: pointId }} className="link inline-flex min-h-6 items-center">
              {children}
            </SheetLink>
          )}
        />
      </div>
    </>
  )
}
