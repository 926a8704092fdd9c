'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import type { TaskView } from '@/lib/api/replies'
import { toTaskRpo } from '@/lib/failover/recovery'
import { withInstant } from '../rich-tags'
import { STATUS_LOOK } from '../status-look'
import { useDurationText } from '../use-duration-text'
import { useTargetText } from '../use-target-text'
import { isOlderThanTarget } from './rpo'

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

type AgeProps = { point: Point; sessionStartUtc: string | null; rpoTargetMs: number | null }

/** How old the point was when the failover began: the time span of data that the VM lacks. */
export function PointAge({ point, sessionStartUtc, rpoTargetMs }: AgeProps): ReactNode {
  const t = useTranslations()
  const print = useDurationText()
  const printTarget = useTargetText()
  const task = { vmReplicaPoint: point }
  const age = toTaskRpo(task, sessionStartUtc)
  if ('unknown' in age) {
    // Of a point, times that contradict each other mean one thing only.
    const why =
      age.unknown === 'times_contradict' ? t('session.table.newer') : t(`common.figureUnknown.${age.unknown}`)
    return <span className={quiet}>{why}</span>
  }
  if (rpoTargetMs === null || !isOlderThanTarget(task, sessionStartUtc, rpoTargetMs)) {
    return print(age.ms, 'minute')
  }
  // The VM itself has not failed, so its row gets no second octagon.
  const { Icon, text } = STATUS_LOOK.warning
  const hint = t('session.table.olderThanTarget', { target: printTarget(rpoTargetMs) })
  return (
    <span title={hint} data-older-than-target className={`ages font-[560] whitespace-nowrap ${text}`}>
      <Icon aria-hidden className="me-1 inline-block size-[1.05em] align-[-0.15em]" />
      {print(age.ms, 'minute')}
      <span className="sr-only">, {hint}</span>
    </span>
  )
}

export function PointState({ point }: { point: Point }): ReactNode {
  const t = useTranslations('common')
  if (point === null) return <span className={quiet}>{t('notKnown')}</span>
  if (point.unreadable !== null)
    return <span className={quiet}>{t(`pointUnreadable.${point.unreadable}`)}</span>
  const state = point.state ?? t('notReported')
  if (point.stateAsOfUtc === null) return <span className={quiet}>{state}</span>
  // Read before the VM's task had ended, or taken from the record: it is not claimed for now.
  return (
    <span className={quiet} title={t('readAt', { at: point.stateAsOfUtc })}>
      {t('wasThen', { state })}
    </span>
  )
}
