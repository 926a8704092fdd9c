'use client'

import type { ReactNode } from 'react'
import type { WallReply } from '@/lib/api/screen-replies'
import type { TaskStanding } from '@/lib/failover/outcome'
import { STATUS_LOOK } from '../status-look'
import { fill } from './fill'
import { useTexts } from './wall-texts'

const KINDS = [
  ['failed', 'failed'],
  ['warning', 'warning'],
  ['success', 'succeeded'],
  ['unknown', 'unknown'],
] as const satisfies readonly (readonly [keyof WallReply['today'], TaskStanding])[]

/** What has ended on this day, each with its shape and its word. */
export function TodayLine({ today }: Pick<WallReply, 'today'>): ReactNode {
  const { board } = useTexts()
  const ended = KINDS.filter(([kind]) => today[kind] > 0)
  return (
    <p className="wall-today" data-testid="wall-today">
      <span className="text-muted">{fill(board.today, { date: today.dateUtc })}</span>
      {ended.length === 0 && <span>{board.todayNone}</span>}
      {ended.map(([kind, standing]) => {
        const { Icon, text } = STATUS_LOOK[standing]
        return (
          <span key={kind} className={`flex items-center gap-2 ${text}`}>
            <Icon aria-hidden className="size-[1em] shrink-0" />
            {fill(board.todayKind[kind], { count: today[kind] })}
          </span>
        )
      })}
    </p>
  )
}
