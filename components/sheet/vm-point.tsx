'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply, TaskView } from '@/lib/api/replies'
import { Description } from '../description'
import { Instant } from '../instant'
import { PointAge, PointState } from '../session/point-cells'
import { SheetLink } from './sheet-link'
import { SheetSection } from './sheet-section'

type Props = { task: TaskView; reply: SessionReply }

/** The replica point that the VM was started from. */
export function VmPoint({ task, reply }: Props): ReactNode {
  const t = useTranslations()
  const { vmReplicaPoint: point } = task
  if (point === null) {
    return (
      <SheetSection title={t('sheet.point.title')}>
        <p className="px-4 py-3 text-muted sm:px-5">{t('session.table.noPoint')}</p>
      </SheetSection>
    )
  }
  const missing = (
    <span className="text-muted">
      {t(point.unreadable === null ? 'common.notReported' : `common.pointUnreadable.${point.unreadable}`)}
    </span>
  )
  return (
    <SheetSection title={t('sheet.point.title')}>
      <dl>
        <Description term={t('sheet.point.name')}>{point.name ?? t('common.notReported')}</Description>
        <Description term={t('sheet.point.type')}>{point.pointType ?? missing}</Description>
        <Description term={t('sheet.point.created')}>
          {point.creationTimeUtc === null ? missing : <Instant at={point.creationTimeUtc} />}
        </Description>
        <Description term={t('sheet.point.age')}>
          <PointAge
            point={point}
            sessionStartUtc={reply.session.creationTimeUtc}
            rpoTargetMs={reply.recovery.target?.rpoMs ?? null}
          />
        </Description>
        <Description term={t('sheet.point.state')}>
          <PointState task={task} />
        </Description>
      </dl>
      <p className="border-t border-line px-4 py-1.5 sm:px-5">
        <SheetLink sheet={{ point: point.id }} className="link inline-flex min-h-6 items-center font-[560]">
          {t('sheet.point.all')}
        </SheetLink>
      </p>
    </SheetSection>
  )
}
