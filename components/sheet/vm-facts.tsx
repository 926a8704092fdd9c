'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionView, TaskView } from '@/lib/api/replies'
import { durationBetween } from '@/lib/failover/duration'
import { toShownStanding } from '@/lib/failover/outcome'
import { Description } from '../description'
import { Instant } from '../instant'
import { ProgressBar } from '../progress-bar'
import { TaskTook } from '../session/task-times'
import { STATUS_LOOK } from '../status-look'
import { keptSince } from '../tasks/kept-row'
import { useDurationText } from '../use-duration-text'

type Props = { task: TaskView; session: SessionView; over: boolean }

/** One VM's task as Enterprise Manager tells it, and the times that follow from it. */
export function VmFacts({ task, session, over }: Props): ReactNode {
  const t = useTranslations()
  const notReported = <span className="text-muted">{t('common.notReported')}</span>
  const { creationTimeUtc, endTimeUtc } = task
  const isKept = keptSince(task, over) !== null
  return (
    <dl aria-label={t('sheet.vm.facts')} className="ages-surface card overflow-hidden">
      <Description term={t('sheet.vm.progress')}>
        <Progress task={task} over={over} />
      </Description>
      <Description term={t('sheet.vm.state')} note={t('sheet.vm.own')}>
        {t('sheet.vm.words', {
          state: task.state ?? t('common.notReported'),
          result: task.result ?? t('common.notReported'),
        })}
      </Description>
      <Description term={t('sheet.vm.waited')} note={t('sheet.vm.waitedNote')}>
        <Waited task={task} sessionStartUtc={session.creationTimeUtc} />
      </Description>
      <Description term={t('sheet.vm.started')}>
        {creationTimeUtc === null ? notReported : <Instant at={creationTimeUtc} />}
      </Description>
      <Description term={t('sheet.vm.ended')}>
        {endTimeUtc === null ? (
          <span className="text-muted">
            {t(
              over
                ? 'common.figureUnknown.end_not_reported'
                : isKept
                  ? 'sheet.vm.notEndedThen'
                  : 'sheet.vm.notEnded',
            )}
          </span>
        ) : (
          <Instant at={endTimeUtc} />
        )}
      </Description>
      <Description term={t('sheet.vm.took')}>
        <TaskTook task={task} over={over} />
      </Description>
    </dl>
  )
}

function Progress({ task, over }: { task: TaskView; over: boolean }): ReactNode {
  const t = useTranslations('common')
  const { progress } = task
  const words = progress === null ? t('notKnown') : t('percent', { percent: progress })
  return (
    <span className="flex items-center gap-2.5">
      <ProgressBar
        label={t('progressOf', { name: task.vmName ?? t('unnamedVm') })}
        percent={progress}
        valueText={words}
        fill={STATUS_LOOK[toShownStanding(task, over)].fill}
        className="max-w-[160px] min-w-16 flex-1"
      />
      {words}
    </span>
  )
}

type WaitedProps = { task: TaskView; sessionStartUtc: string | null }

/** From the start of the run to the start of this VM: its place in the plan and its boot delay. */
function Waited({ task, sessionStartUtc }: WaitedProps): ReactNode {
  const t = useTranslations('common')
  const print = useDurationText()
  const waitedMs = durationBetween(sessionStartUtc, task.creationTimeUtc)
  if (waitedMs !== null && waitedMs >= 0) return print(waitedMs)
  const why = waitedMs === null ? 'start_not_reported' : 'times_contradict'
  return <span className="text-muted">{t(`figureUnknown.${why}`)}</span>
}
