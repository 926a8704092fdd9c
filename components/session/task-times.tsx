'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { TaskView } from '@/lib/api/replies'
import { toShownStanding, toTaskStanding } from '@/lib/failover/outcome'
import { toTaskRto, toTook } from '@/lib/failover/recovery'
import { Elapsed } from '../elapsed'
import { Instant } from '../instant'
import { keptSince } from '../tasks/kept-row'
import { fill } from '../rich-tags'
import { useDurationText } from '../use-duration-text'

/** @param over nothing of the run goes on, so no time of it passes any more */
type Props = { task: TaskView; over: boolean }

export function TaskStarted({ task, over }: Props): ReactNode {
  const t = useTranslations()
  const { creationTimeUtc } = task
  if (creationTimeUtc === null) {
    const waits = toShownStanding(task, over) === 'waiting'
    return (
      <span className="text-muted">{waits ? t('session.table.notStarted') : t('common.notReported')}</span>
    )
  }
  return <Instant at={creationTimeUtc} bare />
}

/** Hidden where the state says it already. */
const asWords = (chunks: ReactNode): ReactNode => <span className="took-words">{chunks}</span>

type WaitedProps = Props & { sessionStartUtc: string | null }

/** How long the VM waited for its turn: from the start of the run to the start of its task. */
export function TaskWaited({ task, over, sessionStartUtc }: WaitedProps): ReactNode {
  const t = useTranslations('common')
  const print = useDurationText()
  if (sessionStartUtc === null)
    return <span className="text-muted">{t('figureUnknown.start_not_reported')}</span>
  if (toTaskStanding(task) === 'waiting') {
    // Whether it ever had its turn is not known.
    return over ? (
      <span className="text-muted">{t('notKnown')}</span>
    ) : (
      <Elapsed sinceUtc={sessionStartUtc} untilUtc={keptSince(task, over)} />
    )
  }
  const waited = toTook(sessionStartUtc, task.creationTimeUtc)
  if ('ms' in waited) return print(waited.ms)
  const why = waited.unknown === 'times_contradict' ? waited.unknown : 'start_not_reported'
  return <span className="text-muted">{t(`figureUnknown.${why}`)}</span>
}

/** The time that the VM took to fail over. What has failed took none; how long it was tried is said as such. */
export function TaskTook({ task, over }: Props): ReactNode {
  const t = useTranslations()
  const print = useDurationText()
  const { creationTimeUtc, endTimeUtc } = task
  const rto = toTaskRto(task)
  if ('ms' in rto) return print(rto.ms)
  const isOpen = rto.unknown === 'running' || rto.unknown === 'not_started'
  if (over && isOpen) return <span className="text-muted">{t('common.figureUnknown.end_not_reported')}</span>
  if (rto.unknown === 'running' && creationTimeUtc !== null)
    return <Elapsed sinceUtc={creationTimeUtc} untilUtc={keptSince(task, over)} />
  const tried = rto.unknown === 'not_failed_over' ? toTook(creationTimeUtc, endTimeUtc) : rto
  const words = (): ReactNode => {
    if ('ms' in tried) {
      const took = <span className="whitespace-nowrap">{print(tried.ms)}</span>
      return t.rich('session.table.failedAfter', {
        took: fill(took),
        words: asWords,
      })
    }
    if (tried.unknown === 'times_contradict') return t('common.figureUnknown.times_contradict')
    if (rto.unknown === 'not_started') return t('session.table.noneYet')
    return t(`common.figureUnknown.${rto.unknown === 'running' ? 'start_not_reported' : rto.unknown}`)
  }
  return <span className="text-muted">{words()}</span>
}
