import type { ReactNode } from 'react'
import type { Counts, TaskStanding } from '@/lib/failover/outcome'
import { STANDING_ORDER, STATUS_LOOK } from './status-look'

/** More marks than this cannot be told apart; their shares can. */
const MOST_SEGMENTS = 60

type Props = {
  counts: Counts
  /** The standings in plan order, where they are known; else they are drawn sorted. */
  standings?: readonly TaskStanding[]
  className?: string
}

/** One mark per VM, so that 7 of 14 is seen and not computed. Decoration: the words stand beside it. */
export function VmBar({ counts, standings, className = '' }: Props): ReactNode {
  const frame = `ages flex overflow-hidden ${className}`
  if (counts.total === 0) return <span aria-hidden className={`${frame} rounded-[3px] bg-track`} />
  if (counts.total > MOST_SEGMENTS) {
    return (
      <span aria-hidden className={`${frame} gap-px rounded-[3px] bg-track`}>
        {STANDING_ORDER.filter((it) => counts[it] > 0).map((it) => (
          <span
            key={it}
            className={`ages-fill min-w-[3px] ${STATUS_LOOK[it].fill}`}
            style={{ flexGrow: counts[it] }}
          />
        ))}
      </span>
    )
  }
  const marks = standings ?? STANDING_ORDER.flatMap((it) => Array.from({ length: counts[it] }, () => it))
  const gap = counts.total > 30 ? 'gap-[2px]' : 'gap-[3px]'
  return (
    <span aria-hidden className={`${frame} ${gap}`}>
      {marks.map((it, index) => (
        // Marks have no identity of their own; the place in the row is it.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index} className={`ages-fill tone-change flex-1 rounded-[3px] ${STATUS_LOOK[it].fill}`} />
      ))}
    </span>
  )
}
