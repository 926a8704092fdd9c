'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { TaskView } from '@/lib/api/replies'
import { durationBetween } from '@/lib/failover/duration'
import { toTaskStanding } from '@/lib/failover/outcome'
import { toTaskRto } from '@/lib/failover/recovery'
import { Elapsed } from '../elapsed'
import { Instant } from '../instant'
import { fill } from '../rich-tags'
import { useDurationText } from '../use-duration-text'

export function TaskStarted({ task }: { task: TaskView }): ReactNode {
  const t = useTranslations()
  const { creationTimeUtc } = task
  if (creationTimeUtc === null) {
    const waits = toTaskStanding(task) === 'waiting'
    return (
      <span className="text-muted">{waits ? t('session.table.notStarted') : t('common.notReported')}</span>
    )
  }
  return <Instant at={creationTimeUtc} bare />
}

/** The time that the VM took to fail over. What has failed took none; how long it was tried is said as such. */
export function TaskTook({ task }: { task: TaskView }): ReactNode {
  const t = useTranslations()
  const print = useDurationText()
  const { creationTimeUtc, endTimeUtc } = task
  const rto = toTaskRto(task)
  if ('ms' in rto) return print(rto.ms)
  if (rto.unknown === 'running' && creationTimeUtc !== null) return <Elapsed sinceUtc={creationTimeUtc} />
  const triedMs = rto.unknown === 'not_failed_over' ? durationBetween(creationTimeUtc, endTimeUtc) : null
  const words = (): ReactNode => {
    if (triedMs !== null) {
      const took = <span className="whitespace-nowrap">{print(triedMs)}</span>
      return t.rich('session.table.failedAfter', { took: fill(took) })
    }
    if (rto.unknown === 'not_started') return t('session.table.noneYet')
    return t(`common.figureUnknown.${rto.unknown === 'running' ? 'start_not_reported' : rto.unknown}`)
  }
  return <span className="text-muted">{words()}</span>
}
