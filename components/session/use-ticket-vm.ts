'use client'

import { useTranslations } from 'next-intl'
import type { SessionReply, TaskView } from '@/lib/api/replies'
import { durationBetween } from '@/lib/failover/duration'
import { isOver } from '@/lib/failover/outcome'
import { toTaskRpo } from '@/lib/failover/recovery'
import { keptSince } from '../tasks/kept-row'
import { useDurationText } from '../use-duration-text'
import { type TicketLine, toTicketTime } from './ticket-text'

/** One VM of a ticket and the replica point that it was started from. What is not known is said and not left out. */
export function useTicketVm({
  session,
  outcome,
}: Pick<SessionReply, 'session' | 'outcome'>): (task: TaskView) => TicketLine[] {
  const t = useTranslations('ticket.vm')
  const common = useTranslations('common')
  const print = useDurationText()
  const word = (it: string | null): string => it ?? common('notReported')
  const time = (at: string | null): string => (at === null ? common('notReported') : toTicketTime(at))

  const keptUtcOf = (task: TaskView): string | null => keptSince(task, isOver(outcome))
  const ended = (task: TaskView): string => {
    if (task.endTimeUtc === null) return t(keptUtcOf(task) === null ? 'notEnded' : 'notEndedThen')
    const tookMs = durationBetween(task.creationTimeUtc, task.endTimeUtc)
    return tookMs === null || tookMs < 0
      ? time(task.endTimeUtc)
      : t('tried', { at: time(task.endTimeUtc), duration: print(tookMs) })
  }
  const point = (task: TaskView): TicketLine[] => {
    const { vmReplicaPoint: it } = task
    if (it === null) return [[t('point'), t('noPoint')]]
    // A ticket is read later: no state in it is one of now.
    const readAtUtc = it.stateAsOfUtc ?? it.stateReadAtUtc
    const why = it.unreadable && common(`pointUnreadable.${it.unreadable}`)
    const age = toTaskRpo(task, session.creationTimeUtc)
    return [
      [t('point'), word(it.name)],
      [t('pointId'), it.id],
      [t('type'), why ?? word(it.pointType)],
      [t('created'), why ?? time(it.creationTimeUtc)],
      [t('age'), 'ms' in age ? print(age.ms, 'minute') : common(`figureUnknown.${age.unknown}`)],
      [
        t('pointState'),
        why ??
          (readAtUtc === null ? word(it.state) : t('asOf', { state: word(it.state), at: time(readAtUtc) })),
      ],
    ]
  }
  return (task) => {
    const name = task.vmName ?? common('unnamedVm')
    const index = session.tasks.findIndex((it) => it.key === task.key)
    const keptUtc = keptUtcOf(task)
    return [
      [t('name'), index < 0 ? name : t('place', { name, number: index + 1, total: session.tasks.length })],
      [t('lastSeen'), keptUtc && t('unlisted', { at: time(keptUtc) })],
      [t('state'), word(task.state)],
      [t('result'), word(task.result)],
      [
        t('progress'),
        task.progress === null ? common('notKnown') : common('percent', { percent: task.progress }),
      ],
      [t('started'), time(task.creationTimeUtc)],
      [t('ended'), ended(task)],
      ...point(task),
    ]
  }
}
