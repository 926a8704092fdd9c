'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useMemo } from 'react'
import { taskHistoryQuery } from '@/lib/api/queries'
import type { HistoryReply } from '@/lib/api/record-replies'
import type { TaskView } from '@/lib/api/replies'
import { toShownStanding } from '@/lib/failover/outcome'
import { RecordView } from '../history/record-view'
import { useGapEnd } from '../history/use-gap-end'
import { Instant } from '../instant'
import { fill } from '../rich-tags'
import { STATUS_LOOK } from '../status-look'
import { type CourseShape, toCourseShape } from './course-shape'
import { SheetSection } from './sheet-section'

type Props = { sessionId: string; task: TaskView; running: boolean }

/** How the VM's percentage went, as the monitor recorded it. */
export function VmCourse({ sessionId, task, running }: Props): ReactNode {
  const t = useTranslations('sheet.course')
  const query = useQuery(taskHistoryQuery(sessionId, task.key))
  return (
    <SheetSection title={t('title')}>
      <RecordView query={query}>
        {(history) => <Course history={history} task={task} running={running} />}
      </RecordView>
    </SheetSection>
  )
}

type CourseProps = { history: HistoryReply; task: TaskView; running: boolean }

function Course({ history, task, running }: CourseProps): ReactNode {
  const t = useTranslations('sheet.course')
  const gapEndMs = useGapEnd(history.gaps)
  const shape = useMemo(() => toCourseShape(history.taskSamples, history.gaps, gapEndMs), [history, gapEndMs])
  if (shape === null)
    return <p className="px-4 py-3 text-muted sm:px-5">{t(running ? 'none' : 'noneEnded')}</p>
  const { first, last } = shape
  const moved = first.atUtc !== last.atUtc
  const end = fill(<Instant at={last.atUtc} />)
  return (
    <div className="grid gap-1.5 px-4 py-3 sm:px-5">
      {moved && <Drawing shape={shape} tone={STATUS_LOOK[toShownStanding(task, !running)].text} />}
      <p className="text-[12.5px] text-muted">
        {moved
          ? t.rich('figures', {
              from: first.percent,
              to: last.percent,
              at: fill(<Instant at={first.atUtc} />),
              end,
            })
          : t.rich('one', { to: last.percent, end })}
        {shape.gaps.length > 0 && <> {t('gaps')}</>}
      </p>
    </div>
  )
}

/** Decoration: the figures stand below it, every change in the list of changes. */
function Drawing({ shape, tone }: { shape: CourseShape; tone: string }): ReactNode {
  const hatch = useId()
  return (
    <svg
      aria-hidden
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      className={`ages h-16 w-full overflow-visible border-b border-line ${tone}`}
    >
      <defs>
        <pattern id={hatch} width="2" height="8" patternUnits="userSpaceOnUse">
          <rect width="1" height="8" className="fill-line-strong" />
        </pattern>
      </defs>
      {shape.gaps.map((gap) => (
        <rect key={gap.x} x={gap.x} y={0} width={gap.width} height={100} fill={`url(#${hatch})`} />
      ))}
      <polyline
        points={`0,100 ${shape.line} 100,100`}
        className="fill-current"
        stroke="none"
        opacity={0.12}
      />
      <polyline
        points={shape.line}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.75}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
