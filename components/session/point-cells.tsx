'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import type { TaskView } from '@/lib/api/replies'
import { durationBetween } from '@/lib/failover/duration'
import { withInstant } from '../rich-tags'
import { useDurationText } from '../use-duration-text'

type Point = TaskView['vmReplicaPoint']

const quiet = 'text-muted foreign-text'

/** Type and creation time of the point, or why they are not known; never blank. */
export function PointLink({ point, sessionId }: { point: Point; sessionId: string }): ReactNode {
  const t = useTranslations()
  if (point === null) return <span className={quiet}>{t('session.table.noPoint')}</span>
  const href = `${pages.replicaPoint(point.id)}?session=${encodeURIComponent(sessionId)}`
  const type = point.pointType ?? t('session.table.typeUnknown')
  const { creationTimeUtc, unreadable } = point
  return (
    <>
      <Link
        href={href}
        prefetch={false}
        title={point.name ?? undefined}
        className="link inline-flex min-h-6 items-center"
      >
        {unreadable !== null && t('session.table.pointOpen')}
        {unreadable === null && creationTimeUtc === null && t('session.table.pointTimeUnknown', { type })}
        {unreadable === null && creationTimeUtc !== null && (
          <span>{t.rich('session.table.pointLink', { type, ...withInstant(creationTimeUtc) })}</span>
        )}
      </Link>
      {unreadable !== null && (
        <span className={`ms-1.5 ${quiet}`}>{t(`common.pointUnreadable.${unreadable}`)}</span>
      )}
    </>
  )
}

/** How old the point was when the failover began: the time span of data that the VM lacks. */
export function PointAge({
  point,
  sessionStartUtc,
}: {
  point: Point
  sessionStartUtc: string | null
}): ReactNode {
  const t = useTranslations()
  const print = useDurationText()
  const ageMs = durationBetween(point?.creationTimeUtc ?? null, sessionStartUtc)
  if (ageMs === null) return <span className="text-muted">{t('common.notKnown')}</span>
  return ageMs < 0 ? <span className="text-muted">{t('session.table.newer')}</span> : print(ageMs, 'minute')
}

export function PointState({ point }: { point: Point }): ReactNode {
  const t = useTranslations('common')
  if (point === null) return <span className={quiet}>{t('notKnown')}</span>
  if (point.unreadable !== null)
    return <span className={quiet}>{t(`pointUnreadable.${point.unreadable}`)}</span>
  const state = point.state ?? t('notReported')
  if (point.stateAsOfUtc === null) return <span className={quiet}>{state}</span>
  // Read before the VM's task had ended: the state may have changed since, so it is not claimed for now.
  return (
    <span className={quiet} title={t('readAt', { at: point.stateAsOfUtc })}>
      {t('wasThen', { state })}
    </span>
  )
}
