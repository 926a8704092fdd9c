'use client'

import { useTranslations } from 'next-intl'
import type { CSSProperties, ReactNode } from 'react'
import type { TaskView } from '@/lib/api/replies'
import type { TaskStanding } from '@/lib/failover/outcome'
import { toTaskRpo } from '@/lib/failover/recovery'
import { type TaskSpan, toTaskSpan } from '@/lib/failover/task-span'
import { STATUS_LOOK } from '../status-look'
import { useDurationText } from '../use-duration-text'
import { useTimeText } from '../use-time-text'
import { keptSince } from './kept-row'

type Props = {
  task: TaskView
  standing: TaskStanding
  over: boolean
  runStartUtc: string
  emClockAheadMs: number
}

/** One VM's time in the run: a thin line while it waits, a bar while it works; the same in words. */
export function GanttBar({ task, standing, over, runStartUtc, emClockAheadMs }: Props): ReactNode {
  const span = toTaskSpan(task, Date.parse(runStartUtc), over)
  const keptUtc = keptSince(task, over)
  const text = useSpanText(span, task, runStartUtc, keptUtc)
  const nowMs = keptUtc === null ? null : Date.parse(keptUtc) + emClockAheadMs - Date.parse(runStartUtc)
  return (
    <span className="gantt-track ages" style={toStyle(span, nowMs)} title={text}>
      {span.kind !== 'unknown' && (
        <span aria-hidden className="gantt-wait" data-open={span.kind === 'waiting'} />
      )}
      {span.kind === 'worked' && (
        <span
          aria-hidden
          data-open={span.toMs === null}
          className={`gantt-work ages-fill tone-change ${STATUS_LOOK[standing].fill}`}
        />
      )}
      {/* What is only drawn has to be said; what is not known is said for the eye too. */}
      <span className={span.kind === 'unknown' ? 'gantt-words' : 'sr-only'}>{text}</span>
    </span>
  )
}

/** @param nowMs where the row's own "now" stands, ms since the start of the run; null: where the table's does */
function toStyle(span: TaskSpan, nowMs: number | null): CSSProperties {
  const properties: Record<`--${string}`, number> = nowMs === null ? {} : { '--gantt-now': nowMs / 1_000 }
  if (span.kind !== 'worked') return properties
  properties['--from'] = span.workFromMs / 1_000
  if (span.toMs !== null) properties['--to'] = span.toMs / 1_000
  return properties
}

function useSpanText(span: TaskSpan, task: TaskView, runStartUtc: string, keptUtc: string | null): string {
  const t = useTranslations('tasks.gantt')
  const print = useDurationText()
  const { moment } = useTimeText()
  const age = toTaskRpo(task, runStartUtc)
  const words = (): string => {
    if (keptUtc !== null && (span.kind === 'waiting' || (span.kind === 'worked' && span.toMs === null))) {
      const seen = moment(Date.parse(keptUtc))
      return span.kind === 'waiting'
        ? t('keptWaiting', { seen })
        : t('keptWorking', { waited: print(span.workFromMs), seen })
    }
    if (span.kind === 'waiting') return t('waiting')
    if (span.kind === 'unknown') return t('unknown')
    const waited = print(span.workFromMs)
    // Without a length that would tick: rows that have not changed are not rendered again.
    return span.toMs === null
      ? t('working', { waited, since: moment(Date.parse(task.creationTimeUtc ?? runStartUtc)) })
      : t('worked', { waited, worked: print(span.toMs - span.workFromMs) })
  }
  return 'ms' in age ? t('withPoint', { words: words(), age: print(age.ms, 'minute') }) : words()
}

/** A VM that stands in the plan only: it waits like the others. */
export function PlannedBar(): ReactNode {
  const t = useTranslations('tasks.gantt')
  return (
    <span className="gantt-track ages" title={t('waiting')}>
      <span aria-hidden className="gantt-wait gantt-planned" data-open />
      <span className="sr-only">{t('waiting')}</span>
    </span>
  )
}
