import type { ReactNode } from 'react'
import type { TaskStanding } from '@/lib/failover/outcome'
import { STATUS_LOOK } from './status-look'

type Props = {
  standing: TaskStanding
  children: ReactNode
  /** The icon pulses while the data is live. */
  moving?: boolean
  className?: string
}

/** Shape, word and colour of one state. */
export function StatusWord({ standing, children, moving = false, className = '' }: Props): ReactNode {
  const { Icon, text } = STATUS_LOOK[standing]
  return (
    <span
      className={`ages tone-change inline-flex min-w-0 items-center gap-1.5 font-[560] ${text} ${className}`}
    >
      <Icon aria-hidden className={`size-[1.05em] shrink-0 ${moving ? 'pulse-when-live' : ''}`} />
      <span className="min-w-0 foreign-text">{children}</span>
    </span>
  )
}
