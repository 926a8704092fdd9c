'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { TaskView } from '@/lib/api/replies'
import { isEarlierState } from '@/lib/failover/point-state'
import { toTaskRpo } from '@/lib/failover/recovery'
import { Instant } from '../instant'
import { fill } from '../rich-tags'
import { serverNowMs, useServerClock } from '../server-clock'
import { SheetLink } from '../sheet/sheet-link'
import { STATUS_LOOK } from '../status-look'
import { useDurationText } from '../use-duration-text'
import { usePageFreshness } from '../use-freshness'
import { useTargetText } from '../use-target-text'
import { useTick } from '../use-tick'
import { isOlderThanTarget } from './rpo'

type Point = TaskView['vmReplicaPoint']

const quiet = 'text-muted foreign-text'

/** Type and creation time of the point, or why they are not known; never blank. */
export function PointLink({ point }: { point: Point }): ReactNode {
  const t = useTranslations()
  if (point === null) return <span className={quiet}>{t('session.table.noPoint')}</span>
  const type = point.pointType ?? t('session.table.typeUnknown')
  const { creationTimeUtc, unreadable } = point
  return (
    <>
      <SheetLink sheet={{ point: point.id }} className="link task-link">
        {unreadable !== null && t('session.table.pointOpen')}
        {unreadable === null && creationTimeUtc === null && t('session.table.pointTimeUnknown', { type })}
        {unreadable === null && creationTimeUtc !== null && (
          <span title={point.name ?? undefined}>
            {t.rich('session.table.pointLink', { type, at: fill(<Instant at={creationTimeUtc} bare />) })}
          </span>
        )}
      </SheetLink>
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
    // Why a point was not read stands beside it; a second line for it here would make every row as high.
    const unreadable = point?.unreadable ?? null
    if (unreadable === null) return <span className={quiet}>{why}</span>
    return (
      <span className={quiet} title={why}>
        {t(unreadable === 'pending' ? 'common.pointUnreadable.pending' : 'common.notKnown')}
      </span>
    )
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

type StateProps = { task: Pick<TaskView, 'vmReplicaPoint' | 'endTimeUtc'> }

/** What the point is now, as far as that was read lately enough to be said of now; else what it was, and when. */
export function PointState({ task }: StateProps): ReactNode {
  const t = useTranslations('common')
  const { vmReplicaPoint: point, endTimeUtc } = task
  if (point === null) return <span className={quiet}>{t('notKnown')}</span>
  if (point.unreadable !== null)
    return <span className={quiet}>{t(`pointUnreadable.${point.unreadable}`)}</span>
  const state = point.state ?? t('notReported')
  // Read before the VM's task had ended, or taken from the record: it is not claimed for now.
  if (point.stateAsOfUtc !== null) return <StateThen state={state} atUtc={point.stateAsOfUtc} />
  if (point.stateReadAtUtc === null) return <span className={quiet}>{state}</span>
  return <StateNow state={state} readAtUtc={point.stateReadAtUtc} endUtc={endTimeUtc} />
}

function StateThen({ state, atUtc }: { state: string; atUtc: string }): ReactNode {
  const t = useTranslations('common')
  return (
    <span className={quiet} title={t('readAt', { at: atUtc })}>
      {t('wasThen', { state })}
    </span>
  )
}

type StateNowProps = { state: string; readAtUtc: string; endUtc: string | null }

function StateNow({ state, readAtUtc, endUtc }: StateNowProps): ReactNode {
  const t = useTranslations('common')
  const clock = useServerClock()
  const { collectedAtUtc } = usePageFreshness()
  // The monitor dates its reads, Enterprise Manager all else.
  const toServerMs = (utc: string | null): number | null =>
    utc === null ? null : Date.parse(utc) - clock.emClockAheadMs
  const isEarlier = useTick((tick) =>
    isEarlierState({
      readAtMs: Date.parse(readAtUtc),
      nowMs: serverNowMs(clock, tick),
      endMs: toServerMs(endUtc),
      collectedAtMs: toServerMs(collectedAtUtc),
    }),
  )
  if (isEarlier) return <StateThen state={state} atUtc={readAtUtc} />
  return (
    <span className={quiet} title={t('readLately', { at: readAtUtc })}>
      {state}
    </span>
  )
}
