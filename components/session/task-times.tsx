'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { TaskView } from '@/lib/api/replies'
import { durationBetween } from '@/lib/failover/duration'
import { toTaskStanding } from '@/lib/failover/outcome'
import { isEnded } from '@/lib/failover/words'
import { Elapsed } from '../elapsed'
import { Instant } from '../instant'
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

/** From start to end, or to now while the VM is worked on. A VM that waits has taken nothing yet. */
export function TaskTook({ task }: { task: TaskView }): ReactNode {
  const t = useTranslations()
  const print = useDurationText()
  const { creationTimeUtc, endTimeUtc } = task
  const tookMs = durationBetween(creationTimeUtc, endTimeUtc)
  if (tookMs !== null) return print(tookMs)
  if (toTaskStanding(task) === 'waiting') {
    return <span className="text-muted">{t('session.table.noneYet')}</span>
  }
  if (isEnded(task) || creationTimeUtc === null) {
    return <span className="text-muted">{t('common.notKnown')}</span>
  }
  return <Elapsed sinceUtc={creationTimeUtc} />
}
